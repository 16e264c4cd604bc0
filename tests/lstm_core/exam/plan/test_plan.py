"""A plan fits the time, has the drawing, asks nothing before it is taught, and changes as things are done."""

from collections import Counter
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given

from benchmarks.learners import lesson_of
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import KINDS, plan
from lstm_core.grade.exercises import EXERCISES
from lstm_core.prose import read as prose
from lstm_core.prose.complaint import Complaint
from tests.lstm_core.exam.plan.examples import (
    CHOICES,
    DAY,
    EVENTS,
    EXAMS,
    FEW,
    HOUR,
    HOURS,
    IDS,
    LESSONS,
    NOW,
    TOMORROW,
    WEEK,
    WEEKS,
    made,
    read,
    review,
)


def known_before(events):
    """Cards whose last answer was right, by the log alone."""
    last = {event.item: event.data["rating"] for event in sorted(events, key=lambda e: e.at) if event.kind == "review"}
    return {card for card, rating in last.items() if rating > 1}


def taught_before(events):
    """Lessons that were read, or half of whose cards are known, three at least."""
    known = Counter(lesson_of(card) for card in known_before(events))
    all_of = Counter(map(lesson_of, IDS))
    shown = {key for key, count in known.items() if count >= max(3, all_of[key] / 2)}
    return shown | {event.item for event in events if event.kind == "lesson"}


@given(hours=HOURS, exam=EXAMS, events=EVENTS, wish=CHOICES)
@FEW
def test_a_plan_fits_its_time_and_asks_nothing_before_it_is_taught(hours, exam, events, wish):
    found = made(hours, exam, events, wish=wish)
    assert found.minutes <= 60 * hours * (1 + 1e-9)
    taught, asked = taught_before(events), known_before(events)
    for row in found.rows:
        assert row.kind in KINDS
        assert row.minutes > 0
        if row.kind == "lesson":
            assert row.items[0] not in taught
            taught.add(row.items[0])
        if row.kind == "exam":
            numbers = {LESSONS[key].number for key in taught}
            assert {topics()[topic].lesson for topic in row.items} <= numbers
            assert {"lstm", "draw"} <= taught
        for card in row.cards:
            assert lesson_of(card) in taught or card in asked, card


@given(hours=HOURS, exam=EXAMS, events=EVENTS, wish=CHOICES)
@FEW
def test_every_plan_has_the_drawing_of_the_lstm(hours, exam, events, wish):
    drawings = [row for row in made(hours, exam, events, wish=wish).rows if row.kind == "drawing"]
    assert any("LSTM" in row.items for row in drawings)
    assert all(row.way in EXERCISES for row in drawings)


@given(hours=HOURS, exam=EXAMS, events=EVENTS)
@FEW
def test_sittings_come_one_after_the_other_and_end_before_the_exam(hours, exam, events):
    sittings = made(hours, exam, events).sittings
    ends = [sitting.begin + 60 * sitting.minutes for sitting in sittings]
    assert all(end <= after.begin + 1 for end, after in zip(ends, sittings[1:], strict=False))
    assert exam is None or ends[-1] <= exam + 1
    assert sittings[0].begin >= NOW


@given(hours=HOURS, exam=EXAMS, events=EVENTS)
@FEW
def test_the_same_log_gives_the_same_plan_in_whatever_order_it_comes(hours, exam, events):
    assert made(hours, exam, events) == made(hours, exam, events[::-1])


def test_the_lstm_comes_first_then_its_drawing_then_its_cards():
    rows = made(3).rows
    assert [row.kind for row in rows[:3]] == ["lesson", "drawing", "drawing"]
    assert [row.items[0] for row in rows[:3]] == ["lstm", "LSTM", "LSTM"]
    assert [row.way for row in rows[1:3]] == ["Trace", "Blank sheet"]
    assert rows[3].kind == "cards"
    assert {lesson_of(card) for card in rows[3].cards} == {"lstm"}
    assert rows[0].why.en == "The LSTM first: every protocol asks for it."


def test_three_hours_before_tomorrow_come_back_tonight_and_in_the_morning_and_have_a_mock_exam():
    found = made(3)
    assert [sitting.when for sitting in found.sittings] == ["now", "tonight", "morning"]
    for sitting in found.sittings[1:]:
        earlier = {card for row in found.rows[: found.rows.index(sitting.rows[0])] for card in row.cards}
        again = [card for row in sitting.rows if row.again for card in row.cards]
        assert again
        assert set(again) <= earlier
    assert [row.kind for row in found.rows].count("exam") == 1


@pytest.mark.parametrize("hours", [2, 3, 4])
def test_the_evening_before_is_no_heap_of_cards(hours):
    """Lessons, drawing and a mock exam have their share; what is drawn now is drawn again tonight and tomorrow."""
    found = made(hours)
    minutes = Counter()
    for row in found.rows:
        minutes[row.kind] += row.minutes
    assert minutes["cards"] <= 0.56 * found.minutes
    assert minutes["lesson"] + minutes["drawing"] + minutes["exam"] >= 0.3 * found.minutes
    for sitting in found.sittings:
        assert "drawing" in [row.kind for row in sitting.rows], sitting.when
    assert minutes["exam"] in ({0} if hours == 2 else {20})


def crumbs(found):
    """Rows of cards, asked for the first time, for which nobody would sit down, though the sitting has others."""
    for sitting in found.sittings:
        rows = [row for row in sitting.rows if row.kind in ("cards", "drills") and not row.again]
        yield from (row for row in rows if len(rows) > 1 and row.minutes < 5)


@pytest.mark.parametrize("exam", [TOMORROW, WEEK, WEEKS])
@pytest.mark.parametrize("hours", [5, 6.5, 8, 12])
def test_no_list_ends_in_crumbs_and_no_heap_of_cards_hides_what_they_are_for(hours, exam):
    found = made(hours, exam)
    few = [(row.kind, len(row.items), round(row.minutes, 1)) for row in crumbs(found)]
    assert few == []
    minutes = Counter()
    for row in found.rows:
        minutes[row.kind] += row.minutes
    assert minutes["cards"] <= 0.6 * found.minutes
    assert all(row.minutes >= 2 for row in found.rows if row.kind == "drawing")
    assert minutes["exam"] >= (20 if hours >= 5 else 0)


@pytest.mark.parametrize("exam", [TOMORROW, WEEK])
def test_cards_of_one_lesson_do_not_follow_upon_each_other_while_others_are_worth_as_much(exam):
    rows = made(6, exam).rows
    first = rows.index(next(row for row in rows if row.kind == "cards"))
    assert rows[first].title != rows[first + 1].title


def test_an_exam_in_weeks_has_a_list_for_each_day_and_today_is_the_first():
    found = made(20, WEEKS)
    days = found.days()
    assert len(days) == 22
    assert found.today(NOW) == days[min(days)]
    assert found.today(NOW + 400 * DAY) == []
    each = [sum(sitting.minutes for sitting in sittings) for sittings in days.values()]
    assert max(each) < 2 * 60 * 20 / 21


def test_each_row_has_a_title_and_a_reason_in_both_languages():
    for wish in ("all", "calculate"):
        for row in made(12, WEEK, wish=wish).rows:
            assert row.title.en
            assert row.title.de
            assert row.why.en.endswith((".", "?"))
            assert row.why.de.endswith((".", "?"))
            assert "{" not in row.title.en + row.why.en + row.title.de + row.why.de


def test_what_was_done_leaves_the_plan_or_takes_less_of_it():
    before = made(3)
    done = [read("lstm", 0.1), Event(NOW - 60, "drawing", "LSTM", {"way": "Trace"})]
    asked = before.rows[3].cards
    after = made(3, events=[*done, *(review(card, 0.01) for card in asked), review("drawing LSTM", 0.02)])
    assert ("lesson", ("lstm",)) not in [(row.kind, row.items) for row in after.rows]
    assert "Trace" not in [row.way for row in after.rows]
    new = {card for row in after.rows if not row.again for card in row.cards}
    assert not new & set(asked)


def test_lessons_that_the_first_check_found_known_are_skipped_until_too_much_of_them_was_forgotten():
    check = Event(NOW - DAY, "check", "first", {"known": ["lstm", "a lesson of another version", 7]})
    assert "lstm" not in [row.items[0] for row in made(3, events=[check]).rows if row.kind == "lesson"]
    forgotten = [review("question E03", 0.1, 1), review("question E04", 0.1, 1)]
    assert made(3, events=[check, *forgotten]).first.items == ("lstm",)


@pytest.mark.parametrize("wish", ["draw", "explain", "calculate"])
def test_a_wish_decides_what_is_asked(wish):
    kinds = {"draw": {"draw"}, "explain": {"explain", "compare", "predict"}, "calculate": {"derive"}}[wish]
    cards = {card for row in made(10, WEEK, wish=wish).rows for card in row.cards} - {"drawing LSTM"}
    asked = {questions()[card.removeprefix("question ")].kind for card in cards if card.startswith("question")}
    assert asked == kinds
    assert {card.partition(" ")[0] for card in cards} - {"question"} == {
        "draw": {"drawing"},
        "explain": {"differs"},
        "calculate": {"drill"},
    }[wish]


@pytest.mark.parametrize(
    ("hours", "exam", "says"),
    [
        (0, TOMORROW, "how many hours"),
        (-1, TOMORROW, "how many hours"),
        (float("nan"), TOMORROW, "how many hours"),
        (float("inf"), None, "how many hours"),
        (3, NOW, "over"),
        (3, NOW - DAY, "over"),
        (3, NOW + 3653 * DAY, "five years"),
        (3, float("nan"), "five years"),
    ],
)
def test_times_for_which_nothing_can_be_planned_are_refused_in_a_sentence(hours, exam, says):
    with pytest.raises(Complaint, match=says) as error:
        made(hours, exam)
    assert str(error.value).endswith(".")
    assert error.value.wording.de.endswith(".")
    with pytest.raises(ValueError, match="draw"):
        made(3, wish="sleep")


def test_more_hours_than_there_are_until_the_exam_are_cut_to_those_there_are_and_that_is_said():
    found = made(1000)
    assert found.hours < 10
    assert found.minutes <= 60 * found.hours + 1e-6
    assert "sleep" in found.notes[0].en
    assert made(3).notes == ()


def test_time_that_nothing_needs_is_free_and_that_is_said():
    events = [read(key) for key in LESSONS] + [review(card, days, 4) for card in IDS for days in (30, 12, 1)]
    found = made(40, WEEK, events)
    assert found.minutes < 0.5 * 60 * 40
    assert "free" in found.notes[0].en
    assert max(sitting.minutes for sitting in found.sittings) <= 60 * 40 / 7


def test_an_exam_years_ahead_and_the_last_minutes_before_one_have_plans():
    assert made(5, NOW + 4 * 366 * DAY).sittings[-1].begin > NOW + 4 * 365 * DAY
    assert made(0.1, NOW + HOUR / 2).minutes <= 6
    assert made(0.001).sittings == made(0.001, None).sittings == ()
    assert made(1e9, None).hours == 100
    assert made(3, NOW + 600).hours == pytest.approx(1 / 6)


def test_a_log_of_another_version_or_of_nonsense_says_nothing():
    odd = [
        Event(NOW - 1, "lesson", "gone"),
        Event(NOW - 1, "review", "question Z99", {"rating": 3}),
        Event(NOW - 1, "review", "question A01", {"rating": "good"}),
        Event(NOW - 1, "check", "first", {"known": 5}),
        Event(NOW - 1, "check", "first", {}),
        Event(NOW - 1, "exam", "x", {"over": "yes", "elapsed": "long"}),
        Event(NOW - 1, "exam", "date", {"date": "2026-12-01"}),
        Event(NOW - 1, "drawing", "no cell", {"seconds": None}),
    ]
    assert made(3, events=odd).rows == made(3).rows


def test_what_is_still_to_come_in_a_log_is_not_known_yet():
    assert made(3, events=[read("lstm", -1)]).rows == made(3).rows


def test_a_log_that_is_full_still_gives_a_plan_with_the_drawing():
    events = [read(key) for key in LESSONS] + [review(card, days) for card in IDS for days in (9, 4, 2, 1)]
    found = made(2, events=events)
    assert any(row.kind == "drawing" for row in found.rows)
    assert "lesson" not in [row.kind for row in found.rows]


def test_the_learners_own_pace_decides_how_much_fits():
    slow = [review(card, 5, 3, 400) for card in IDS[:30]]
    quick = [review(card, 5, 3, 40) for card in IDS[:30]]
    count = lambda events: sum(len(row.cards) for row in made(3, events=events).rows)
    assert count(quick) > 1.5 * count(slow)


def test_mock_exams_that_were_sat_are_not_planned_again():
    sat = Event(NOW - DAY, "exam", "1", {"over": True, "elapsed": 1200})
    exams = lambda events: sum(row.kind == "exam" for row in made(8, WEEK, events).rows)
    assert exams([]) == 2
    assert exams([sat]) == 1
    assert exams([sat, Event(NOW - DAY, "exam", "2", {"over": True, "elapsed": 1200})]) == 0


def test_days_turn_over_where_the_learner_lives():
    found = plan(NOW, 10, (), LESSONS, exam=WEEK, zone=ZoneInfo("Pacific/Auckland"))
    assert str(min(found.days())) == "2026-12-01"  # five in the morning there


def test_the_table_of_lessons_names_each_lesson_of_the_course_and_what_comes_before_it():
    table = prose("plan")["lessons"]
    assert table.keys() == LESSONS.keys()
    done = set()
    for key, row in table.items():
        assert set(row["needs"]) <= done, key
        done.add(key)


def test_the_drawing_of_a_cell_is_taught_where_its_figure_stands_or_its_name():
    for cell, row in prose("plan")["drawings"].items():
        lesson = LESSONS[row["lesson"]]
        text = " ".join(str(part) for paragraph in lesson.paragraphs for part in paragraph.parts)
        assert lesson.cell == cell or cell.split()[0].lower() in text.lower()


def test_each_drill_card_is_taught_in_the_lesson_it_names():
    from lstm_core.exam.plan import lesson_of as ours

    assert {ours(card, LESSONS) for card in IDS} <= LESSONS.keys()
    assert [ours(card, LESSONS) for card in IDS] == [lesson_of(card) for card in IDS]
    assert ours("drill N13", LESSONS) == "generation"
    assert DRILLS["N13"].lesson == LESSONS["generation"].number


def test_a_drawing_that_was_forgotten_and_never_taught_is_traced_and_not_asked():
    rows = made(0.1, NOW + HOUR / 2, [review("drawing LSTM", 1, 1)]).rows
    assert [(row.kind, row.way) for row in rows] == [("drawing", "Trace")]


def test_a_plan_made_anew_in_the_evening_begins_with_what_was_learnt_in_the_afternoon():
    afternoon = [review(card, 0.02) for row in made(3).rows for card in row.cards[:2]]
    evening = made(1.2, events=[read("lstm", 0.05), *afternoon], now=NOW + 4 * HOUR).sittings[0]
    assert evening.rows[0].again
    assert set(evening.rows[0].cards) <= {event.item for event in afternoon}
    at_once = made(1.2, events=[read("lstm", 0.05), *afternoon]).sittings[0]
    assert not at_once.rows[0].again
