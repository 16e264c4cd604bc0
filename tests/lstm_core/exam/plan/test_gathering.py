"""What is too little for a row of its own is done together with others, and never before it was taught."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.plan.gathering import CRUMB, gathered
from lstm_core.exam.plan.rows import Row
from lstm_core.prose.wording import Wording
from tests.lstm_core.exam.plan.examples import LESSONS

KEYS = ("lstm", "gru", "elman")
TEACHES = {f"{kind} {key}{n}": key for kind in ("question", "drill") for key in KEYS for n in range(9)}
TEXT = Wording("a", "b")


def lesson(key):
    return Row("lesson", (key,), 10.0, TEXT, TEXT)


def cards(key, numbers, kind="cards", minutes=2.0, again=False):
    name = "drill" if kind == "drills" else "question"
    return Row(kind, tuple(f"{name} {key}{n}" for n in numbers), minutes * len(numbers), TEXT, TEXT, again=again)


def in_short(rows):
    return [(row.kind, row.items) if row.kind == "lesson" else (row.kind, len(row.items)) for row in rows]


def test_a_card_left_over_goes_to_the_cards_of_its_lesson():
    rows = [lesson("lstm"), cards("lstm", range(5)), cards("lstm", [7])]
    found = gathered(rows, TEACHES, LESSONS)
    assert in_short(found) == [("lesson", ("lstm",)), ("cards", 6)]
    assert found[1].title.en == f"6 cards: {LESSONS['lstm'].title}"
    assert found[1].minutes == pytest.approx(12)


def test_crumbs_of_two_lessons_wait_for_the_later_one_and_say_that_they_are_mixed():
    rows = [lesson("lstm"), cards("lstm", [1]), lesson("gru"), cards("gru", [1])]
    found = gathered(rows, TEACHES, LESSONS)
    assert in_short(found) == [("lesson", ("lstm",)), ("lesson", ("gru",)), ("cards", 2)]
    assert found[2].title.en == "2 cards from 2 lessons"
    assert "mixed" in found[2].why.en


def test_what_comes_back_keeps_its_row_unless_it_is_one_or_two():
    some, one = cards("lstm", range(3), minutes=0.9, again=True), cards("lstm", [0], minutes=0.9, again=True)
    new = cards("gru", range(4))
    assert gathered([some, lesson("gru"), new], TEACHES, LESSONS)[0] == some
    assert in_short(gathered([one, lesson("gru"), new], TEACHES, LESSONS)) == [("lesson", ("gru",)), ("cards", 5)]


def test_what_is_asked_twice_in_a_sitting_stays_twice():
    rows = [cards("lstm", [1], again=True), lesson("gru"), cards("lstm", [1], again=True)]
    assert gathered(rows, TEACHES, LESSONS) == rows


ROWS = st.lists(
    st.one_of(
        st.sampled_from(KEYS).map(lesson),
        st.builds(
            cards,
            st.sampled_from(KEYS),
            st.lists(st.integers(0, 8), min_size=1, max_size=8, unique=True),
            st.sampled_from(["cards", "drills"]),
            st.floats(0.5, 4),
            st.booleans(),
        ),
    ),
    max_size=9,
)


@given(rows=ROWS)
def test_nothing_is_lost_takes_longer_or_comes_before_its_lesson(rows):
    found = gathered(rows, TEACHES, LESSONS)
    items = lambda rows: sorted(item for row in rows for item in row.items)
    assert items(found) == items(rows)
    assert sum(row.minutes for row in found) == pytest.approx(sum(row.minutes for row in rows))
    for card, key in TEACHES.items():
        for before in range(len(rows)):
            if rows[before].items == (key,) and not any(card in row.items for row in rows[:before]):
                place = next(k for k, row in enumerate(found) if row.items == (key,))
                asked = [k for k, row in enumerate(found) if card in row.items]
                first = next(k for k, row in enumerate(rows) if row.items == (key,))
                assert first < before or all(k > place for k in asked)


def test_a_row_that_is_no_crumb_stays_as_it_is():
    rows = [lesson("lstm"), cards("lstm", range(5), minutes=CRUMB / 5), cards("gru", range(5), minutes=CRUMB / 5)]
    assert gathered(rows, TEACHES, LESSONS) == rows
