"""Whatever comes instead of a drawing: a sentence, nothing lost, no crash."""

import random
import time
from math import cos, inf, nan, sin

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import grade, read_drawing
from lstm_core.ink import read_sheet
from lstm_core.ink.clean import MOST_STROKES
from lstm_core.prose.wording import LANGUAGES
from tests.lstm_core.ink.composer import Pen, lstm

CHANCE = random.Random(0)


def said(sheet):
    """What was in the way, in English."""
    return " ".join(note.en for note in sheet.notes)


def anywhere():
    return CHANCE.uniform(0, 960), CHANCE.uniform(0, 480)


def small(left, seed):
    """An LSTM on half of the sheet."""
    return [[(left + x / 2.1, y / 2) for x, y in stroke] for stroke in lstm(Pen(seed)).ink()]


def circle(x, y, r):
    return [(x + r * cos(k / 6), y + r * sin(k / 6)) for k in range(39)]


CAT = [
    circle(480, 300, 90),
    circle(480, 180, 50),
    [(440, 150), (430, 100), (465, 135)],
    [(495, 135), (530, 100), (520, 150)],
    *(circle(x, 170, 5) for x in (462, 498)),
    *([(480, 195), (480 + side * 70, 185 + k * 10)] for side in (-1, 1) for k in range(3)),
    [(560, 330), (640, 300), (660, 230)],
]
ODD = {
    "nothing": [],
    "one point": [[(5, 5)]],
    "no point": [[]],
    "5,000 points in one stroke": [[(480 + k * 0.08 * cos(k / 9), 240 + k * 0.04 * sin(k / 9)) for k in range(5000)]],
    "2,000 strokes": [[anywhere() for _ in range(20)] for _ in range(2000)],
    "scribbles all over": [[anywhere() for _ in range(20)] for _ in range(15)],
    "not a number": [[(1, 2), (nan, 3)], [(1, 2), (4, inf)]],
    "enormous numbers": [[(10**400, 1), (1, 2)], [(1e300, 1), (2, 2)]],
    "a cat": CAT,
    "letters for numbers": [["a", "b"], [("x", "y")], "abc", None, 5],
    "too deep": [[[[1, 2]]]],
    "far away": [[(-500, -500), (2000, 3000)]],
    "pressure as well": [[(1, 2, 0.5), (30, 40, 0.7)]],
    "two LSTMs": [*small(0, 1), *small(500, 2)],
    "an LSTM in one stroke": [[point for stroke in lstm(Pen(3)).ink() for point in stroke]],
    "a page of text": [
        [(x + p * 3, y + 6 * sin(p + x)) for p in range(9)] for x in range(20, 900, 40) for y in range(30, 470, 24)
    ],
    "a hundred circles": [
        stroke
        for k in range(100)
        for stroke in (circle(40 + k % 17 * 55, 40 + k // 17 * 70, 18), circle(40 + k % 17 * 55, 40 + k // 17 * 70, 6))
    ],
}


@pytest.mark.parametrize("what", ODD)
def test_it_is_read_as_something_that_can_be_graded(what):
    sheet = read_sheet(ODD[what])
    assert read_drawing(sheet.drawing.data()) == sheet.drawing
    assert grade(sheet.drawing, CELLS["LSTM"]).mark < (70 if what == "two LSTMs" else 50)


@pytest.mark.parametrize("what", sorted(ODD.keys() - {"nothing", "a hundred circles", "a cat", "two LSTMs"}))
def test_what_was_not_read_is_said(what):
    sheet = read_sheet(ODD[what])
    assert sheet.unread == tuple(range(len(ODD[what])))
    assert all(note[language].endswith(".") for note in sheet.notes for language in LANGUAGES)
    assert sheet.notes


@pytest.mark.parametrize("what", ["a hundred circles", "two LSTMs"])
def test_of_what_is_too_much_it_is_said_what_to_do(what):
    assert any(word in said(read_sheet(ODD[what])) for word in ("Erase", "Scribble"))


@pytest.mark.parametrize("what", ODD)
def test_nothing_takes_much_longer_than_a_drawing(what):
    started = time.process_time()
    read_sheet([[(x + 0.001, y) for x, y in stroke] for stroke in lstm(Pen(9)).ink()])
    usual = time.process_time() - started
    started = time.process_time()
    read_sheet(ODD[what])
    assert time.process_time() - started < 25 * usual


@pytest.mark.parametrize("data", [None, 5, "strokes", {}, {"strokes": []}])
def test_what_is_no_list_of_strokes_is_refused_in_a_sentence(data):
    with pytest.raises(ValueError, match=r"list of strokes\.$"):
        read_sheet(data)


def test_broken_strokes_do_not_spoil_the_others():
    ring = [circle(300, 200, 22), [(290, 190), (310, 210)], [(310, 190), (290, 210)]]
    sheet = read_sheet([[(nan, 1)], *ring, [], [(1, "a")]])
    assert [part.kind for part in sheet.parts] == ["mul"]
    assert set(sheet.unread) == {0, 4, 5}


def test_one_stroke_more_than_can_be_read_is_too_many():
    short = [(10.0, 10.0), (12.0, 12.0)]
    assert "more than" not in said(read_sheet([short] * MOST_STROKES))
    assert "more than" in said(read_sheet([short] * (MOST_STROKES + 1)))
