"""One unit of a net at one step, as a cell of one unit with the same numbers: the rest is folded into its biases.

What the unit reads from x and from itself keeps its weight. What comes from the other units is a plain number at
this step, so it is added to the bias. Gates, candidate, memory and output are then exactly the net's own.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.run import Values, step
from lstm_core.run.url import LARGEST

LEAST_INPUTS, MOST_INPUTS = 2, 3  # that the step page shows in tables; more are folded as well
DIGITS = 4  # that survive a link
ENOUGH = 0.005  # the two agree to two decimals


@dataclass(frozen=True)
class UnitCell:
    """Weights and givens of the one unit, and whether x had to be folded away, too."""

    weights: dict[str, np.ndarray]  # as Cell.shapes(inputs, 1)
    given: dict[str, np.ndarray]  # x: (inputs,), states: (1,)
    inputs_folded: bool


def fold(cell: Cell, weights: Mapping[str, np.ndarray], values: Values, unit: int) -> UnitCell:
    """The unit as a cell of its own; values: of one step of the whole layer, (units,) each.

    Raises ValueError with a sentence if its numbers are too large for the step page.
    """
    x = np.asarray(values["x"], float)
    away = len(x) > MOST_INPUTS or bool((np.abs(x) > LARGEST).any())
    shown = np.zeros(LEAST_INPUTS) if away else _padded(np.round(x, DIGITS))
    given = {"x": shown, **{name: np.round(np.asarray(values[name])[[unit]], DIGITS) for name in cell.states}}
    found: dict[str, np.ndarray] = {}
    for node in cell.nodes:
        if node.weights:
            found |= _one(node, weights, values, unit, given["x"], away)
    fits = all(np.abs(array).max() <= LARGEST for array in given.values())
    if not fits or _off(cell, step(cell, found, given), values, unit) >= ENOUGH:
        raise ValueError("The numbers of this step are too large for the step-by-step page. Choose another step.")
    return UnitCell(found, given, away)


def _one(
    node: Node, weights: Mapping[str, np.ndarray], values: Values, unit: int, x: np.ndarray, away: bool
) -> dict[str, np.ndarray]:
    """The weights of one sum: what it reads from x and from its own unit, and a bias that makes up for the rest."""
    total, rest = float(values[node.name][unit]), 0.0
    found: dict[str, np.ndarray] = {}
    for name, arg in zip(node.weights, node.args, strict=False):
        row = np.asarray(weights[name], float)[unit]
        if arg == "x":
            own = np.zeros_like(x) if away else _padded(row)
        else:
            own = np.atleast_1d(row)[[_at(row, unit)]]
        read = x if arg == "x" else np.asarray(values[arg], float)[[unit]]
        own = np.round(own, DIGITS)
        rest += float(own @ read)
        found[name] = own[None, :] if np.ndim(row) else own
    bias = total - rest
    if abs(bias) > LARGEST or any(np.abs(array).max() > LARGEST for array in found.values()):
        found, bias = {name: array * 0 for name, array in found.items()}, min(max(total, -LARGEST), LARGEST)
    return found | {node.weights[-1]: np.round([bias], DIGITS)}


def _padded(row: np.ndarray) -> np.ndarray:
    """The step page shows tables from two inputs on, so a single one gets a silent neighbour."""
    return np.pad(row, (0, max(0, LEAST_INPUTS - len(row))))


def _at(row: np.ndarray, unit: int) -> int:
    """Where a unit's own weight stands in its row of a matrix; a peephole has just the one."""
    return unit if np.ndim(row) else 0


def _off(cell: Cell, one: Values, whole: Values, unit: int) -> float:
    """The largest difference in what the figure shows."""
    return max(abs(float(one[n.name][0]) - float(whole[n.name][unit])) for n in cell.drawn if n.op != "input")
