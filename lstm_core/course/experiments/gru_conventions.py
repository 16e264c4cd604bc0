"""Two things on which books about the GRU differ: who keeps, z or 1 − z; and where r stands, before a matrix or after.

Cho et al. 2014, Keras and PyTorch let z keep; Chung et al. 2014 and Olah let z replace. The papers apply r before the
matrix, PyTorch (and Keras, if nothing else is said) after it.
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.run import Values, step

KEEPS, REPLACES = CELLS["GRU (PyTorch)"], CELLS["GRU"]
AFTER, BEFORE = KEEPS, REPLACES  # the matrix
MATRICES = {
    "diagonal": ((0.9, 0.0), (0.0, 0.9)),
    "crossed": ((0.0, 0.9), (0.9, 0.0)),
    "full": ((0.6, -0.9), (0.9, 0.6)),
}
OLD = (0.8, -0.5)  # h, of two units


@dataclass(frozen=True)
class PastTerms:
    """What the candidate hears of the past, for each unit."""

    before: tuple[float, ...]  # U (r ⊙ h) + b
    after: tuple[float, ...]  # r ⊙ (U h + b)


def mixture(cell: Cell, z: float, old: float, new: float) -> Values:
    """One step of a GRU with one unit, for an update gate, an old state and a candidate as they are given."""
    given = {"x": np.zeros(1), "h": np.array([old]), "r": np.ones(1), "z": np.array([z]), "n": np.array([new])}
    return step(cell, {name: np.zeros(shape) for name, shape in cell.shapes(1, 1).items()}, given)


def past_terms(matrix: str, reset: tuple[float, float], bias: float = 0.0) -> PastTerms:
    """What both kinds of GRU let their candidate hear of OLD through one of MATRICES; one bias for both units."""
    return PastTerms(
        _heard(BEFORE, "U_n", "linear_n", matrix, reset, bias), _heard(AFTER, "W_past", "heard", matrix, reset, bias)
    )


def _heard(
    cell: Cell, recurrent: str, node: str, matrix: str, reset: tuple[float, float], bias: float
) -> tuple[float, ...]:
    """One step with the input silent, so that only the past is heard."""
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(1, 2).items()}
    weights |= {recurrent: np.array(MATRICES[matrix]), f"b{recurrent[1:]}": np.full(2, bias)}
    values = step(cell, weights, {"x": np.zeros(1), "h": np.array(OLD), "r": np.array(reset)})
    return tuple(float(number) for number in values[node])
