"""A mistake that keeps coming back is told until three attempts were free of it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.review import DAY
from lstm_core.exam.review.weaknesses import FREE, Weakness, weaknesses


def drawings(*wrong: str) -> list[Event]:
    """Attempts at the LSTM; each letter is a mistake."""
    return [Event(float(k), "drawing", "LSTM", {"wrong": list(names)}) for k, names in enumerate(wrong)]


def test_once_is_no_habit():
    assert weaknesses(drawings("A", "B", "")) == []


def test_the_most_frequent_comes_first():
    assert [(one.name, one.times) for one in weaknesses(drawings("AB", "B", "AB"))] == [("B", 3), ("A", 2)]


def test_three_attempts_without_it_and_it_is_overcome():
    assert weaknesses(drawings("A", "A", *[""] * (FREE - 1))) == [Weakness("drawing", "LSTM", "A", 2)]
    assert weaknesses(drawings("A", "A", *[""] * FREE)) == []


def test_cells_and_drills_are_told_apart():
    drills = [Event(float(k), "drill", "N01", {"traps": ["f"]}) for k in range(2)]
    other = [Event(9.0, "drawing", "GRU", {"wrong": ["A"]})]
    assert weaknesses([*drawings("A"), *other, *drills]) == [Weakness("drill", "N01", "f", 2)]


def drill(at: float, **data) -> Event:
    """A try at a drill that fell into a trap."""
    return Event(at, "drill", "N01", {"traps": ["f"], **data})


def test_the_same_try_at_the_same_drill_in_two_tabs_is_one():
    assert weaknesses([drill(0, seed=7, **{"try": 1}), drill(9, seed=7, **{"try": 1})]) == []


@pytest.mark.parametrize("other", [{"seed": 8, "try": 1}, {"seed": 7, "try": 2}, {"seed": 7}, {}])
def test_another_try_or_other_numbers_are_two(other):
    found = weaknesses([drill(0, seed=7, **{"try": 1}), drill(9, **other)])
    assert [one.times for one in found] == [2]


def test_the_same_drill_on_another_day_is_another_attempt():
    found = weaknesses([drill(0, seed=7, **{"try": 1}), drill(DAY, seed=7, **{"try": 1})])
    assert [one.times for one in found] == [2]


NAMES = st.lists(st.text() | st.integers() | st.lists(st.integers()))
DATA = st.dictionaries(st.sampled_from(["wrong", "traps"]), st.none() | st.text() | st.integers() | NAMES)


@given(st.lists(st.builds(Event, st.just(1.0), st.sampled_from(["drawing", "drill", "exam"]), st.just("x"), DATA)))
def test_a_log_that_was_written_by_somebody_else_does_no_harm(events):
    weaknesses(events)
