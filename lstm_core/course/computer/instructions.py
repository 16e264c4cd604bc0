"""The instructions of one LSTM cell: which gates are open for each, and what that does, found by running the cell."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.run import step

CELL = CELLS["LSTM"]
GATES = ("f", "i", "o")


@dataclass(frozen=True)
class Instruction:
    """A name, the gates for it from 0 (shut) to 1 (open), and what it is good for."""

    name: str
    gates: Mapping[str, float]
    note: str


INSTRUCTIONS: dict[str, Instruction] = {
    name: Instruction(name, dict(zip(GATES, gates, strict=True)), note)
    for name, gates, note in (
        ("keep", (1.0, 0.0, 0.0), "The normal case: hold the memory and output nothing."),
        ("read", (1.0, 0.0, 1.0), "Show the memory. It is still there afterwards."),
        ("delete", (0.0, 0.0, 0.0), "Let the old memory go. Nothing new comes in."),
        ("write", (0.0, 1.0, 0.0), "Replace: the old goes, the candidate comes, in one step."),
        ("add", (1.0, 1.0, 0.0), "Keep the old and add the candidate: a counter."),
    )
}


def effect(gates: Mapping[str, float], memory: float, candidate: float) -> dict[str, float]:
    """The value of every node of one LSTM unit whose gates and candidate are held; `memory` is the old C."""
    held = {name: np.array([value]) for name, value in {**gates, "g": candidate, "c": memory}.items()}
    weights = {name: np.zeros(shape) for name, shape in CELL.shapes(1, 1).items()}
    values = step(CELL, weights, {"x": np.zeros(1), "h": np.zeros(1), **held})
    return {name: float(value[0]) for name, value in values.items()}


def named(gates: Mapping[str, float]) -> str:
    """The instruction these gates stand for, each taken as open from 0.5 on; "" for a mixture without a name."""
    rounded = {name: float(gates[name] >= 0.5) for name in GATES}
    silent = rounded | {"o": 0.0}
    return next(
        (one.name for one in INSTRUCTIONS.values() if one.gates == rounded),
        next((f"{one.name} and read" for one in INSTRUCTIONS.values() if one.gates == silent), ""),
    )
