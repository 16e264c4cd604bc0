"""The countdown program as a finite state machine: its states and the ways between them, found by running it.

A state is what stands in the counter, in units of one step; below zero it is "waiting". What is a number with many
digits in the net is thereby one of a few names, which is a choice of ours and not of the net.
"""

from dataclasses import dataclass

import numpy as np

from lstm_core.course.computer.machine import CELL, Program, read_off
from lstm_core.course.computer.puzzles import Puzzle, puzzles, weights_of
from lstm_core.run import Values, step, zero_state

WAITING, FAR = "waiting", 60
States = list[Values]


@dataclass(frozen=True)
class Automaton:
    """`moves`: (state, what comes in) -> (next state, what is said)."""

    states: tuple[str, ...]
    moves: dict[tuple[str, str], tuple[str, int]]

    @property
    def restarts_alike(self) -> bool:
        """Whether a number that is told leads to the same state from everywhere."""
        ends: dict[str, set[tuple[str, int]]] = {}
        for (_, word), end in self.moves.items():
            ends.setdefault(word, set()).add(end)
        return all(len(found) == 1 for word, found in ends.items() if word != "quiet")


def automaton(most: int) -> Automaton:
    """All states that can be reached from the empty memory if numbers from 1 to `most` are told."""
    puzzle = puzzles()["countdown"]
    program = weights_of(puzzle, puzzle.solution)
    words = {"quiet": np.zeros(2)} | {f"told {n}": np.array([1.0, n]) for n in range(1, most + 1)}
    start = [zero_state(CELL, 1) for _ in program]
    found, moves, todo = {_name(start, program): start}, {}, [start]
    while todo:
        state = todo.pop(0)
        for word, x in words.items():
            after, said = _move(puzzle, program, state, x)
            moves[_name(state, program), word] = _name(after, program), round(said)
            if _name(after, program) not in found:
                found[_name(after, program)] = after
                todo.append(after)
    order = sorted(found, key=lambda name: -1 if name == WAITING else int(name))
    return Automaton(tuple(order), moves)


def counts_up_to(program: Program | None = None) -> int:
    """The largest number up to which every countdown is right to within the puzzle's tolerance; at most FAR."""
    puzzle = puzzles()["countdown"]
    program = program or weights_of(puzzle, puzzle.solution)
    state: States
    for n in range(1, FAR + 1):
        state = [zero_state(CELL, 1) for _ in program]
        for t in range(n + 2):
            state, said = _move(puzzle, program, state, np.array([1.0, n] if t == 0 else [0.0, 0.0]))
            if abs(said - (t == n)) > puzzle.tolerance:
                return n - 1
    return FAR


def _name(state: States, program: Program) -> str:
    """What the counter holds, in units of what it loses per step."""
    count = round(float(state[0]["c"][0]) / -float(np.tanh(program[0]["b_g"][0])))
    return str(count) if count >= 0 else WAITING


def _move(puzzle: Puzzle, program: Program, state: States, x: np.ndarray) -> tuple[States, float]:
    """The states of all layers one step later, and the answer."""
    after: States = []
    for weights, mine in zip(program, state, strict=True):
        values = step(CELL, weights, {"x": x, **mine})
        after.append({old: values[new] for old, new in CELL.states.items()})
        x = values["h_next"]
    return after, float(read_off(puzzle.machine, [values])[0])
