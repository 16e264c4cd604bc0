"""N15: the gradient of one weight, back through three steps."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Known, Rule, always, fixed
from lstm_core.drills.words import in_brackets, numbers, words
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
    """N15: a pulse at the first step, a loss at the last; the states, every step's contribution, and their sum."""
    pools = {"w": (0.5, 0.8, 1.2, 1.5, -0.8), "u": (0.5, 1, 2), "x": (0.5, 1, -1), "y": (-0.5, 0, 0.5)}
    w, u, x, y = (float(rng.choice(pool)) for pool in pools.values())
    xs = (x, *[0.0] * (STEPS - 1))
    page = words("through_time", "N15", w=w, u=u, x=x, y=y, **_told(w, states(w, u, xs), y))
    unsquashed = tuple(u * x * w**k for k in range(STEPS))
    slips = {"no tanh": unsquashed, "no past": (math.tanh(u * x), *[0.0] * (STEPS - 1))}
    near: dict[str, Any] = {"atol": 2e-4, "rtol": 0.03}
    most = (1 + abs(y)) * max(1.0, abs(w)) ** (STEPS - 1)  # states and slopes are at most 1
    return page.drill(
        {"w": w, "u": u, "x": xs, "y": y},
        page.field("h", always(states(w, u, xs)), fixed(slips), kind="vector", size=STEPS, atol=0.005, span=(-1, 1)),
        page.field(
            "terms", lambda k: _terms(k, w, y), _term_slips(w, y), kind="vector", size=STEPS, span=(-most, most), **near
        ),
        page.field("sum", lambda k: sum(k["terms"]), SUM_SLIPS, **near),
    )


SUM_SLIPS: dict[str, Rule] = {
    "average": lambda known: sum(known["terms"]) / STEPS,
    "last only": lambda known: known["terms"][-1],
}


def _terms(known: Known, w: float, y: float, sign: int = 1, **changes: Any) -> tuple[float, ...]:
    return terms(w, known["h"], sign * (known["h"][-1] - y), **changes)


def _term_slips(w: float, y: float) -> dict[str, Rule]:
    """The usual mistakes on the way back."""
    return {
        "no slope": lambda known: _terms(known, w, y, slope=False),
        "no w": lambda known: _terms(known, 1.0, y),
        "same h": lambda known: _terms(known, w, y, shift=0),
        "sign": lambda known: _terms(known, w, y, sign=-1),
    }


def _told(w: float, hs: Sequence[float], y: float) -> dict[str, str | float]:
    """The numbers of the solution; those that stand behind a plus are bracketed where they are negative."""
    parts = terms(w, hs, hs[-1] - y)
    put: dict[str, str | float] = {"hs": numbers(hs), "e": hs[-1] - y, "sum": sum(parts)}
    for k, (h, part) in enumerate(zip(hs, parts, strict=True), 1):
        put |= {f"s{k}": 1 - h * h, f"c{k}": part, f"b{k}": in_brackets(part)}
    return put
