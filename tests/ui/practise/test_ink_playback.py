"""What is drawn once more: whatever was drawn, it can be shown, and nothing is claimed that is not so."""

from math import cos, sin
from xml.etree import ElementTree

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import grade
from lstm_core.ink.message import written
from tests.lstm_core.ink.composer import Pen, elman, gru, lstm
from tests.ui.practise.test_ink_reading import sent
from ui.practise.ink_playback import playback
from ui.practise.ink_reading import read_message

CELL = CELLS["LSTM"]
HEART = [(480 + 160 * sin(t / 40) ** 3, 240 - 130 * cos(t / 40) + 50 * cos(t / 20)) for t in range(252)]
SHEETS = {
    "an LSTM": lstm(Pen(3)).ink(),
    "half an LSTM": lstm(Pen(3)).ink()[:25],
    "with a peephole": lstm(Pen(3), peepholes=True).ink(),
    "another cell": gru(Pen(4)).ink(),
    "a small cell": elman(Pen(5)).ink(),
    "letters": lstm(Pen(3), letters=True).ink(),
    "a heart": [HEART],
    "a dot": [[(5, 5)]],
    "all scribbled out": [*(Pen(1).line((300, 200), (340, 240)) for _ in range(3)), Pen(1).scribble(320, 220)],
    "strokes far away": [[(9_000, -9_000), (9_050, -9_000)], *lstm(Pen(3)).ink()],
}


def shown(message, language="en"):
    reading = read_message(message)
    marked = grade(reading.drawing, CELL)
    return playback(reading, marked, CELL, marked.mark, language), marked


@pytest.mark.parametrize("language", ["en", "de"])
@pytest.mark.parametrize("what", SHEETS)
def test_whatever_was_drawn_can_be_shown_and_every_remark_is_told_once(what, language):
    found, marked = shown(sent(SHEETS[what]), language)
    root = ElementTree.fromstring(found["svg"])
    assert len(root.findall(".//{*}path[@data-begin]")) == len(SHEETS[what])
    before, after = found["around"]
    assert found["heading"] in [text.text for text in ElementTree.fromstring(before + found["svg"] + after).iter()]
    told = sorted(int(row["number"]) for row in (*found["mistakes"], *found["missing"]))
    assert told == list(range(1, len(marked.remarks) + 1))
    assert all(0 <= row["at"] <= found["seconds"] for row in found["mistakes"])
    assert [at for at, _ in found["events"]] == sorted(at for at, _ in found["events"])
    if marked.remarks:
        assert {"en": "not right yet", "de": "noch nicht richtig"}[language] in found["heading"]


def test_the_heading_has_the_time_of_the_pen_and_none_where_the_clock_does_not_tell():
    timed = [[[x, y, 4_000 * k + 20 * n] for n, (x, y) in enumerate(row)] for k, row in enumerate(SHEETS["an LSTM"])]
    took = (4_000 * (len(timed) - 1) + 20 * (len(timed[-1]) - 1)) / 1000
    heading = shown({"strokes": written(timed)})[0]["heading"]
    assert heading == f"LSTM drawn in {int(took // 60)}:{int(took % 60):02d}, 95 of 100"
    timed[9] = [[x, y, t + 10**8] for x, y, t in timed[9]]
    assert shown({"strokes": written(timed)})[0]["heading"] == "LSTM drawn, 95 of 100"


def test_corrections_are_shown_as_they_count():
    ink = lstm(Pen(3), sign="×").ink()
    wrong = shown(sent(ink))[0]["mistakes"]
    reading = read_message(sent(ink))
    part = reading.sheet.parts[[row.kind for row in reading.sheet.parts].index("mul") + 2]
    told = {"do": "kind", "strokes": list(part.strokes), "kind": "add"}
    right, marked = shown(sent(ink) | {"corrections": [told]})
    assert len(wrong) == 1
    assert (right["mistakes"] == []) == (not marked.remarks)
