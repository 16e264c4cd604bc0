"""A layer over time as heat maps: for every value that has a name, a row per unit and a column per step."""

import math
from collections.abc import Sequence
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES
from lstm_core.run import Values
from lstm_core.run.strips import strips

ORDER = ("memory", "output", "gate", "candidate")  # from top to bottom
BELOW = "#d55e00"  # Okabe and Ito's vermilion, for negative values beside the role's own hue


def heat_maps(cell: Cell, steps: Sequence[Values], beside: Sequence[Values] = ()) -> list[dict[str, Any]]:
    """What the probe board draws; steps: a trace with values (units,).

    The scales leave room for the trace `beside`, too, so that before and after can be compared.
    """
    one_unit = strips(cell, [{name: value[:1] for name, value in values.items()} for values in steps])
    rows = [row for role in ORDER for row in one_unit if row.role == role]
    return [_map(cell, row.node, row.letter, row.words, row.role, steps, beside) for row in rows]


def _map(
    cell: Cell, node: str, letter: str, words: str, role: str, steps: Sequence[Values], beside: Sequence[Values]
) -> dict[str, Any]:
    values = np.stack([step[node] for step in steps], axis=1)  # (units, time)
    gate = cell[node].op == "sigmoid"
    peak = max(1e-3, *(float(np.abs(step[node]).max()) for step in (*steps, *beside)))
    limit = 1.0 if cell[node].op in ("sigmoid", "tanh") or (node == "h_next" and peak <= 1) else _round_up(peak)
    return {
        "name": node,
        "letter": letter,
        "words": words,
        "role": role,
        "low": 0.0 if gate else -limit,
        "high": limit,
        "above": _rgb(ROLES[role].hue),
        "below": _rgb(BELOW),
        "values": np.round(values, 4).tolist(),
    }


def _round_up(peak: float) -> float:
    """The next number of the kind 1, 1.5, 2, 3, 5, 8 × a power of ten."""
    power = 10.0 ** math.floor(math.log10(peak))
    return next(float(f"{power * m:.4g}") for m in (1, 1.5, 2, 3, 5, 8, 10) if power * m >= peak * (1 - 1e-9))


def _rgb(colour: str) -> list[int]:
    return [int(colour[k : k + 2], 16) for k in (1, 3, 5)]
