"""The schedule: what is due, in which order, and never after the exam."""

import time
from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from lstm_core.exam.card import KINDS, Card
from lstm_core.exam.event import Event
from lstm_core.exam.forecast import forecast
from lstm_core.exam.gaps import SURE, gap, when
from lstm_core.exam.recall import recall
from lstm_core.exam.review import DAY
from lstm_core.exam.schedule import NEW_A_DAY, state

NOW = 1_790_000_000.0
KIND = list(KINDS)
SLOW = settings(max_examples=60, deadline=None)


def cards(count):
    return [Card(f"c{k}", KIND[k % 4], f"Card {k}", "?", "!", f"topic {k % 3}", 30.0) for k in range(count)]


def review(item, days, rating=3, seconds=20.0, kind="review"):
    """An event some days before NOW."""
    return Event(NOW - days * DAY, kind, item, {"rating": rating, "seconds": seconds})


REVIEWS = st.lists(
    st.builds(review, st.sampled_from([f"c{k}" for k in range(8)]), st.floats(0, 90), st.integers(1, 4)), max_size=40
)
EXAMS = st.floats(0.01, 200).map(lambda days: NOW + days * DAY)


# What is due


@given(events=REVIEWS, exam=EXAMS | st.none())
@SLOW
def test_what_is_most_likely_forgotten_on_the_exam_day_comes_first(events, exam):
    schedule = state(events, cards(10), NOW)
    due = schedule.due(NOW, exam)
    chances = [schedule.memories[one.card.id].chance(exam or NOW) if not one.new else 0.0 for one in due]
    assert [one.recall for one in due] == chances == sorted(chances)
    assert len({one.card for one in due}) == len(due)
    assert all(one.at <= NOW for one in due)


@given(events=REVIEWS, exam=EXAMS)
@SLOW
def test_nothing_is_ever_due_after_the_exam(events, exam):
    schedule = state(events, cards(10), NOW)
    for memory in schedule.memories.values():
        assert when(memory, exam) <= exam
        assert when(memory, exam) <= memory.due
    last = schedule.due(exam - 1e-3, exam)
    assert {one.card.id for one in last if one.new} == {card.id for card in cards(10)} - schedule.memories.keys()


@given(events=REVIEWS, exam=EXAMS, data=st.data())
@SLOW
def test_the_same_log_gives_the_same_schedule_in_whatever_order_it_comes(events, exam, data):
    once, again = state(events, cards(8), NOW), state(data.draw(st.permutations(events)), cards(8), NOW)
    assert once.due(NOW, exam) == again.due(NOW, exam)
    assert once.progress(exam) == again.progress(exam)
    assert forecast(once, NOW, exam)[:3] == forecast(again, NOW, exam)[:3]


@given(events=REVIEWS, cut=st.integers(0, 40), exam=EXAMS)
@SLOW
def test_going_on_from_the_schedule_of_a_moment_ago_changes_nothing(events, cut, exam):
    events = sorted(events, key=lambda event: event.at)
    now = events[cut].at if cut < len(events) else NOW
    before = state(events, cards(8), now)
    on, whole = state(events, cards(8), NOW, before), state(events, cards(8), NOW)
    assert on.due(NOW, exam) == whole.due(NOW, exam)
    assert on.evidence == whole.evidence
    other = [review("c1", 91), *events]  # what a file brought in lies in the past
    assert state(other, cards(8), NOW, before).due(NOW, exam) == state(other, cards(8), NOW).due(NOW, exam)
    assert state(events, cards(9), NOW, before).due(NOW, exam) == state(events, cards(9), NOW).due(NOW, exam)


@given(ratings=st.lists(st.tuples(st.integers(1, 4), st.floats(0, 9)), min_size=1, max_size=12))
@SLOW
def test_without_an_exam_a_card_is_due_when_the_library_says(ratings):
    days, events = 0.0, []
    theirs, scheduler = fsrs.Card(card_id=1), fsrs.Scheduler(enable_fuzzing=False)
    for rating, wait in ratings:
        days += wait
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), at)
        events.append(Event(at.timestamp(), "review", "c0", {"rating": rating}, f"{len(events):04}"))
    memory = state(events, cards(1), NOW).memories["c0"]
    assert when(memory, None) == pytest.approx(theirs.due.timestamp(), abs=1e-3)
    assert memory.stability == theirs.stability
    later = theirs.last_review + timedelta(days=17)
    assert memory.chance(later.timestamp()) == pytest.approx(scheduler.get_card_retrievability(theirs, later))


def test_an_exam_that_is_over_counts_no_more():
    schedule = state([review("c0", 3)], cards(4), NOW)
    assert schedule.due(NOW, NOW - DAY) == schedule.due(NOW, NOW) == schedule.due(NOW)


@pytest.mark.parametrize(("left", "least", "most"), [(7, 0.2, 0.4), (14, 0.2, 0.4), (365, 0.05, 0.1), (700, 0.05, 0.1)])
def test_the_gap_is_the_share_of_the_days_left_that_was_found_best(left, least, most):
    assert least * left <= gap(left) <= most * left


@given(left=st.floats(0.001, 1000))
def test_the_gap_is_at_least_a_day_and_at_most_what_is_left(left):
    assert min(left, 1.0) <= gap(left) <= left


def test_a_card_that_will_surely_be_known_is_left_alone_and_others_are_asked_sooner_than_without_an_exam():
    events = [review("c0", 60, 4), review("c0", 30, 4), review("c1", 8, 4)]
    schedule = state(events, cards(2), NOW)
    sure, unsure = schedule.memories["c0"], schedule.memories["c1"]
    exam = NOW + 6 * DAY
    assert sure.chance(exam) >= SURE
    assert when(sure, exam) == min(sure.due, exam)
    exam = NOW + 20 * DAY
    assert unsure.chance(exam) < SURE
    assert when(unsure, exam) == unsure.last + gap(28) * DAY < unsure.due


def test_new_cards_come_evenly_over_the_days_that_are_left():
    events, exam = [], NOW + 9.5 * DAY
    counts = []
    for day in range(10):
        now = NOW + day * DAY
        new = [one for one in state(events, cards(43), now).due(now, exam) if one.new]
        counts.append(len(new))
        events += [Event(now + 60, "review", one.card.id, {"rating": 3}) for one in new]
        assert not [one for one in state(events, cards(43), now + 99).due(now + 99, exam) if one.new]
    assert sum(counts) == 43
    assert max(counts) - min(counts) <= 1


def test_without_an_exam_there_are_a_few_new_cards_a_day():
    assert len(state([], cards(43), NOW).due(NOW)) == NEW_A_DAY
    events = [review(f"c{k}", 0.0001) for k in range(4)]
    assert sum(one.new for one in state(events, cards(43), NOW).due(NOW)) == NEW_A_DAY - 4


def test_no_cards_are_no_trouble():
    schedule = state([review("c0", 1)], [], NOW)
    assert schedule.due(NOW, NOW + DAY) == schedule.progress(NOW + DAY) == []
    assert schedule.minutes([]) == schedule.recall(NOW).expected == 0


@pytest.mark.parametrize(
    "event",
    [
        Event(NOW - DAY, "review", "c0", {}),
        Event(NOW - DAY, "review", "c0", {"rating": 5}),
        Event(NOW - DAY, "review", "c0", {"rating": True}),
        Event(NOW - DAY, "review", "c0", {"rating": "3"}),
        Event(NOW - DAY, "review", "c0", {"rating": [3]}),
        Event(NOW - DAY, "review", "gone", {"rating": 3}),
        Event(NOW - DAY, "drawing", "c0", {"rating": 3}),
        Event(NOW + 1, "review", "c0", {"rating": 3}),
    ],
)
def test_what_is_no_proper_review_is_passed_over(event):
    assert state([event], cards(2), NOW).memories == {}


@pytest.mark.parametrize("seconds", ["5", None, True, [1], float("nan"), 10**400, -3], ids=lambda value: str(value)[:9])
def test_a_time_that_makes_no_sense_does_not_count(seconds):
    event = Event(NOW - DAY, "review", "c0", {"rating": 3, "seconds": seconds})
    assert sum(state([event], cards(1), NOW).memories["c0"].seconds) == 0


# Times and progress


def test_minutes_are_the_learners_own():
    schedule = state([review("c0", 9, seconds=s) for s in (50, 70, 90)], cards(2), NOW)
    first, second = sorted(schedule.due(NOW), key=lambda one: one.card.id)
    assert schedule.minutes([first]) == pytest.approx(70 / 60)
    assert schedule.minutes([second]) == pytest.approx(30 * 70 / 30 / 60)  # slower than usual, so here too
    assert state([], cards(2), NOW).minutes([second]) == 0.5


@pytest.mark.parametrize("by", ["topic", "kind"])
def test_progress_tells_the_weakest_first_and_what_was_spent(by):
    events = [review(f"c{k}", k + 1, 1 + k % 4, 12) for k in range(6)]
    schedule = state(events, cards(12), NOW)
    rows = schedule.progress(NOW + DAY, by)
    assert {row.name for row in rows} == {getattr(card, by) for card in cards(12)}
    assert [row.recall.expected for row in rows] == sorted(row.recall.expected for row in rows)
    assert sum(row.cards for row in rows) == 12
    assert sum(row.seen for row in rows) == 6
    assert sum(row.seconds for row in rows) == 72
    assert all(0 <= row.recall.low <= row.recall.expected <= row.recall.high <= 1 for row in rows)


def learner(seed, ease):
    """The log of somebody who forgets `ease` times as fast as the curve says, and the chances on the exam day."""
    rng, known, events = np.random.default_rng(seed), cards(40), []
    for day in range(24):
        now = NOW + day * DAY
        schedule = state(events, known, now)
        for one in schedule.due(now, NOW + 30 * DAY)[:25]:
            memory = schedule.memories.get(one.card.id)
            true = recall(memory.stability, ease * (now - memory.last) / DAY) if memory else 0.5
            rating = 3 if rng.random() < true else 1
            events.append(Event(now + 1, "review", one.card.id, {"rating": rating}))
    schedule, exam = state(events, known, NOW + 24 * DAY), NOW + 30 * DAY
    left = [(memory.stability, (exam - memory.last) / DAY) for memory in schedule.memories.values()]
    remembered = sum(rng.random() < recall(stability, ease * days) for stability, days in left) / len(known)
    return schedule.recall(exam), remembered


@pytest.mark.parametrize("ease", [0.5, 1.0, 3.0])
def test_the_bounds_hold_what_learners_really_know_whether_they_follow_the_curve_or_not(ease):
    found = [learner(seed, ease) for seed in range(12)]
    inside = [told.low <= true <= told.high for told, true in found]
    assert sum(inside) >= 11
    assert all(told.high - told.low < 0.4 for told, _ in found)


# The days to come


def test_a_forecast_counts_every_day_and_brings_every_card():
    schedule, exam = state([review(f"c{k}", 5) for k in range(10)], cards(40), NOW), NOW + 12.3 * DAY
    days = forecast(schedule, NOW, exam)
    assert len(days) == 13
    assert [day.begin for day in days] == [NOW, *(pytest.approx(exam - k * DAY) for k in range(12, 0, -1))]
    assert sum(day.new for day in days) == 30
    assert days[0].reviews + days[0].new == len(schedule.due(NOW, exam))
    assert days[0].minutes == schedule.minutes(schedule.due(NOW, exam))
    assert days[-1].recall.expected > 0.8 > schedule.recall(exam).expected
    assert all(day.recall.low <= day.recall.expected <= day.recall.high for day in days)
    assert days == forecast(schedule, NOW, exam)
    assert forecast(schedule, NOW, NOW - DAY) == []


def test_ten_thousand_reviews_are_worked_out_in_a_moment_and_one_more_in_less():
    rng = np.random.default_rng(0)
    events = [review(f"c{rng.integers(300)}", 60 - k * 0.006, int(rng.integers(1, 5))) for k in range(10_000)]

    def taken(before):
        start = time.process_time()
        state(events, cards(300), NOW, before)
        return time.process_time() - start

    assert min(taken(None) for _ in range(3)) <= 0.150
    before = state(events[:-1], cards(300), NOW)
    assert min(taken(before) for _ in range(3)) <= 0.040
