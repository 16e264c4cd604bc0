"""A drawing in progress: one for every cell and way of practising, kept while other pages are read."""

from __future__ import annotations

import time
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING, Any

from lstm_core.cell import Cell
from lstm_core.exam.review.rating import AnswerResult
from lstm_core.grade import Drawing, Grade, Remark, grade, read_drawing
from lstm_core.grade.exercises import COST, EXERCISES, SECONDS, Exercise, ExerciseSheet, exercise_sheet
from lstm_core.grade.variants import Variant
from ui.common.learner_log import record
from ui.common.session import session
from ui.practise.review_session import keep_shown, record_as_review, show_cards
from ui.practise.sheet import DrawingSheet

if TYPE_CHECKING:
    from ui.practise.ink_playback import Playback

EXTRA = "extra"  # a part that does not belong
FULL = 100  # points
MOST = 20  # mistakes that an event holds
LAST_HINT = 3  # levels of a hint


@dataclass
class DrawingAttempt:
    """A sheet, what the learner has made of it, and what was found by the last check."""

    cell: Cell
    way: str
    seed: int = 0
    rev: int = 0  # of the sheet
    given: ExerciseSheet = field(init=False)  # what is there to begin with
    sheet: DrawingSheet = field(init=False)  # with what is drawn
    grade: Grade | None = None  # of the last check
    checked: Drawing | None = None  # what was checked
    playback: Playback | None = None  # how its ink came to be, if what was checked was drawn with a pen
    error: str = ""  # why it could not be checked
    hints: int = 0  # taken for this sheet
    hint_level: int = 0  # of the hint about the first remark
    moment: int = 0  # how far a signal has run through it
    began: float = 0.0  # when the first part was placed or the first stroke drawn
    time_over: bool = False  # whether the clock has run down
    equations_marked: tuple[str, str] = ("", "")  # how they were written and what was marked last
    equations_error: str = ""  # why the equations could not be read
    equations_cell: Cell | None = None  # what they were read as
    equations_remarks: list[Remark] | None = None
    equations_variant: Variant | None = None  # if they are right, but those of another cell or convention
    reviewed: bool = False  # whether it was recorded as a review of its card

    def __post_init__(self) -> None:
        """Every exercise has a sheet of its own; those of one exercise take each other's place in the browser."""
        self.given = exercise_sheet(self.way, self.cell, self.seed)
        self.sheet = DrawingSheet(f"canvas {self.cell.name} {self.way}", self.given.drawing, self.rev)

    @property
    def card(self) -> str:
        """The id of the card that a drawing from memory is a review of."""
        return f"drawing {self.cell.name}"

    @property
    def kind(self) -> Exercise:
        """The way of practising."""
        return EXERCISES[self.way]

    @property
    def drawing(self) -> Any:
        """What is on the sheet, unchecked."""
        return self.sheet.drawing

    @property
    def is_changed(self) -> bool:
        """Whether something else is wired by now than what was checked; where a part lies is no matter."""
        try:
            return self.checked is not None and _wiring(read_drawing(self.drawing)) != _wiring(self.checked)
        except ValueError:
            return True

    @property
    def from_memory(self) -> bool:
        """Whether the whole cell is to be drawn, with nothing given."""
        return self.kind.drawn and not self.given.drawing.parts and not self.given.ghosts.parts

    @property
    def mark(self) -> int:
        """Points of 100 after the price of hints; 0 before the first check."""
        return max(0, self.grade.mark - COST * self.hints) if self.grade else 0

    @property
    def seconds_left(self) -> float:
        """On the clock."""
        return max(0.0, SECONDS - self.seconds_spent)

    @property
    def seconds_spent(self) -> float:
        """Since it was begun."""
        return time.monotonic() - self.began if self.began else 0.0


def _wiring(drawing: Drawing) -> tuple[object, ...]:
    ways = frozenset((wire.source, wire.target, wire.port) for wire in drawing.wires)
    return frozenset(replace(part, x=0, y=0) for part in drawing.parts), ways


def attempt_at(cell: Cell, way: str) -> DrawingAttempt:
    """The attempt at this cell in this way; a new one on the first visit."""
    drawings = session().practise.drawings
    name = f"{cell.name} {way}"
    if name not in drawings:
        drawings[name] = DrawingAttempt(cell, way)
    keep_shown(drawings[name].card)
    return drawings[name]


def new_sheet(attempt: DrawingAttempt) -> None:
    """Another sheet: the next gaps, the next mistake, or an empty one; a second click leaves that one alone."""
    cell, way = attempt.cell, attempt.way
    if attempt_at(cell, way) is attempt:
        session().practise.drawings[f"{cell.name} {way}"] = DrawingAttempt(
            cell, way, attempt.seed + 1, attempt.sheet.last_rev + 1
        )
        show_cards([attempt.card])


def check(attempt: DrawingAttempt, fau: bool) -> None:
    """Mark what is on the canvas, and write the attempt down; the same drawing once more is no second attempt."""
    attempt.error, attempt.hint_level, attempt.moment, before = "", 0, 0, (attempt.checked, attempt.grade)
    try:
        attempt.checked = read_drawing(attempt.drawing)
        attempt.grade = grade(attempt.checked, attempt.cell, fau)
    except ValueError as error:
        attempt.error = str(error)
        return
    attempt.playback = attempt.sheet.playback(attempt.grade, attempt.cell, attempt.mark)
    if (attempt.checked, attempt.grade) == before:
        return
    record(
        "drawing",
        attempt.cell.name,
        {
            "way": attempt.way,
            "mark": attempt.mark,
            "hints": attempt.hints,
            "seconds": round(attempt.seconds_spent, 1),
            "wrong": mistake_names(attempt.grade.remarks),
        },
    )
    if attempt.from_memory and not attempt.reviewed:
        _review(attempt)


def _review(attempt: DrawingAttempt) -> None:
    """Only the first check tells what was known. Hints count in the mark already."""
    attempt.reviewed = True
    result = AnswerResult(attempt.mark == FULL, attempt.mark / FULL, 0, attempt.seconds_spent, SECONDS)
    record_as_review(attempt.card, result)


def mistake_names(remarks: Sequence[Remark]) -> list[str]:
    """What was wrong, as the log keeps it: a mistake by its name, else the box it is at."""
    return [remark.name or remark.meant or EXTRA for remark in remarks][:MOST]


def take_hint(attempt: DrawingAttempt, fau: bool, taken: int) -> None:
    """One hint more than were taken when the button was clicked, about the first thing to repair; it costs points."""
    if attempt.hints != taken:
        return
    if not attempt.grade or attempt.hint_level in (0, LAST_HINT):
        check(attempt, fau)
    if attempt.grade and attempt.grade.remarks:
        attempt.hint_level += 1
        attempt.hints += 1
