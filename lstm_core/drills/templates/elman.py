"""N02 and N27: two steps of an Elman cell with two units, with tanh or with the logistic function (Elman 1990)."""

from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Rule, always
from lstm_core.drills.words import number, words
from lstm_core.latex import number as matrix
from lstm_core.notation import read_cell
from lstm_core.run import Values, step

ELMAN = CELLS["Elman"]
LOGISTIC = read_cell("Logistic", "x\nh\nh_next = sigmoid(linear(x, h))")  # its weights are named as Elman's are
WITHIN: dict[str, Any] = {"kind": "vector", "atol": 0.005, "digits": 3, "size": 2}


def two_steps(rng: np.random.Generator) -> Drill:
    """N02: h_1 from h_0, and h_2 from h_1 with the same weights."""
    return _drill("N02", ELMAN, LOGISTIC, rng.choice((-1.0, -0.5, 0.5, 1.0), 2), (-1, 1), rng)


def two_logistic_steps(rng: np.random.Generator) -> Drill:
    """N27: the same with the logistic function, as in Elman's own nets."""
    return _drill("N27", LOGISTIC, ELMAN, rng.choice((0.0, 0.5, 1.0), 2), (0, 1), rng)


def _drill(key: str, cell: Cell, other: Cell, h: np.ndarray, span: tuple[int, int], rng: np.random.Generator) -> Drill:
    """Two steps of a cell with an activation; with that of the other one they are a mistake."""
    weights = {name: rng.integers(-2, 3, shape) / 2 for name, shape in cell.shapes(1, 2).items()}
    xs = rng.choice((-1.0, 1.0, 2.0), 2)
    turned = {**weights, "U_h": weights["U_h"].T}
    bare = {**weights, "b_h": np.zeros(2)}
    wrong = lambda t: {
        "turned": _after(cell, turned, xs, h, t),
        "no bias": _after(cell, bare, xs, h, t),
        "no squash": _after(cell, weights, xs, h, t, "linear_h_next"),
        "other squash": _after(other, weights, xs, h, t),
    }
    page = words("elman", key, **_told(cell, weights, xs, h))
    first = page.field("h_1", _after(cell, weights, xs, h, 1), wrong(1), span=span, **WITHIN)
    again = always(_tuple(_step(cell, weights, xs[1], h)["h_next"]))
    second = page.field("h_2", _after(cell, weights, xs, h, 2), {**wrong(2), "start again": again}, span=span, **WITHIN)
    given = {"W_h": weights["W_h"], "U_h": weights["U_h"], "b_h": weights["b_h"], "x": xs, "h_0": h}
    return page.drill({name: array.tolist() for name, array in given.items()}, first, second)


def _step(cell: Cell, weights: Values, x: float, h: np.ndarray) -> Values:
    return step(cell, weights, {"x": np.array([x]), "h": h})


def _after(cell: Cell, weights: Values, xs: np.ndarray, h: np.ndarray, t: int, node: str = "h_next") -> Rule:
    """The value of a node at step t, from the h that the learner has from the step before."""
    return lambda known: _tuple(_step(cell, weights, xs[t - 1], h if t == 1 else np.array(known[f"h_{t - 1}"]))[node])


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, values))


def _told(cell: Cell, weights: Values, xs: np.ndarray, h: np.ndarray) -> dict[str, str]:
    """What the page puts in: matrices, vectors, and the sums of both steps."""
    put = {f"x{t}": number(float(x)) for t, x in enumerate(xs, 1)} | {"h0": matrix(h, number)}
    put |= {name[0]: matrix(array, number) for name, array in weights.items()}
    for t, x in enumerate(xs, 1):
        values = _step(cell, weights, x, h)
        put |= {f"a{t}": matrix(values["linear_h_next"], number), f"h{t}": matrix(values["h_next"], number)}
        h = values["h_next"]
    return put
