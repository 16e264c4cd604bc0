"""Programming puzzles: what a machine shall do, which of its numbers are left to set, hints and a solution.

They stand in prose/computer.toml and are checked when they are read.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.course.computer.machine import Layer, Machine, Program, empty
from lstm_core.course.computer.trials import TRIALS
from lstm_core.prose import read

BOXES = ("f", "i", "g", "o")
LINE = re.compile(r"(\d+) ([figo]) (\S+) = (.+)")
TERM = re.compile(r"([+-]?)\s*(\d+(?:\.\d+)?)(?:\s+([a-z]\w*))?\s*")


@dataclass(frozen=True)
class Puzzle:
    """One puzzle. Lines of a program read "1 f memory = -40 store + 20"."""

    key: str  # also that of its tests
    title: str
    text: str
    machine: Machine
    open: tuple[tuple[int, str], ...]  # layer, from 0, and box: what is left to set
    tolerance: float  # how far from right an answer may be, at every step
    why: str  # what it teaches, said once it is solved
    hints: tuple[str, ...]
    given: tuple[str, ...]
    solution: tuple[str, ...]

    def __post_init__(self) -> None:
        if self.key not in TRIALS:
            raise ValueError(f"The puzzle {self.key} has no tests; there are some for {', '.join(TRIALS)}.")
        if len(self.machine.read) != len(self.machine.layers[-1].units):
            raise ValueError(
                f"The puzzle {self.key} reads {len(self.machine.read)} units, but its last layer has others."
            )
        weights_of(self, self.solution)

    @property
    def par(self) -> int:
        """How many numbers other than 0 the solution sets."""
        return numbers(self, weights_of(self, self.solution))


@cache
def puzzles() -> dict[str, Puzzle]:
    """Every puzzle by its key. Raises ValueError with a sentence for one that cannot be played."""
    return {row["key"]: _puzzle(row) for row in read("computer")["puzzle"]}


def parameters(machine: Machine) -> int:
    """All weights and biases."""
    return sum(CELLS["LSTM"].parameters(len(one.inputs), len(one.units)) for one in machine.layers)


def weights_of(puzzle: Puzzle, lines: Iterable[str] = ()) -> Program:
    """What is given and these lines, as weights. Raises ValueError with a sentence for a line that says nothing."""
    program = empty(puzzle.machine)
    for line in (*puzzle.given, *lines):
        _write(puzzle.machine, program, line)
    return program


def numbers(puzzle: Puzzle, program: Program) -> int:
    """How many of the numbers that are left to set are not 0."""
    return sum(
        int(np.count_nonzero(program[layer][f"{kind}_{box}"])) for layer, box in puzzle.open for kind in ("W", "U", "b")
    )


def _write(machine: Machine, program: Program, line: str) -> None:
    found = LINE.fullmatch(line)
    if not found or not 1 <= int(found[1]) <= len(machine.layers):
        raise ValueError(f"“{line}” is no line of a program; write it like “1 f memory = -40 store + 20”.")
    layer, box, unit = int(found[1]) - 1, found[2], found[3]
    names = machine.layers[layer]
    row = _place(names.units, unit, line)
    for value, name in _terms(found[4], line):
        if name in names.inputs:
            program[layer][f"W_{box}"][row, names.inputs.index(name)] = value
        elif name:
            program[layer][f"U_{box}"][row, _place(names.units, name, line)] = value
        else:
            program[layer][f"b_{box}"][row] = value


def _terms(text: str, line: str) -> Sequence[tuple[float, str]]:
    """The numbers of a sum and what they weigh; "" for the bias."""
    found = list(TERM.finditer(text))
    if "".join(term[0] for term in found) != text:
        raise ValueError(f"“{line}” cannot be read behind the =; write a sum such as −40 store + 20.")
    return [(float(sign + value), name or "") for sign, value, name in (term.groups() for term in found)]


def _place(names: Sequence[str], name: str, line: str) -> int:
    if name not in names:
        raise ValueError(f"“{line}” speaks of {name}, which is not there; there are {', '.join(names)}.")
    return names.index(name)


def _puzzle(row: dict[str, Any]) -> Puzzle:
    layers = tuple(Layer(tuple(one["inputs"]), tuple(one["units"])) for one in row["layers"])
    places = ((int(layer) - 1, box) for layer, box in map(str.split, row["open"]))
    parts: dict[str, Any] = {name: " ".join(row[name].split()) for name in ("key", "title", "text", "why")}
    parts |= {name: tuple(row[name]) for name in ("hints", "given", "solution")}
    machine = Machine(layers, tuple(map(float, row["read"])))
    return Puzzle(machine=machine, open=tuple(places), tolerance=float(row["tolerance"]), **parts)
