"""Weights worth trying: named settings that hold a cell's gates open or shut through their biases."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.prose import read

OPEN = 8.0  # a bias that opens a gate to within 0.0004 of 1


@dataclass(frozen=True)
class Preset:
    """One setting, and what it promises."""

    name: str
    note: str  # one sentence for the learner
    gates: Mapping[str, float]  # node -> 0 (shut) to 1 (open)
    weights: Mapping[str, float]  # weight -> number, where there is no gate to set
    then: Mapping[str, str]  # node -> what it equals afterwards: "c", "0", "tanh(c)", "c + g"


def presets(cell: Cell) -> list[Preset]:
    """The settings that make sense for a cell; none for a cell of the learner's own."""
    return [
        Preset(
            row["name"],
            row["note"],
            {gate: float(value) for gate, value in row.get("gates", {}).items() if gate in cell},
            {weight: float(value) for weight, value in row.get("weights", {}).items()},
            row["then"],
        )
        for row in read("presets")["preset"]
        if cell.name in row["cells"]
    ]


def preset_weights(cell: Cell, preset: Preset, base: Mapping[str, Any]) -> dict[str, np.ndarray]:
    """The weights of `base`, changed so that every gate of the preset stands where it should.

    Such a gate reads nothing any more: its weights are 0 and its bias alone decides. `base` and the
    result hold W and U: (1, 1), p and b: (1,), the weights of one unit and one input.
    """
    fixed = dict(preset.weights)
    for gate, value in preset.gates.items():
        fixed |= _biased(cell, gate, value)
    return {name: np.full(np.shape(old), fixed[name]) if name in fixed else np.array(old) for name, old in base.items()}


def _biased(cell: Cell, gate: str, value: float) -> dict[str, float]:
    """The weights behind a gate, all 0 but for one bias that sets it to `value`."""
    sums = list(cell.sums(gate)) if gate in cell and cell[gate].op == "sigmoid" else []
    if not sums:
        raise ValueError(f"{gate} is not a gate of {cell.name}, so it cannot be held")
    weights = [weight for node in sums for weight in node.weights]
    return dict.fromkeys(weights, 0.0) | {sums[0].weights[-1]: _logit(gate, value)}


def _logit(gate: str, value: float) -> float:
    """What a sigmoid must receive to give `value`, but never more than it takes to open or shut it."""
    if not 0 <= value <= 1:
        raise ValueError(f"{gate} cannot be {value}; a gate is a number from 0 to 1")
    if value in (0, 1):
        return OPEN if value else -OPEN
    return min(max(math.log(value / (1 - value)), -OPEN), OPEN)
