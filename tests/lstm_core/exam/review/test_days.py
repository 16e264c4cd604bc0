"""Days turn over at four, and every moment lies in exactly one of them."""

import datetime as dt
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.review.days import DAY, day_begins, day_ends, days_left

BERLIN = ZoneInfo("Europe/Berlin")
EXAM = dt.datetime(2027, 2, 10, 9, tzinfo=BERLIN).timestamp()


def at(day, hour, minute=0):
    """A time in February 2027."""
    return dt.datetime(2027, 2, day, hour, minute, tzinfo=BERLIN).timestamp()


@pytest.mark.parametrize(
    ("day", "hour", "minute", "left"),
    [
        (8, 3, 59, 3),  # still the night of the seventh
        (8, 4, 1, 2),
        (8, 8, 59, 2),
        (8, 9, 1, 2),
        (9, 3, 59, 2),
        (9, 4, 1, 1),
        (10, 3, 59, 1),
        (10, 8, 59, 1),  # the morning of the exam is part of the last day
    ],
)
def test_days_turn_over_at_four_and_not_at_the_hour_of_the_exam(day, hour, minute, left):
    assert days_left(at(day, hour, minute), EXAM) == left


@given(now=st.floats(EXAM - 400 * DAY, EXAM - 1))
def test_days_follow_each_other_without_gaps(now):
    assert day_begins(now, EXAM) <= now < day_ends(now, EXAM)
    if days_left(now, EXAM) > 1:
        assert day_begins(day_ends(now, EXAM), EXAM) == day_ends(now, EXAM)
        assert days_left(day_ends(now, EXAM), EXAM) == days_left(now, EXAM) - 1
    else:
        assert day_ends(now, EXAM) == EXAM


@given(now=st.floats(0, 4e9))
def test_without_an_exam_a_day_begins_at_four_in_utc(now):
    begin = dt.datetime.fromtimestamp(day_begins(now, None), dt.UTC)
    assert (begin.hour, begin.minute) in {(4, 0), (3, 59)}  # up to rounding
    assert 0 <= now - day_begins(now, None) <= DAY
