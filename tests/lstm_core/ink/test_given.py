"""A drawing as ink: it is read as that drawing, and a pen goes on with it."""

from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import Drawing, drawing_of, grade
from lstm_core.grade.exercises import DRAWN_CELLS, exercise_sheet
from lstm_core.ink import read_sheet
from lstm_core.ink.given import ink_of

SEEDS = range(3)


def strokes_and_told(drawing: Drawing) -> tuple[list[Any], list[Any]]:
    strokes, told = ink_of(drawing)
    return list(strokes), list(told)


def shape(drawing: Drawing) -> Any:
    """A drawing without ids and places."""
    name = {part.id: (part.kind, part.label, part.x, part.y) for part in drawing.parts}
    wires = sorted((name[wire.source], name[wire.target]) for wire in drawing.wires)
    return sorted(name.values()), wires


def scribble(stroke: list[list[float]]) -> list[list[float]]:
    """A stroke back and forth along another one."""
    points = np.array(stroke)[:, :2]
    ways = [points[:: (-1) ** k] + (k - 3) for k in range(7)]
    rows: list[list[float]] = np.concatenate(ways).tolist()
    return rows


def head(stroke: list[list[float]]) -> list[list[float]]:
    """A head at the end of a stroke."""
    points = np.array(stroke)[:, :2]
    back = points[-min(5, len(points))] - points[-1]
    back = back / np.hypot(*back) * 11
    aside = np.array([-back[1], back[0]]) / 2
    corners = [points[-1] + back + aside, points[-1], points[-1] + back - aside]
    return np.concatenate([np.linspace(a, b, 6) for a, b in pairwise(corners)]).tolist()


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("way", ["Fill the gaps", "Find the mistake"])
@pytest.mark.parametrize("name", DRAWN_CELLS)
def test_what_an_exercise_begins_with_is_read_as_what_it_is(name, way, seed):
    drawing = exercise_sheet(way, CELLS[name], seed).drawing
    sheet = read_sheet(*strokes_and_told(drawing))
    assert shape(sheet.drawing) == shape(drawing)
    assert not sheet.unread
    assert not sheet.notes
    marked, read = grade(drawing, CELLS[name]), grade(sheet.drawing, CELLS[name])
    assert sorted(remark.text for remark in read.remarks) == sorted(remark.text for remark in marked.remarks)
    assert read.mark == marked.mark


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["LSTM", "GRU", "Elman"])
def test_what_is_drawn_into_the_gaps_fills_them(name, seed):
    right, given = drawing_of(CELLS[name]), exercise_sheet("Fill the gaps", CELLS[name], seed).drawing
    parts = [*given.parts, *(part for part in right.parts if part not in given.parts)]
    wires = [*given.wires, *(wire for wire in right.wires if wire not in given.wires)]
    strokes, told = strokes_and_told(Drawing(tuple(parts), tuple(wires)))
    kinds, ways = [row for row in told if "kind" in row], [row for row in told if "from" in row]
    known = {row["strokes"][0] for row in kinds[: len(given.parts)]}
    labels = [row for row in told if row["do"] == "label" and row["at"] in known]
    strokes += [head(strokes[row["strokes"][-1]]) for row in ways[len(given.wires) :]]
    sheet = read_sheet(strokes, [*kinds[: len(given.parts)], *labels, *ways[: len(given.wires)]])
    wrong = [remark.text for remark in grade(sheet.drawing, CELLS[name]).remarks if "name" not in remark.text]
    assert not wrong


@pytest.mark.parametrize("name", ["LSTM", "GRU"])
def test_a_wire_that_is_scribbled_out_is_gone_with_no_other_and_comes_back_when_it_is_drawn_again(name):
    drawing = drawing_of(CELLS[name])
    strokes, told = strokes_and_told(drawing)
    ways = [row for row in told if "from" in row]
    whole = read_sheet(strokes, told)
    seen = 0
    for row in ways:
        others = {k for other in ways if other is not row for k in other["strokes"]}
        own = [k for k in row["strokes"] if k not in others]
        line = [strokes[k] for k in own]
        if len(line) != 1 or len(line[0]) < 10 or min(np.ptp(np.array(line[0])[:, :2], axis=0)) > 0:
            continue
        seen += 1
        gone = [*strokes, scribble(line[0])]
        sheet = read_sheet(gone, told)
        assert set(own) <= set(sheet.erased)
        assert len(sheet.drawing.wires) == len(whole.drawing.wires) - 1
        again = read_sheet([*gone, [[x + 2, y + 2] for x, y, _ in line[0]], head(line[0])], told)
        assert shape(again.drawing) == shape(whole.drawing)
    assert seen > 4


@pytest.mark.parametrize("name", ["LSTM", "GRU"])
def test_a_part_that_is_scribbled_out_and_drawn_anew_with_another_sign_keeps_its_wires(name):
    drawing = drawing_of(CELLS[name])
    strokes, told = strokes_and_told(drawing)
    row = next(row for row in told if row.get("kind") == "add")
    x, y = np.array(strokes[row["strokes"][0]])[:, :2].mean(axis=0)
    rub = [[float(x - 22 + 4 * k), float(y + (22 if k % 2 else -22))] for k in range(12)]
    gone = read_sheet([*strokes, rub], told)
    assert {*row["strokes"], len(strokes)} == set(gone.erased)
    ring = [[float(x + 19 * np.cos(at)), float(y + 19 * np.sin(at))] for at in np.linspace(0, 6.3, 40)]
    cross = [[[float(x + u * at), float(y + at)] for at in np.linspace(-11, 11, 9)] for u in (1, -1)]
    sheet = read_sheet([*strokes, rub, ring, *cross], told)
    swapped = [replace(part, kind="mul") if part.kind == "add" else part for part in drawing.parts]
    assert shape(sheet.drawing) == shape(replace(drawing, parts=tuple(swapped)))


def test_an_end_that_was_given_can_be_told_to_be_another_or_none():
    strokes, told = strokes_and_told(drawing_of(CELLS["LSTM"]))
    own = next(row["strokes"] for row in told if row.get("kind") == "h")
    kinds = lambda kind: {
        part.kind for part in read_sheet(strokes, [*told, {"do": "state", "strokes": own, "kind": kind}]).drawing.parts
    }
    assert "h" not in kinds("y")
    assert "y" in kinds("y")
    assert "h" not in kinds("")


@pytest.mark.parametrize(
    "row",
    [
        {"do": "given"},
        {"do": "given", "strokes": [1]},
        {"do": "given", "strokes": [1], "kind": ""},
        {"do": "given", "strokes": [1], "from": 1, "to": 1},
        {"do": "given", "strokes": [], "from": 1, "to": 2},
        {"do": "given", "strokes": "ab", "kind": "mul"},
    ],
)
def test_a_forged_beginning_is_passed_over_with_a_note(row):
    strokes, told = strokes_and_told(drawing_of(CELLS["Elman"]))
    assert len(read_sheet(strokes, [*told, row]).notes) == 1


def test_wires_between_parts_that_are_not_there_do_no_harm():
    strokes, told = strokes_and_told(drawing_of(CELLS["Elman"]))
    wires = [row for row in told if "from" in row]
    lost = [row | {"from": "join:h,x", "to": "nothing"} for row in wires]
    assert len(read_sheet(strokes, [*told, *lost]).drawing.wires) == len(wires)
