"""From the LSTM to the GRU in three moves and a new name, each a cell that runs; and how far two neighbours differ."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.gru_with_f import GRU_WITH_F
from lstm_core.cells.merged_lstm import MERGED_LSTM
from lstm_core.prose import read
from lstm_core.prose.data import build
from lstm_core.run import Values, random_weights, trace, zero_state

INPUTS = (1.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0, 1.0, 1.0, 0.0, 0.0, 0.0)  # what both cells get, step by step
INHERITED = {"z": ("f", -1.0), "n": ("g", 1.0), "r": ("o", 1.0)}  # the GRU's boxes: whose weights, and with which sign
TIED = {"i": ("f", -1.0)}


@dataclass(frozen=True)
class MorphStep:
    """One cell on the way, and the move that led to it (the first has none)."""

    key: str
    cell: Cell
    title: str
    why: str
    gained: str = ""
    lost: str = ""
    same: str = ""  # whether it still computes what the cell before it did
    alike: str = ""  # how the two are made as alike as they can be
    opened: tuple[str, ...] = ()  # the gates that are held at 1 for that


@cache
def steps() -> tuple[MorphStep, ...]:
    """LSTM, coupled, merged, moved, GRU."""
    cells = {**CELLS, MERGED_LSTM.name: MERGED_LSTM, GRU_WITH_F.name: GRU_WITH_F}
    return tuple(
        build(MorphStep, f"morph.toml, step {k}", row, cell=cells.__getitem__)
        for k, row in enumerate(read("morph")["step"], 1)
    )


def neighbours(number: int, seed: int, alike: bool) -> tuple[list[float], list[float]]:
    """What the cells before and after a move say at every step of INPUTS, given the same weights: (time,) each.

    number: of the move, from 1. A box without a namesake inherits its weights. `alike` makes the two as alike as the
    move allows: the input gate tied, or the gate that moves held open. Raises ValueError if there is no such move.
    """
    if not 1 <= number < len(steps()):
        raise ValueError(f"there are moves 1 to {len(steps()) - 1}, not {number}")
    before, after = steps()[number - 1 : number + 1]
    own = random_weights(before.cell, 1, 1, seed, scale=1.5)
    own = inherited(before.cell, own, TIED) if alike else own
    opened = after.opened if alike else ()
    return _said(before.cell, own, opened), _said(after.cell, inherited(after.cell, own, INHERITED), opened)


def inherited(cell: Cell, weights: Mapping[str, Any], heirs: Mapping[str, tuple[str, float]]) -> Values:
    """Weights for a cell out of those of another: from the box that it is the heir of, else from its namesake."""
    found = {}
    for name in cell.shapes(1, 1):
        letter, _, box = name.partition("_")
        giver, sign = heirs.get(box, (box, 1.0))
        given = weights.get(f"{letter}_{giver}")
        found[name] = weights[name] if given is None else sign * given
    return found


def apart(first: Sequence[float], second: Sequence[float]) -> float:
    """The largest difference between two courses."""
    return float(np.max(np.abs(np.subtract(first, second))))


def _said(cell: Cell, weights: Mapping[str, Any], opened: Iterable[str]) -> list[float]:
    """h at every step, from a state of zeros, with some gates held open."""
    held = {name: [np.ones(1)] * len(INPUTS) for name in opened if name in cell}
    ran = trace(cell, weights, [np.array([x]) for x in INPUTS], zero_state(cell, 1), held=held)
    return [float(now["h_next"][0]) for now in ran]
