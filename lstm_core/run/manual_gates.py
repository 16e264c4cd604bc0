"""Gates by hand: a cell whose boxes are set directly, step by step, instead of being computed.

A program says what every box (gate or candidate) gives at every step. With all boxes held, the
weights do not matter; what is left is the part of the cell that keeps, writes and shows.
"""

import math
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.mistakes import squashed_memory
from lstm_core.run.forward import trace, zero_state

STEPS = 24  # of every program
GATE, CANDIDATE = (0.0, 1.0), (-1.0, 1.0)  # what a sigmoid and a tanh can give
Program = dict[str, list[float]]  # what each box gives, by name: STEPS numbers


def boxes(cell: Cell) -> tuple[str, ...]:
    """The boxes a learner sets: the gates and the candidate, in the order of computation."""
    return tuple(node.name for node in cell.nodes if cell.role(node.name) in ("gate", "candidate"))


def value_range(cell: Cell, box: str) -> tuple[float, float]:
    """The lowest and the highest value that a box can give."""
    return GATE if cell.role(box) == "gate" else CANDIDATE


def acts_only_inside(cell: Cell, box: str) -> tuple[str, ...]:
    """The boxes that hide a box: it acts inside them only, so it changes nothing once they are set. n for a GRU's r.

    () for a box that acts on a state itself.
    """
    others = set(boxes(cell)) - {box}
    reached = {box}
    inside: list[str] = []
    for node in cell.nodes:
        if reached.intersection(node.args):
            if node.name in others:
                inside.append(node.name)
            else:
                reached.add(node.name)
    return tuple(inside) if reached.isdisjoint(cell.states.values()) else ()


def additive_state(cell: Cell) -> str:
    """The state that is made by an addition, and so can be squashed; "" if there is none."""
    added = [new for new in cell.states.values() if cell[new].op == "add"]
    return added[-1] if added else ""


def run_program(cell: Cell, program: Mapping[str, Sequence[float]], squash: bool = False) -> list[dict[str, float]]:
    """The value of every node at every step, beginning with states of zero.

    With `squash`, a tanh sits on the memory line (the classic mistake M1).
    """
    machine = squashed_memory(cell) if squash else cell
    held = {box: [np.array([value], dtype=float) for value in series] for box, series in program.items()}
    weights = {name: np.zeros(shape) for name, shape in machine.shapes(1, 1).items()}
    steps = trace(machine, weights, [np.zeros(1)] * STEPS, zero_state(machine, 1), held=held)
    return [{name: float(value[0]) for name, value in step.items()} for step in steps]


def check_program(cell: Cell, raw: Any) -> Program:
    """A program as a browser sends it, checked and clipped to what the boxes can give.

    Raises ValueError with a sentence if it does not fit the cell.
    """
    if not isinstance(raw, Mapping):
        raise ValueError("This is no program: it must name the boxes of the cell.")
    missing = [box for box in boxes(cell) if box not in raw]
    if missing:
        raise ValueError(f"The program does not mention {missing[0]}.")
    unknown = [name for name in raw if name not in boxes(cell)]
    if unknown:
        raise ValueError(f"{cell.name} has no box called “{str(unknown[0])[:20]}”.")
    return {box: _series(box, raw[box], *value_range(cell, box)) for box in boxes(cell)}


def _series(box: str, raw: Any, low: float, high: float) -> list[float]:
    if not isinstance(raw, Sequence) or isinstance(raw, str | bytes) or len(raw) != STEPS:
        raise ValueError(f"The program of {box} must have {STEPS} numbers, one for each step.")
    return [min(max(_number(box, step, value), low), high) for step, value in enumerate(raw, start=1)]


def _number(box: str, step: int, value: Any) -> float:
    """A finite number; a whole number too long for a float is none."""
    try:
        number = float(value) if isinstance(value, int | float) and not isinstance(value, bool) else math.nan
    except OverflowError:
        number = math.inf
    if not math.isfinite(number):
        raise ValueError(f"{box} has no number at step {step}.")
    return number
