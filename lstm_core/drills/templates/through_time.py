"""N15: the gradient of one weight, back through three steps."""

import math
from collections.abc import Sequence

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.words import in_brackets, number, numbers, words
from lstm_core.run import trace

ELMAN = CELLS["Elman"]
STEPS = 3


def states(w: float, u: float, xs: Sequence[float]) -> tuple[float, ...]:
    """h_1 to h_T of the scalar cell h = tanh(w h + u x), begun at 0."""
    weights = {"W_h": np.array([[u]]), "U_h": np.array([[w]]), "b_h": np.zeros(1)}
    steps = trace(ELMAN, weights, list(np.reshape(xs, (-1, 1))), {"h": np.zeros(1)})
    return tuple(float(values["h_next"][0]) for values in steps)


def terms(w: float, hs: Sequence[float], error: float, slope: bool = True, shift: int = 1) -> tuple[float, ...]:
    """What each step k contributes to dL/dw: error, the way back from T to k, and the h that w met there."""
    if len(hs) != STEPS:
        raise ValueError("a state for every step is needed")
    before = (0.0, *hs)
    slopes = [1 - h * h if slope else 1.0 for h in hs]
    back = [math.prod(w * slopes[j] for j in range(k + 1, STEPS)) for k in range(STEPS)]
    return tuple(error * back[k] * slopes[k] * before[k + 1 - shift] + 0.0 for k in range(STEPS))


def back_through_time(rng: np.random.Generator) -> Drill:
    """N15: one pulse at the first step, a loss at the last; every step's contribution, and their sum."""
    w, u, x, y = (
        float(rng.choice(pool)) for pool in ((0.5, 0.8, 1.2, 1.5, -0.8), (0.5, 1, 2), (0.5, 1, -1), (-0.5, 0, 0.5))
    )
    xs = (x, 0.0, 0.0)
    error = lambda k: k["h"][-1] - y
    right = lambda k: terms(w, k["h"], error(k))
    term_slips = {
        "no slope": lambda k: terms(w, k["h"], error(k), slope=False),
        "no w": lambda k: terms(1.0, k["h"], error(k)),
        "same h": lambda k: terms(w, k["h"], error(k), shift=0),
        "sign": lambda k: terms(w, k["h"], -error(k)),
    }
    sum_slips = {"average": lambda k: sum(k["terms"]) / STEPS, "last only": lambda k: k["terms"][-1]}
    state_slips = {
        "no tanh": lambda _: (u * x, w * u * x, w * w * u * x),
        "no past": lambda _: (math.tanh(u * x), 0.0, 0.0),
    }
    hs = states(w, u, xs)
    parts = terms(w, hs, hs[-1] - y)
    put = {"w": w, "u": u, "x": x, "y": y, "hs": numbers(hs), "e": hs[-1] - y, "sum": sum(parts)}
    put |= {f"c{k}": number(part) for k, part in enumerate(parts, 1)} | {
        f"s{k}": 1 - h * h for k, h in enumerate(hs, 1)
    }
    put |= {f"b{k}": in_brackets(part) for k, part in enumerate(parts, 1)}
    page = words("through_time", "N15", **put)
    return page.drill(
        {"w": w, "u": u, "x": xs, "y": y},
        page.field("h", lambda _: states(w, u, xs), state_slips, kind="vector", size=STEPS, atol=0.005),
        page.field("terms", right, term_slips, kind="vector", size=STEPS, atol=2e-4, rtol=0.03),
        page.field("sum", lambda k: sum(k["terms"]), sum_slips, atol=2e-4, rtol=0.03),
    )
