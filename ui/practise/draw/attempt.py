"""The desk: one drawing in progress for every cell and way of practising, kept while other pages are read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from lstm_core.cell import Cell
from lstm_core.exam.review.rating import Result
from lstm_core.grade import Drawing, Grade, Remark, grade, read_drawing
from lstm_core.grade.exercises import COST, EXERCISES, SECONDS, Exercise, ExerciseSheet, exercise_sheet
from ui.common.learner_log import record
from ui.common.session import session
from ui.components.wiring import sent
from ui.practise.counted import count

EXTRA = "extra"  # a part that does not belong
FULL = 100  # points
MOST = 20  # mistakes that an event holds


@dataclass
class Desk:
    """What lies before the learner."""

    cell: Cell
    way: str
    seed: int = 0
    rev: int = 0  # moves on when Python puts something else on the canvas
    sheet: ExerciseSheet = field(default_factory=ExerciseSheet)
    grade: Grade | None = None  # of the last check
    checked: Drawing | None = None  # what was checked
    problem: str = ""  # why it could not be checked
    hints: int = 0  # taken since the last sheet
    level: int = 0  # of the hint about the first remark
    began: float = 0.0  # when the first part was placed
    over: bool = False  # whether the clock has run down
    unread: list[str] = field(default_factory=list)  # why they could not be read
    written: Cell | None = None  # what they were read as
    remarks: list[Remark] | None = None  # on the equations
    counted: bool = False  # whether it has been counted as a review of its card

    @property
    def key(self) -> str:
        """The key of its canvas; every exercise has one of its own."""
        return f"canvas {self.cell.name} {self.way}"

    @property
    def kind(self) -> Exercise:
        """The way of practising."""
        return EXERCISES[self.way]

    @property
    def mark(self) -> int:
        """Points of 100 after the price of hints; 0 before the first check."""
        return max(0, self.grade.mark - COST * self.hints) if self.grade else 0

    @property
    def left(self) -> float:
        """Seconds left on the clock."""
        return max(0.0, SECONDS - self.spent)

    @property
    def spent(self) -> float:
        """Seconds since the first part was placed."""
        return time.time() - self.began if self.began else 0.0


def desk_for(cell: Cell, way: str) -> Desk:
    """The desk for this cell and way, laid for the first time if need be."""
    desks = session().practise.drawings
    name = f"{cell.name} {way}"
    if name not in desks:
        desks[name] = Desk(cell, way, sheet=exercise_sheet(way, cell, 0))
    return desks[name]


def fresh(desk: Desk) -> None:
    """Another sheet: the next gaps, the next mistake, or an empty one."""
    seed = desk.seed + 1
    session().practise.drawings[f"{desk.cell.name} {desk.way}"] = Desk(
        desk.cell, desk.way, seed, desk.rev + 1, exercise_sheet(desk.way, desk.cell, seed)
    )


def drawing_on(desk: Desk) -> Any:
    """What is on the canvas, unchecked."""
    return sent(desk.key, desk.rev) or desk.sheet.drawing.data()


def check(desk: Desk, fau: bool) -> None:
    """Mark what is on the canvas, and write the attempt down."""
    desk.problem, desk.level = "", 0
    try:
        desk.checked = read_drawing(drawing_on(desk))
        desk.grade = grade(desk.checked, desk.cell, fau)
    except ValueError as error:
        desk.problem = str(error)
        return
    record(
        "drawing",
        desk.cell.name,
        {
            "way": desk.way,
            "mark": desk.mark,
            "hints": desk.hints,
            "seconds": round(desk.spent, 1),
            "wrong": names(desk.grade.remarks),
        },
    )
    if desk.kind.drawn and not desk.counted and not desk.sheet.drawing.parts and not desk.sheet.ghosts.parts:
        desk.counted = True  # a drawing from memory; its first check tells what was known
        count(
            f"drawing {desk.cell.name}",
            Result(desk.mark == FULL, desk.mark / FULL, 0, desk.spent, SECONDS),  # hints are in the mark
        )


def names(remarks: Sequence[Remark]) -> list[str]:
    """What was wrong, as the log keeps it: a mistake by its name, else the box it is at."""
    return [remark.name or remark.meant or EXTRA for remark in remarks][:MOST]


def take_hint(desk: Desk, fau: bool) -> None:
    """One hint more about the first thing to repair; it costs points."""
    if not desk.grade or desk.level in (0, 3):
        check(desk, fau)
    if desk.grade and desk.grade.remarks:
        desk.level += 1
        desk.hints += 1
