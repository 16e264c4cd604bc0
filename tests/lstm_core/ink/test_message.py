"""What a browser sends of a sheet of ink is read as it was drawn, and whatever else it sends is refused kindly."""

import string

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.ink import read_sheet
from lstm_core.ink.message import MOST_CORRECTIONS, MOST_TEMPLATES, read_ink, written
from lstm_core.prose.complaint import Complaint
from tests.lstm_core.ink.composer import Pen, lstm

ANYTHING = st.recursive(
    st.none() | st.booleans() | st.floats() | st.integers() | st.text(max_size=60),
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(st.text(max_size=9), inner, max_size=5),
)
NEARLY = st.text(string.digits + ',- #?[AB\\"é', max_size=60)


def test_a_stroke_is_read_as_the_text_says():
    """Two points a pixel apart to the right, then one and a quarter of a pixel up."""
    (stroke,) = read_ink({"strokes": "500,90,400,-8,C??:"}).strokes
    assert stroke == [[100.0, -2.0, 500.0], [101.0, -2.0, 545.0], [101.0, -3.25, 590.0]]


def test_a_whole_sheet_comes_back_as_it_was_drawn_and_is_read_the_same():
    drawn = lstm(Pen(3)).ink()
    sent = read_ink({"strokes": written([[list(point) for point in stroke] for stroke in drawn])})
    assert [len(stroke) for stroke in sent.strokes] == [len(stroke) for stroke in drawn]
    for before, after in zip(drawn, sent.strokes, strict=True):
        for (x, y), (u, v, _) in zip(before, after, strict=True):
            assert max(abs(x - u), abs(y - v)) <= 0.125
    kinds = [[part.kind for part in read_sheet(strokes).drawing.parts] for strokes in (drawn, sent.strokes)]
    assert kinds[0] == kinds[1]


@given(ANYTHING)
def test_whatever_comes_is_read_or_refused_in_a_sentence(message):
    refused_or_read(message)


@given(NEARLY, ANYTHING, ANYTHING)
def test_what_nearly_is_a_sheet_is_read_or_refused_in_a_sentence(strokes, corrections, templates):
    refused_or_read({"strokes": strokes, "corrections": corrections, "templates": templates})


def refused_or_read(message):
    try:
        ink = read_ink(message)
    except Complaint:
        return
    assert len(ink.corrections) <= MOST_CORRECTIONS
    assert all(isinstance(template["kind"], str) for template in ink.templates)
    read_sheet(ink.strokes)


def test_a_broken_stroke_keeps_its_place():
    ink = read_ink({"strokes": "0,0,40,40, nonsense 0,0,80,80,??"})
    assert [len(stroke) for stroke in ink.strokes] == [1, 0, 2]


@pytest.mark.parametrize(
    "text", ["0,0,1,1,?", "0,0,1,1,?\\", "-1,0,1,1,", "0,0,1e9,1,", "0,0,1234567,1,", "0,0,1,1,??\n"]
)
def test_what_no_browser_of_ours_writes_is_no_stroke(text):
    assert read_ink({"strokes": text}).strokes in ([[]], [[], []])


def test_more_than_can_be_read_is_refused_or_cut():
    with pytest.raises(ValueError, match="more ink"):
        read_ink({"strokes": "0,0,1,1, " * 100_000})
    many = [{"kind": "mul", "strokes": "0,0,1,1,??"}] * 500
    ink = read_ink({"strokes": "", "corrections": [{}] * 900, "templates": [*many, {"kind": 3}, None]})
    assert len(ink.corrections) == MOST_CORRECTIONS
    assert len(ink.templates) == MOST_TEMPLATES
