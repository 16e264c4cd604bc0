"""N02: two steps of an Elman cell with two units."""

from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Rule, always
from lstm_core.drills.words import number, words
from lstm_core.latex import number as matrix
from lstm_core.run import Values, step

ELMAN = CELLS["Elman"]
WITHIN: dict[str, Any] = {"kind": "vector", "atol": 0.005, "digits": 3, "size": 2, "span": (-1, 1)}


def two_steps(rng: np.random.Generator) -> Drill:
    """N02: h_1 from h_0, and h_2 from h_1 with the same weights."""
    weights = {name: rng.integers(-2, 3, shape) / 2 for name, shape in ELMAN.shapes(1, 2).items()}
    xs, h = rng.choice((-1.0, 1.0, 2.0), 2), rng.choice((-1.0, -0.5, 0.5, 1.0), 2)
    turned = {**weights, "U_h": weights["U_h"].T}
    bare = {**weights, "b_h": np.zeros(2)}
    wrong = lambda t: {
        "turned": _after(turned, xs, h, t),
        "no bias": _after(bare, xs, h, t),
        "no tanh": _after(weights, xs, h, t, "linear_h_next"),
    }
    page = words("elman", "N02", **_told(weights, xs, h))
    first = page.field("h_1", _after(weights, xs, h, 1), wrong(1), **WITHIN)
    start_again = always(_tuple(_step(weights, xs[1], h)["h_next"]))
    second = page.field("h_2", _after(weights, xs, h, 2), {**wrong(2), "start again": start_again}, **WITHIN)
    given = {"W_h": weights["W_h"], "U_h": weights["U_h"], "b_h": weights["b_h"], "x": xs, "h_0": h}
    return page.drill({name: array.tolist() for name, array in given.items()}, first, second)


def _step(weights: Values, x: float, h: np.ndarray) -> Values:
    return step(ELMAN, weights, {"x": np.array([x]), "h": h})


def _after(weights: Values, xs: np.ndarray, h: np.ndarray, t: int, node: str = "h_next") -> Rule:
    """The value of a node at step t, from the h that the learner has from the step before."""
    return lambda known: _tuple(_step(weights, xs[t - 1], h if t == 1 else np.array(known[f"h_{t - 1}"]))[node])


def _tuple(values: np.ndarray) -> tuple[float, ...]:
    return tuple(map(float, values))


def _told(weights: Values, xs: np.ndarray, h: np.ndarray) -> dict[str, str]:
    """What the page puts in: matrices, vectors, and the sums of both steps."""
    put = {f"x{t}": number(float(x)) for t, x in enumerate(xs, 1)} | {"h0": matrix(h, number)}
    put |= {name[0]: matrix(array, number) for name, array in weights.items()}
    for t, x in enumerate(xs, 1):
        values = _step(weights, x, h)
        put |= {f"a{t}": matrix(values["linear_h_next"], number), f"h{t}": matrix(values["h_next"], number)}
        h = values["h_next"]
    return put
