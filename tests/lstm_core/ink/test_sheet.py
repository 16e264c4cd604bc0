"""Sheets of ink are read as the cells they show: by hands, layouts and habits that the reader was never told of."""

import time
from random import Random

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import grade, read_drawing
from lstm_core.ink import read_sheet
from tests.lstm_core.ink.composer import Pen, elman, gru, lstm


def sized(ink, factor):
    """The same ink on a larger or smaller sheet."""
    return [[(x * factor, y * factor) for x, y in stroke] for stroke in ink]


def backwards(ink, seed):
    """Half of the strokes drawn from their other end."""
    chance = Random(seed)
    return [stroke[:: chance.choice((1, -1))] for stroke in ink]


def out_of_order(ink, seed):
    """Neighbouring strokes change places, so that those of one part need not follow each other."""
    chance, ink = Random(seed), list(ink)
    for k in range(len(ink) - 1):
        if chance.random() < 0.3:
            ink[k], ink[k + 1] = ink[k + 1], ink[k]
    return ink


def trembling(ink, seed):
    """Every point a little off, on paper that lies askew."""
    chance, lean = Random(seed), Random(seed).gauss(0, 0.04)
    off = lambda: chance.gauss(0, 1.2)
    return [[(x - lean * (y - 240) + off(), y + lean * (x - 480) + off()) for x, y in stroke] for stroke in ink]


SHEETS = {
    "in a natural order": ("LSTM", lambda seed: lstm(Pen(seed)).ink()),
    "without heads": ("LSTM", lambda seed: lstm(Pen(seed, heads=0)).ink()),
    "by a shaky hand, some heads missing, lines before parts": (
        "LSTM",
        lambda seed: lstm(Pen(seed, tremble=1.5, heads=0.5)).ink(lines_first=True),
    ),
    "with boxes finished later": ("LSTM", lambda seed: lstm(Pen(seed), late=True).ink()),
    "with h on top": ("LSTM", lambda seed: lstm(Pen(seed), h_on_top=True).ink()),
    "with letters at the ends": ("LSTM", lambda seed: lstm(Pen(seed), letters=True).ink()),
    "with h on top and letters": ("LSTM", lambda seed: lstm(Pen(seed), h_on_top=True, letters=True).ink()),
    "drawn backwards, with few heads": ("LSTM", lambda seed: backwards(lstm(Pen(seed, heads=0.3)).ink(), seed)),
    "drawn out of order": ("LSTM", lambda seed: out_of_order(lstm(Pen(seed), late=True).ink(), seed)),
    "drawn by a trembling hand": ("LSTM", lambda seed: trembling(lstm(Pen(seed, tremble=1.3)).ink(), seed)),
    "drawn small": ("LSTM", lambda seed: sized(lstm(Pen(seed)).ink(), 0.5)),
    "drawn large": ("LSTM", lambda seed: sized(lstm(Pen(seed)).ink(), 1.8)),
    "with peepholes": ("Peephole LSTM", lambda seed: lstm(Pen(seed), peepholes=True).ink()),
    "of an Elman cell": ("Elman", lambda seed: elman(Pen(seed)).ink()),
    "of a GRU": ("GRU", lambda seed: gru(Pen(seed)).ink()),
}


def lost(drawing, name):
    """What a drawing loses, but for the names of gates, which nobody wrote."""
    return {row.key: row.lost for row in grade(drawing, CELLS[name]).rubric if row.lost and row.key != "labels"}


@pytest.mark.parametrize("how", SHEETS)
def test_a_right_cell_gets_full_marks_for_its_wiring(how):
    name, ink = SHEETS[how]
    wrong = {seed: found for seed in range(5) if (found := lost(read_sheet(ink(seed)).drawing, name))}
    assert len(wrong) <= 1, wrong


def test_a_wrong_sign_is_reported_as_that_and_nothing_else():
    sheet = read_sheet(lstm(Pen(3), sign="×").ink())
    right = read_sheet(lstm(Pen(3)).ink())
    assert [part.kind for part in sheet.parts].count("mul") == [part.kind for part in right.parts].count("mul") + 1
    assert set(lost(sheet.drawing, "LSTM")) == {"c_next"}


def test_a_missing_wire_stays_missing():
    pen = lstm(Pen(4))
    x, y, _w, h = pen.size["written"]
    to_add = next(k for k, wire in enumerate(pen.wires) if abs(wire[0][1] - (y - h)) < 4 and abs(wire[0][0] - x) < 4)
    del pen.wires[to_add : to_add + 2]  # with its head
    drawing = read_sheet(pen.ink()).drawing
    add = next(part.id for part in drawing.parts if part.kind == "add")
    assert sum(wire.target == add for wire in drawing.wires) == 1


def test_a_dot_in_a_circle_multiplies():
    pen = Pen(1)
    pen.circle("only", 300, 200, "·")
    (part,) = read_sheet(pen.ink()).parts
    assert part.kind == "mul"


def test_what_is_scribbled_over_is_gone_with_the_scribble():
    pen = Pen(2)
    pen.box("bad", 370, 330)
    before = len(pen.parts)
    pen.parts.append(pen.scribble(370, 330))
    sheet = read_sheet(lstm(pen).ink())
    assert set(sheet.erased) == set(range(before + 1))
    assert len(sheet.parts) == 9
    assert lost(sheet.drawing, "LSTM") == {}


def test_every_stroke_is_read_unread_or_erased():
    ink = [*lstm(Pen(5), letters=True).ink(), [(700, 440), (720, 460), (740, 440)], [(5, 5)]]
    sheet = read_sheet(ink)
    of_parts = {k for part in sheet.parts for k in part.strokes}
    of_wires = {k for wire in sheet.wires for k in wire.strokes}
    assert {len(ink) - 1, len(ink) - 2} <= set(sheet.unread)
    assert not set(sheet.unread) & (of_parts | of_wires)


def test_parts_say_what_else_they_could_be_and_how_sure_that_is():
    for part in read_sheet(gru(Pen(6)).ink()).parts:
        assert part.second != part.kind
        assert 0 < part.confidence <= 1
        assert part.strokes


def test_half_a_sheet_can_be_read_at_any_moment():
    ink = lstm(Pen(7)).ink()
    parts = [len(read_sheet(ink[:k]).parts) for k in range(0, len(ink), 5)]
    assert parts[0] == 0
    assert parts[-1] == 9
    for k in range(0, len(ink), 9):
        read_drawing(read_sheet(ink[:k]).drawing.data())


def test_the_time_grows_about_as_the_ink_does():
    ink = lstm(Pen(8)).ink()
    more = [[(x % 900, y % 450) for x, y in stroke] for stroke in (ink * 3)[: 3 * len(ink)]]

    def took(strokes):
        start = time.process_time()
        read_sheet(strokes)
        return time.process_time() - start

    took(ink)
    assert min(took(more) for _ in range(2)) < 40 * min(took(ink) for _ in range(3))


def test_of_a_sheet_with_one_more_stroke_only_that_is_read_anew():
    """The page answers each stroke; what was there before need not be measured again."""

    def took(strokes):
        start = time.process_time()
        read_sheet(strokes)
        return time.process_time() - start

    shares = []
    for seed in range(100, 107):
        ink = lstm(Pen(seed)).ink()
        shares.append(1 / took(ink) * took([*ink, [(700, 440), (720, 460), (740, 440)]]))
    assert sorted(shares)[3] < 0.65, shares
