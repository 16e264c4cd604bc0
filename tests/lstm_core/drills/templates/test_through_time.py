"""Contributions of every step against finite differences."""

import math

from lstm_core.drills.templates.through_time import states, terms
from tests.lstm_core.drills.reference import made, near


def h_of(ws: list[float], n: dict) -> list[float]:
    """The states if every step had a weight of its own."""
    hs = [0.0]
    for w, x in zip(ws, n["x"], strict=True):
        hs.append(math.tanh(w * hs[-1] + n["u"] * x))
    return hs[1:]


def difference(n: dict, steps: set[int], by: float = 1e-6) -> float:
    """The slope of the loss by the weight used at these steps."""
    loss = lambda by: (h_of([n["w"] + by * (k in steps) for k in range(3)], n)[-1] - n["y"]) ** 2 / 2
    return (loss(by) - loss(-by)) / (2 * by)


def test_n15_is_what_finite_differences_say():
    for drill in made("N15"):
        n = drill.given
        assert drill.answers["h"] == near(tuple(h_of([n["w"]] * 3, n)))
        assert drill.answers["terms"] == near(tuple(difference(n, {k}) for k in range(3)), 1e-7)
        assert drill.answers["sum"] == near(difference(n, {0, 1, 2}), 1e-7)


def test_n15_agrees_with_the_example_of_the_lesson():
    hs = states(0.5, 1.0, (1.0, 0.0, 0.0))
    assert hs == near((0.7616, 0.3634, 0.1797), 1e-4)
    assert terms(0.5, hs, hs[-1]) == near((0, 0.05748, 0.06320), 1e-4)
