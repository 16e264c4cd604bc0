"""The schedule: what is due and in which order, how long it takes, and how every topic stands."""

import gc
import time
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import fsrs
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.forecast import forecast
from lstm_core.exam.review.schedule import NEW_A_DAY, state
from tests.lstm_core.exam.examples import EXAMS, NOW, REVIEWS, SLOW, cards, review

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


@given(events=REVIEWS, exam=EXAMS, data=st.data())
@SLOW
def test_the_same_log_gives_the_same_schedule_in_whatever_order_it_comes(events, exam, data):
    once, again = state(events, cards(8), NOW), state(data.draw(st.permutations(events)), cards(8), NOW)
    assert once.due(NOW, exam) == again.due(NOW, exam)
    assert once.recall(exam) == again.recall(exam)
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


def test_an_exam_that_is_over_counts_no_more():
    schedule = state([review("c0", 3)], cards(4), NOW)
    assert schedule.due(NOW, NOW - DAY) == schedule.due(NOW, NOW) == schedule.due(NOW)


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


def test_the_topics_of_new_cards_take_turns():
    blocks = [replace(card, topic=f"topic {k // 10}") for k, card in enumerate(cards(30))]
    due = state([], blocks, NOW).due(NOW, NOW + DAY / 2)
    assert [one.card.topic for one in due[:6]] == ["topic 0", "topic 1", "topic 2"] * 2
    assert {one.card for one in due} == set(blocks)


@given(events=REVIEWS, exam=EXAMS | st.none())
@SLOW
def test_nothing_comes_due_before_it_is_told(events, exam):
    schedule = state(events, cards(8), NOW)
    seen = lambda at: {one.card for one in schedule.due(at, exam) if not one.new}
    at = schedule.next(NOW, exam)
    if at is None:
        assert len(seen(NOW)) == len(schedule.memories)
    elif exam is None or at < exam:
        assert seen(NOW) == seen((NOW + at) / 2) < seen(at + 1e-3)


def test_without_an_exam_there_are_a_few_new_cards_a_day():
    assert len(state([], cards(43), NOW).due(NOW)) == NEW_A_DAY
    events = [review(f"c{k}", 0.0001) for k in range(4)]
    assert sum(one.new for one in state(events, cards(43), NOW).due(NOW)) == NEW_A_DAY - 4


def test_no_cards_are_no_trouble():
    schedule = state([review("c0", 1)], [], NOW)
    assert schedule.due(NOW, NOW + DAY) == schedule.progress(NOW + DAY) == []
    assert schedule.minutes([]) == schedule.recall(NOW).expected == 0


# As quick as it is long


def test_ten_thousand_reviews_take_little_more_than_the_library_itself_and_one_more_hardly_any_time():
    """150 ms is what a page may take; in ratios, so that a slow machine does not break the promise."""
    rng = np.random.default_rng(0)
    events = [review(f"c{rng.integers(300)}", 60 - k * 0.006, int(rng.integers(1, 5))) for k in range(10_000)]
    before = state(events[:-1], cards(300), NOW)

    def library():
        scheduler, moment = fsrs.Scheduler(enable_fuzzing=False), datetime(2026, 1, 1, tzinfo=UTC)
        curves = {f"c{k}": fsrs.Card(card_id=k) for k in range(300)}
        for event in events:
            at = moment + timedelta(seconds=event.at - events[0].at)
            curves[event.item], _ = scheduler.review_card(curves[event.item], fsrs.Rating(event.data["rating"]), at)

    def taken(work):
        gc.freeze()  # what other tests have left in memory is not looked through again and again meanwhile
        start = time.process_time()
        work()
        seconds = time.process_time() - start
        gc.unfreeze()
        return seconds

    bare, whole, more = (
        min(taken(work) for _ in range(3))
        for work in (library, lambda: state(events, cards(300), NOW), lambda: state(events, cards(300), NOW, before))
    )
    assert whole <= 1.7 * bare
    assert more <= 0.25 * bare


# Progress


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
