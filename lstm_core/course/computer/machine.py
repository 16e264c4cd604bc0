"""A net of LSTM layers whose weights are set by hand, with a fixed readout: y is a sum of h times a number."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.run import Values, trace, zero_state

CELL = CELLS["LSTM"]
Program = tuple[dict[str, np.ndarray], ...]  # per layer, as `Cell.shapes`


@dataclass(frozen=True)
class Layer:
    """Names of what comes in and of its units."""

    inputs: tuple[str, ...]
    units: tuple[str, ...]


@dataclass(frozen=True)
class Machine:
    """The layers from below to above; `read` says by what each unit of the last one is multiplied in the answer."""

    layers: tuple[Layer, ...]
    read: tuple[float, ...]


def empty(machine: Machine) -> Program:
    """All weights and biases 0."""
    return tuple(
        {name: np.zeros(shape) for name, shape in CELL.shapes(len(one.inputs), len(one.units)).items()}
        for one in machine.layers
    )


def trace_of(machine: Machine, program: Program, xs: np.ndarray) -> list[list[Values]]:
    """Every node of every step, layer by layer; xs: (time, ..., inputs)."""
    found: list[list[Values]] = []
    for layer, weights in zip(machine.layers, program, strict=True):
        steps = trace(CELL, weights, list(xs), zero_state(CELL, *np.shape(xs)[1:-1], len(layer.units)))
        xs = np.stack([values["h_next"] for values in steps])
        found.append(steps)
    return found


def answers(machine: Machine, program: Program, xs: np.ndarray) -> np.ndarray:
    """What is read off: (time, ...); xs: (time, ..., inputs)."""
    return read_off(machine, trace_of(machine, program, xs)[-1])


def read_off(machine: Machine, steps: Sequence[Mapping[str, np.ndarray]]) -> np.ndarray:
    """The answer at every step of a trace of the last layer: (time, ...)."""
    return np.stack([values["h_next"] for values in steps]) @ np.array(machine.read)
