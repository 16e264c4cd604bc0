"""Strokes come back with the seconds in which they were drawn, whatever a browser says about time."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.ink.tracks import tracks


def stroke(*times, x=100.0):
    """A straight stroke with a point at each of these milliseconds."""
    return [(x + 9 * k, 50.0, time) for k, time in enumerate(times)]


def spans(found):
    return [(round(one.begin, 3), round(one.end, 3)) for one in found.strokes]


def test_times_are_seconds_after_the_pen_first_touched_the_sheet():
    found = tracks([stroke(5_000, 5_400), stroke(7_000, 7_100, 8_500)])
    assert spans(found) == [(0, 0.4), (2, 3.5)]
    assert found.timed
    assert found.seconds == pytest.approx(3.5)


@pytest.mark.parametrize(
    "second",
    [
        pytest.param(stroke(100, 300), id="the clock began anew"),
        pytest.param(stroke(9 * 10**7, 9 * 10**7 + 200), id="a day later"),
        pytest.param(stroke(float("nan"), 200), id="no number"),
        pytest.param(stroke(6_000, 5_800), id="backwards"),
        pytest.param([(1.0, 2.0), (30.0, 4.0)], id="no time at all"),
        pytest.param(stroke(6_000, 6_000), id="a line in no time"),
    ],
)
def test_where_the_clock_tells_nothing_a_stroke_follows_soon_and_no_time_is_claimed(second):
    found = tracks([stroke(5_000, 5_400), second, stroke(6_500, 6_600)])
    assert not found.timed
    (_, end), (begin, done), (after, _) = spans(found)
    assert end < begin <= end + 1
    assert begin <= done <= after


def test_what_is_no_stroke_is_left_out_and_the_others_keep_their_numbers():
    found = tracks([[], "ink", stroke(0, 90), [(float("inf"), 0.0, 1)], None, [(5.0, 5.0, 200)]])
    assert [one.index for one in found.strokes] == [2, 5]
    assert tracks([]).strokes == ()
    assert not tracks([]).timed


ANY = st.one_of(st.floats(), st.integers(-(10**12), 10**12), st.none(), st.text(max_size=3))


@given(st.lists(st.lists(st.lists(ANY, max_size=4), max_size=4), max_size=5))
def test_whatever_comes_time_never_goes_back(rows):
    found = spans(tracks(rows))
    assert all(begin <= end for begin, end in found)
    assert all(end <= begin for (_, end), (begin, _) in pairwise(found))
