"""Every way to practise lays a sheet that can be finished, and hints say a little more each time."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import compare, drawing_of, grade, read_drawing
from lstm_core.grade.exercises import DRAWN_CELLS, EXERCISES, exercise_sheet, hint

SEEDS = range(6)
each_cell = pytest.mark.parametrize("name", DRAWN_CELLS)


@each_cell
@pytest.mark.parametrize("way", EXERCISES)
def test_every_sheet_is_a_drawing_that_a_browser_may_send(way, name):
    laid = exercise_sheet(way, CELLS[name])
    assert read_drawing(laid.drawing.data()) == laid.drawing
    assert read_drawing(laid.ghosts.data()) == laid.ghosts
    assert {part.id for part in laid.drawing.parts} >= set(laid.locked)


@each_cell
def test_what_is_traced_is_right(name):
    assert grade(exercise_sheet("Trace", CELLS[name]).ghosts, CELLS[name]).mark == 100


@each_cell
@pytest.mark.parametrize("seed", SEEDS)
def test_gaps_are_in_the_right_drawing_and_nothing_else_is_changed(name, seed):
    laid, right = exercise_sheet("Fill the gaps", CELLS[name], seed).drawing, drawing_of(CELLS[name])
    assert set(laid.parts) < set(right.parts)
    assert set(laid.wires) <= set(right.wires)
    left = {part.id for part in laid.parts}
    assert all({wire.source, wire.target} <= left for wire in laid.wires)
    assert compare(laid, CELLS[name])


@each_cell
@pytest.mark.parametrize("seed", SEEDS)
def test_a_sheet_with_a_mistake_has_one(name, seed):
    remarks = compare(exercise_sheet("Find the mistake", CELLS[name], seed).drawing, CELLS[name])
    assert 1 <= len(remarks) <= 2


def test_another_seed_makes_another_mistake():
    assert len({exercise_sheet("Find the mistake", CELLS["LSTM"], seed).drawing for seed in SEEDS}) > 3


@pytest.mark.parametrize("seed", SEEDS)
def test_hints_tell_more_and_more_and_the_last_tells_all(seed):
    cell = CELLS["LSTM"]
    remark = compare(exercise_sheet("Find the mistake", cell, seed).drawing, cell)[0]
    told = [hint(remark, cell, level) for level in (1, 2, 3)]
    assert len(set(told)) == 3
    assert told[2] == remark.text
