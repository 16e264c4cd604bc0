"""Whether a drawing with another structure computes the same: both are run on the same random numbers."""

import numpy as np

from lstm_core.cell import Cell
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.runnable import Unrunnable
from lstm_core.grade.stand_ins import StandIns, by_pairing
from lstm_core.run import trace

INPUTS, HIDDEN, STEPS, RUNS = 2, 3, 4, 3
CLOSE = 1e-9


def same_function(drawing: Drawing, cell: Cell, comparison: Comparison) -> bool:
    """Whether every new state is the same, step after step. Nothing idle may be drawn, and y must be right."""
    try:
        cells, names = by_pairing(drawing, cell, comparison), cell_and_names(drawing)[1]
    except Unrunnable:
        return False
    at_y = any("y" in (repair.meant, repair.want) for repair in comparison.wires)
    idle = comparison.drawn.boxes.keys() - names.keys() - {r.source for r in comparison.drawn.outs.get("y", ())}
    if idle or at_y or cells.drawn.states != cell.states or not _all_weights_are_used(cells):
        return False
    return all(_agree(cells, seed) for seed in range(RUNS))


def _all_weights_are_used(cells: StandIns) -> bool:
    """Whether every weight of the reference is that of one of the drawn cell, of the same shape."""
    drawn, shapes = cells.drawn.shapes(INPUTS, HIDDEN), cells.right.shapes(INPUTS, HIDDEN)
    alike = all(drawn[weight] == shapes.get(meant) for weight, meant in cells.weights.items())
    return alike and sorted(cells.weights.values()) == sorted(shapes)


def _agree(cells: StandIns, seed: int) -> bool:
    rng, cell = np.random.default_rng(seed), cells.right
    weights = {name: rng.normal(size=shape) for name, shape in cell.shapes(INPUTS, HIDDEN).items()}
    own = {weight: weights[meant] for weight, meant in cells.weights.items()}
    xs = rng.normal(size=(STEPS, INPUTS))
    start = {state: rng.normal(size=HIDDEN) for state in cell.states}
    pairs = zip(trace(cells.drawn, own, list(xs), start), trace(cell, weights, list(xs), start), strict=True)
    return all(np.allclose(a[new], b[new], rtol=0, atol=CLOSE) for a, b in pairs for new in cell.states.values())
