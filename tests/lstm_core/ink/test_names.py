"""Letters beside boxes name the gates, by hands that the reader was not trained on; what is unsure names nothing."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import grade
from lstm_core.ink import description, read_sheet, what_became
from tests.lstm_core.ink.composer import Pen, elman, gru, lstm

LSTM = {"f": "f", "i": "i", "g": "C~", "o": "o"}
GRU = {"r": "r", "z": "z", "n": "h~"}
WAYS = {
    "at the left": {"place": "left"},
    "above, with an index": {"place": "above", "index": True},
    "at the right": {"place": "right"},
    "below, small": {"place": "below", "size": 0.8},
    "large, with an index": {"place": "above", "index": True, "size": 1.3},
}


def named(pen, letters, **how):
    """The ink of a cell with letters beside its boxes."""
    for box, letter in letters.items():
        pen.name(box, letter, **how)
    return pen.ink()


def labels(sheet, pen):
    """What each box of a drawing is called, by the name of the box."""
    called = {part.id: part.label for part in sheet.drawing.parts}
    near = lambda x, y: min(sheet.parts, key=lambda part: (part.x - x) ** 2 + (part.y - y) ** 2)
    return {name: called[near(x, y).id] for name, (x, y, _w, _h) in pen.size.items()}


@pytest.mark.parametrize("how", WAYS)
def test_letters_beside_boxes_name_the_gates(how):
    right, wrong = 0, []
    for cell, letters in ((lstm, LSTM), (gru, GRU)):
        for seed in range(4):
            pen = cell(Pen(seed, tremble=1.5))
            read = labels(read_sheet(named(pen, letters, **WAYS[how])), pen)
            wanted = {box: letter.replace("~", "\u0303") for box, letter in letters.items()}
            right += sum(read[box] == label for box, label in wanted.items())
            wrong += [(box, read[box]) for box in read if read[box] not in ("", wanted.get(box))]
    assert not wrong
    assert right >= 22  # of 28; an h̃ at the left stands on the wire that comes in there


def test_an_lstm_with_letters_gets_all_100_points():
    marks = [grade(read_sheet(named(lstm(Pen(k)), LSTM, place="above")).drawing, CELLS["LSTM"]).mark for k in range(6)]
    assert marks.count(100) >= 5, marks


def test_without_letters_only_the_names_are_missing():
    for name, cell in (("LSTM", lstm), ("GRU", gru)):
        sheet = read_sheet(cell(Pen(1)).ink())
        assert not any(part.label for part in sheet.drawing.parts)
        lost = {row.key: row.lost for row in grade(sheet.drawing, CELLS[name]).rubric if row.lost}
        assert lost == {"labels": 5}


def test_letters_at_the_ends_of_wires_name_no_box():
    sheet = read_sheet(lstm(Pen(2), letters=True).ink())
    assert not any(part.label for part in sheet.drawing.parts)


@pytest.mark.parametrize(
    "what",
    {
        "a stroke": [[(0, -9), (1, 9)]],
        "a cross": [[(-6, -6), (6, 6)], [(6, -6), (-6, 6)]],
        "an e": [[(-6, 0), (6, -1), (4, -6), (-2, -7), (-6, -2), (-5, 4), (0, 7), (6, 5)]],
        "a tick": [[(-6, 0), (-2, 6), (7, -8)]],
        "a w": [[(-8, -6), (-5, 6), (0, -3), (4, 6), (8, -6)]],
        "a t": [[(0, -9), (0, 9)], [(-5, -4), (5, -4)]],
        "a dot": [[(0, 0)]],
    }.items(),
    ids=lambda row: row[0],
)
def test_what_is_no_name_stays_unread_and_changes_nothing(what):
    pen = lstm(Pen(3))
    bare = read_sheet(pen.ink())
    x, y, w, h = pen.size["f"]
    more = [pen.line(*((x - w + 4 + a, y - h - 17 + b) for a, b in stroke)) for stroke in what[1]]
    sheet = read_sheet([*pen.ink(), *more])
    assert sheet.drawing == bare.drawing
    assert len(sheet.unread) == len(bare.unread) + len(more)


def test_of_two_boxes_of_one_name_only_one_keeps_it():
    pen = lstm(Pen(4))
    found = labels(read_sheet(named(pen, {"f": "f", "i": "f"}, place="above")), pen)
    assert sorted([found["f"], found["i"]]) == ["", "f"]


def test_a_letter_that_such_a_box_does_not_bear_is_no_name():
    pen = lstm(Pen(5))
    assert not any(labels(read_sheet(named(pen, {"f": "C~", "kept": "f"}, place="above")), pen).values())


def test_what_the_learner_calls_a_gate_counts_more_than_its_letter():
    pen = lstm(Pen(6))
    ink = named(pen, LSTM, place="above")
    box = next(part for part in read_sheet(ink).parts if part.name)
    for label in ("o", ""):
        sheet = read_sheet(ink, [{"do": "label", "at": box.ref, "label": label}])
        assert next(part.label for part in sheet.drawing.parts if part.id == box.id) == label


def test_the_ink_of_a_name_is_read_and_belongs_to_its_box():
    pen = elman(Pen(7))
    before = len(pen.ink())
    sheet = read_sheet(named(pen, {"tanh": "h~"}, place="above", index=True))
    (box,) = sheet.parts
    assert box.name == tuple(range(before, before + 4))
    assert not set(box.name) & {*sheet.unread, *box.strokes}
    assert "h\u0303" in description(sheet).en
    assert "h\u0303" in what_became(sheet, before).en


def test_names_are_read_on_a_sheet_that_was_drawn_small():
    pen = lstm(Pen(8))
    ink = [[(x * 0.55, y * 0.55) for x, y in stroke] for stroke in named(pen, LSTM, place="above")]
    called = {part.label for part in read_sheet(ink).drawing.parts}
    assert len(called & {"f", "i", "C\u0303", "o"}) >= 3
