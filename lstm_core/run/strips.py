"""A trace as strips over one time axis: the input, every gate, the candidate, the states and the answer.

Which strips there are, and how each is drawn, follows from the roles of the cell's values.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.roles import ROLES
from lstm_core.latex import FAU, Convention, named, symbol
from lstm_core.prose.text import letter_and_index
from lstm_core.run.forward import Values

KINDS = {"input": "stems", "gate": "area"}  # how a role is drawn; every other one as a line
ORDER = ("input", "gate", "candidate", "memory", "output")  # from top to bottom
BOUNDS = {"sigmoid": (0.0, 1.0), "tanh": (-1.0, 1.0)}  # what an activation can give


@dataclass(frozen=True)
class Strip:
    """One value over time."""

    node: str
    letter: str  # C̃
    index: str  # t
    words: str  # "forget gate"
    role: str
    kind: str  # "stems", "area" or "line"
    low: float
    high: float
    values: tuple[float, ...]  # one per step
    silent: tuple[float, ...] = ()  # the same in a run whose input stays 0, for states


def strips(
    cell: Cell,
    steps: Sequence[Values],
    unit: int = 0,
    silent: Sequence[Values] = (),
    convention: Convention = FAU,
) -> list[Strip]:
    """One strip per value that has a name, in the order of ORDER; of several units, the one numbered `unit`.

    Of x, the first input. `silent` is the trace of the same cell with its input at 0, if it is to be shown too.
    """
    names = ["x", *named(cell)]
    return [
        _strip(cell, name, steps, 0 if name == "x" else unit, silent, convention)
        for role in ORDER
        for name in names
        if cell.role(name) == role
    ]


def _strip(
    cell: Cell, name: str, steps: Sequence[Values], unit: int, silent: Sequence[Values], convention: Convention
) -> Strip:
    role = cell.role(name)
    values = _series(steps, name, unit)
    quiet = _series(silent, name, unit) if name in cell.states.values() else ()
    low, high = BOUNDS.get(cell[name].op) or _reach((0.0, 1.0) if role == "input" else (-1.0, 1.0), values + quiet)
    letter, index = letter_and_index(symbol(cell, name, convention))
    return Strip(name, letter, index, _words(cell, name), role, KINDS.get(role, "line"), low, high, values, quiet)


def _series(steps: Sequence[Values], name: str, unit: int) -> tuple[float, ...]:
    return tuple(round(float(np.ravel(values[name])[unit]), 4) for values in steps)


def _reach(least: tuple[float, float], values: tuple[float, ...]) -> tuple[float, float]:
    """Bounds in round numbers that hold all values, and at least `least`."""
    low, high = min(*values, least[0]), max(*values, least[1])
    unit = next(digit * 10**k for k in count() for digit in (1, 2, 5) if high - low <= digit * 10 ** (k + 1))
    return math.floor(low / unit) * unit + 0.0, math.ceil(high / unit) * unit + 0.0


def _words(cell: Cell, name: str) -> str:
    """A value in words: the beginning of its meaning ("forget gate"), without articles."""
    if cell[name].op == "input":
        return ROLES[cell.role(name)].words
    head = re.split("[:,]", cell[name].meaning)[0]
    return head.removeprefix("the ").removeprefix("new ")
