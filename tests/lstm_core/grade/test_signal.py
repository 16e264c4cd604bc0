"""A signal that runs through a drawing: at its own parts, each after what feeds it, with the cell's own numbers."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.grade import Unrunnable, drawing_of, grade
from lstm_core.grade.parts import LEAVES
from lstm_core.grade.signal import signal
from tests.lstm_core.examples import each_cell, numbers


def run(drawing, cell):
    weights, given = numbers(cell, 1, 1, seed=3)
    return signal(drawing, cell, grade(drawing, cell).pairing, weights, given), weights, given


@each_cell
def test_a_value_arrives_at_every_part_once_and_after_all_that_feed_it(cell):
    drawing = drawing_of(cell)
    arrivals, *_ = run(drawing, cell)
    order = [part for arrival in arrivals for part in arrival.parts]
    kinds = {part.id: part.kind for part in drawing.parts}
    assert sorted(order) == sorted(part for part, kind in kinds.items() if kind not in ("join", "y"))
    for wire in drawing.wires:
        if {wire.source, wire.target} <= set(order) and kinds[wire.target] not in LEAVES:
            assert order.index(wire.source) < order.index(wire.target)


def test_the_numbers_on_an_lstm_are_those_of_its_equations_written_by_hand():
    cell = CELLS["LSTM"]
    arrivals, w, given = run(drawing_of(cell), cell)
    x, h, c = (given[name].item() for name in "xhc")
    sums = {g: w[f"W_{g}"].item() * x + w[f"U_{g}"].item() * h + w[f"b_{g}"].item() for g in "figo"}
    f, i, o = (1 / (1 + np.exp(-sums[gate])) for gate in "fio")
    memory = f * c + i * np.tanh(sums["g"])
    found = {arrival.meant: arrival.values[0] for arrival in arrivals}
    assert found["f"] == pytest.approx(f)
    assert found["c_next"] == pytest.approx(memory)
    assert found["h_next"] == pytest.approx(o * np.tanh(memory))


def test_what_leaves_the_figure_has_the_value_of_what_makes_it():
    drawing = drawing_of(CELLS["LSTM"])
    arrivals, *_ = run(drawing, CELLS["LSTM"])
    ends = {part.id for part in drawing.parts if part.kind in LEAVES}
    leaving = [arrival for arrival in arrivals if ends & set(arrival.parts)]
    assert len(leaving) == 2
    assert all(len(set(arrival.values)) == 1 and len(arrival.values) == 2 for arrival in leaving)


def test_a_drawing_that_cannot_run_carries_no_signal():
    drawing = drawing_of(CELLS["LSTM"])
    with pytest.raises(Unrunnable):
        run(replace(drawing, wires=drawing.wires[:3]), CELLS["LSTM"])
