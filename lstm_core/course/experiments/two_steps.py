"""Small numbers for working out two steps of a cell of one unit on paper."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.run import Values, trace, zero_state

HANDED_OUT = 50  # how many different sets there are
FIRST = ({"W_h": 1.0, "U_h": 0.5, "b_h": 0.0}, (1.0, -0.5))


def two_steps(seed: int) -> tuple[dict[str, np.ndarray], tuple[float, float]]:
    """Weights of Elman's cell, one input and one unit, and what arrives at its two steps; one decimal each."""
    numbers, xs = FIRST
    if seed:
        rng = np.random.default_rng(seed)
        sign = lambda: rng.choice([-1.0, 1.0])
        numbers = {"W_h": rng.integers(4, 15) / 10, "U_h": sign() * rng.integers(3, 10) / 10, "b_h": sign() * 0.1}
        xs = (float(rng.integers(5, 13) / 10), float(sign() * rng.integers(2, 5) / 10))
    shapes = {"W_h": (1, 1), "U_h": (1, 1), "b_h": (1,)}
    return {name: np.full(shapes[name], value) for name, value in numbers.items()}, xs


def run_steps(cell: Cell, weights: Mapping[str, np.ndarray], xs: Sequence[float]) -> list[Values]:
    """Every value of every step, from a state of zeros; each array is (1,)."""
    return trace(cell, weights, [np.array([x]) for x in xs], zero_state(cell, 1))


def given(values: Mapping[str, Any]) -> dict[str, Any]:
    """What a step of Elman's cell was given, out of all its values."""
    return {name: values[name] for name in ("x", "h")}
