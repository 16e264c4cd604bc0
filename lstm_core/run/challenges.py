"""Tasks for the gate console: goals for the memory and the output, and whether they were met.

They stand in prose/challenges.toml. A task belongs to every cell that has just the boxes it names; one
that names none belongs to all. Programs are written in segments: [[0.7, 1], [0, 23]] is 0.7 once, then 0.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from lstm_core.cell import Cell
from lstm_core.prose import read
from lstm_core.prose.text import short_decimal
from lstm_core.run.manual_gates import STEPS, Program, boxes, check_program, run_program

HALF_OPEN = 0.5  # σ(0): what a gate gives while all its weights are zero
Segments = Sequence[tuple[float, int]]  # (value, for how many steps)


@dataclass(frozen=True)
class Goal:
    """A value that a node has to have over some steps, counted from 1."""

    node: str
    first: int
    last: int
    near: float  # at the first of these steps
    within: float = 0.05
    rise: float = 0.0  # by how much the target grows from step to step

    def target(self, step: int) -> float:
        """The target at a step."""
        return self.near + self.rise * (step - self.first)

    def met(self, step: int, value: float) -> bool:
        """Whether a value will do at this step."""
        return abs(value - self.target(step)) <= self.within + 1e-9


@dataclass(frozen=True)
class Challenge:
    """One task, in words and as goals."""

    title: str  # a word or two, which also stand in links
    text: str  # what to achieve; {c_next} stands for the symbol of that node
    why: str  # what it teaches, said once it is solved
    boxes: frozenset[str]  # the cells it is for have just these; empty: all cells
    goals: tuple[Goal, ...]
    start: Mapping[str, Segments]
    solutions: tuple[Mapping[str, Segments], ...]  # of two books with opposite gates, one each


@dataclass(frozen=True)
class GoalResult:
    """Whether one goal was met, and a sentence about it."""

    goal: Goal
    missed: int | None  # the first step that is wrong; None if the goal is met
    text: str  # one or two sentences


def challenges(cell: Cell) -> dict[str, Challenge]:
    """The tasks for a cell, by title; none if it has no boxes to set."""
    own = frozenset(boxes(cell))
    return {task.title: task for task in _all() if own and _fits(task, cell, own)}


def _fits(task: Challenge, cell: Cell, own: frozenset[str]) -> bool:
    """Whether a task is for a cell with these boxes."""
    return task.boxes in (own, frozenset()) and all(goal.node in cell for goal in task.goals)


def start(cell: Cell, challenge: Challenge) -> Program:
    """Where the learner begins: gates half open and candidates zero, where the task does not say otherwise."""
    return _program(cell, challenge.start)


def solution(cell: Cell, challenge: Challenge) -> Program:
    """A program that meets every goal; of several, the first that does so on this cell."""
    programs = [_program(cell, segments) for segments in challenge.solutions]
    return next((program for program in programs if solved(judge(challenge, run_program(cell, program)))), programs[0])


def judge(
    challenge: Challenge, steps: Sequence[Mapping[str, float]], symbols: Mapping[str, str] | None = None
) -> list[GoalResult]:
    """The result of every goal. `steps` comes from `run_program`; `symbols` says how nodes are written."""
    return [_result(goal, [step[goal.node] for step in steps], symbols or {}) for goal in challenge.goals]


def solved(results: Iterable[GoalResult]) -> bool:
    """Whether every goal is met; where there is no goal, nothing is."""
    missed = [result.missed for result in results]
    return bool(missed) and all(step is None for step in missed)


def _result(goal: Goal, values: Sequence[float], symbols: Mapping[str, str]) -> GoalResult:
    """values: (time,), of the goal's node."""
    steps = range(goal.first, goal.last + 1)
    wrong = [step for step in steps if not goal.met(step, values[step - 1])]
    name = symbols.get(goal.node, goal.node.removesuffix("_next"))
    if not wrong:
        return GoalResult(goal, None, f"{name} {_promise(goal)}.")
    there = f"At step {wrong[0]} {name} is {short_decimal(values[wrong[0] - 1])}"
    should = f"it should {'be' if goal.first == goal.last else 'stay'} within {goal.within:g} of"
    right = f" Right at {len(steps) - len(wrong)} of {len(steps)} steps." if len(steps) > 1 else ""
    return GoalResult(goal, wrong[0], f"{there}; {should} {short_decimal(goal.target(wrong[0]))}.{right}")


def _promise(goal: Goal) -> str:
    near = f"within {goal.within:g} of"
    if goal.first == goal.last:
        return f"is {near} {short_decimal(goal.near)} at step {goal.first}"
    if goal.rise:
        ends = f"from {short_decimal(goal.near)} to {short_decimal(goal.target(goal.last))}"
        return f"goes {ends}, steps {goal.first} to {goal.last}"
    return f"stays {near} {short_decimal(goal.near)}, steps {goal.first} to {goal.last}"


@cache
def _all() -> tuple[Challenge, ...]:
    return tuple(_challenge(row) for row in read("challenges")["challenge"])


def _challenge(row: dict[str, Any]) -> Challenge:
    goals = [{{"from": "first", "to": "last"}.get(k, k): v for k, v in goal.items()} for goal in row.get("goals", ())]
    return Challenge(
        title=row["title"],
        text=" ".join(row["text"].split()),
        why=" ".join(row.get("why", "").split()),
        boxes=frozenset(row["boxes"]),
        goals=tuple(Goal(**goal) for goal in goals),
        start=row.get("start", {}),
        solutions=tuple(row.get("solutions", ())),
    )


def _program(cell: Cell, segments: Mapping[str, Segments]) -> Program:
    """Written out in full: what every box gives at every step."""
    written: Program = {}
    for box in boxes(cell):
        usual = [(HALF_OPEN if cell.role(box) == "gate" else 0.0, STEPS)]
        written[box] = [value for value, times in segments.get(box, usual) for _ in range(times)]
    return check_program(cell, written)
