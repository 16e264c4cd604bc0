"""A plan as a list: sittings, and in each of them rows, one thing to do in so many minutes, with the reason for it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, tzinfo

from lstm_core.prose.wording import Wording

KINDS = ("lesson", "drawing", "cards", "drills", "exam")
FROM_MEMORY = ("Blank sheet", "Three minutes")  # the ways to draw that ask for what was learnt


@dataclass(frozen=True)
class Row:
    """One thing to do."""

    kind: str  # one of KINDS
    items: tuple[str, ...]  # the key of a lesson, the name of a cell, ids of cards, or keys of topics for an exam
    minutes: float  # by the learner's own pace
    title: Wording
    why: Wording  # a sentence
    way: str = ""  # how to draw: a key of EXERCISES
    again: bool = False  # whether all of it was seen before, and comes back

    @property
    def cards(self) -> tuple[str, ...]:
        """The ids of the cards that are reviewed by it; those that an exam will ask are not known before."""
        if self.kind == "drawing":
            return tuple(f"drawing {cell}" for cell in self.items) if self.way in FROM_MEMORY else ()
        return self.items if self.kind in ("cards", "drills") else ()


@dataclass(frozen=True)
class Sitting:
    """What is done at one go."""

    begin: float  # seconds since 1970; proposed, but for the first, which is now
    when: str  # "now", "later", "tonight", "morning", "before" or "day"
    name: Wording  # the same in words: "Now", "Tonight"
    rows: tuple[Row, ...]

    @property
    def minutes(self) -> float:
        """How long all of it takes."""
        return sum(row.minutes for row in self.rows)


@dataclass(frozen=True)
class Plan:
    """What to do until the exam, in order. It is worked out anew from the log whenever something was done."""

    sittings: tuple[Sitting, ...]
    exam: float | None  # seconds since 1970; None if there is none
    hours: float  # that were to be filled; at most as many as there are until the exam
    wish: str  # a key of WISHES
    notes: tuple[Wording, ...] = ()  # sentences about the plan as a whole
    zone: tzinfo = UTC  # in which its days turn over

    @property
    def rows(self) -> tuple[Row, ...]:
        """Everything, in order."""
        return tuple(row for sitting in self.sittings for row in sitting.rows)

    @property
    def minutes(self) -> float:
        """How long everything takes."""
        return sum(sitting.minutes for sitting in self.sittings)

    @property
    def first(self) -> Row | None:
        """What to do now; None if nothing is left to do."""
        return next(iter(self.rows), None)

    def today(self, now: float) -> Sequence[Sitting]:
        """The sittings of the date of a moment."""
        return self.days().get(self._date(now), [])

    def days(self) -> dict[date, list[Sitting]]:
        """The sittings by their dates."""
        found: dict[date, list[Sitting]] = {}
        for sitting in self.sittings:
            found.setdefault(self._date(sitting.begin), []).append(sitting)
        return found

    def _date(self, at: float) -> date:
        return datetime.fromtimestamp(at, self.zone).date()
