"""N26: two steps of a GRU with one unit, the second from what the first has left (Chung et al. 2014)."""

from collections.abc import Mapping
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Known, Rule
from lstm_core.drills.words import number, words
from lstm_core.run import Values, step

GRU = CELLS["GRU"]
STATE: dict[str, Any] = {"atol": 0.005, "digits": 3, "span": (-1.0, 1.0)}


def two_gru_steps(rng: np.random.Generator) -> Drill:
    """N26: the new state after one step and after two."""
    draw = lambda: float(rng.choice((-2.0, -1.0, -0.5, 0.5, 1.0, 2.0)))
    weights = {name: np.full(shape, draw()) for name, shape in GRU.shapes(1, 1).items()}
    xs, h = (draw(), draw()), float(rng.choice((-0.8, -0.5, 0.5, 0.8)))
    put = {name: float(array.item()) for name, array in weights.items()} | {"x1": xs[0], "x2": xs[1], "h0": h}
    page = words("gru_steps", "N26", **put, **_told(weights, xs, h))
    first = page.field("h_1", lambda known: _new(weights, xs, h, known, 1), _slips(weights, xs, h, 1), **STATE)
    again = {"start again": lambda _: _new(weights, xs[1:], h, {}, 1)}
    rule = lambda known: _new(weights, xs, h, known, 2)
    second = page.field("h_2", rule, _slips(weights, xs, h, 2) | again, **STATE)
    return page.drill({**{k: float(v.item()) for k, v in weights.items()}, "xs": list(xs), "h0": h}, first, second)


def _values(weights: Values, xs: tuple[float, ...], h: float, known: Known, t: int) -> Values:
    """Step t, from the state that the learner has after the one before."""
    state = h if t == 1 else float(known["h_1"])
    return step(GRU, weights, {"x": np.array([xs[t - 1]]), "h": np.array([state])})


def _new(weights: Values, xs: tuple[float, ...], h: float, known: Known, t: int) -> float:
    return float(_values(weights, xs, h, known, t)["h_next"][0])


def _slips(weights: Values, xs: tuple[float, ...], h: float, t: int) -> dict[str, Rule]:
    """The mixture turned round, the candidate alone, and a candidate that sees the whole past."""

    def parts(known: Known) -> tuple[float, float, float]:
        values = _values(weights, xs, h, known, t)
        return float(values["z"][0]), float(values["n"][0]), float(values["h"][0])

    def turned(known: Known) -> float:
        z, n, old = parts(known)
        return z * old + (1 - z) * n

    def no_reset(known: Known) -> float:
        z, _, old = parts(known)
        whole = np.tanh(weights["W_n"].item() * xs[t - 1] + weights["U_n"].item() * old + weights["b_n"].item())
        return float((1 - z) * old + z * whole)

    return {"turned": turned, "candidate": lambda known: parts(known)[1], "no reset": no_reset}


def _told(weights: Values, xs: tuple[float, float], h: float) -> Mapping[str, str]:
    put: dict[str, str] = {}
    for t, x in enumerate(xs, 1):
        values = step(GRU, weights, {"x": np.array([x]), "h": np.array([h])})
        put |= {f"{name}{t}": number(float(values[name][0])) for name in ("r", "z", "n")}
        h = float(values["h_next"][0])
        put[f"h{t}"] = number(h)
    return put
