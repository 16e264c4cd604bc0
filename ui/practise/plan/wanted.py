"""What a learner asked of the plan: the day of the exam, the hours before it, and what to be able to do.

Read from the log alone and without the plan, so that whoever has asked for nothing waits for nothing.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY, days_left
from ui.common.learner_log import now, record, recorded
from ui.common.zone import zone
from ui.practise.review.exam_day import date_of, exam_day, exam_time, last_named, today

KIND, ITEM = "plan", "wanted"  # of the event; its data is {"hours", "wish"}
CHECK = "check"  # the kind of the event of a first check
USUAL_HOURS, USUAL_WISH = 3.0, "all"
FEWEST, MOST = 0.5, 24.0  # hours
WISHES = {
    "all": "everything",
    "draw": "draw it",
    "explain": "explain it",
    "calculate": "calculate with it",
}  # keys of lstm_core.exam.plan.WISHES
NEAR = 1  # days until an exam for which hours are asked, and not days
AHEAD = 14.0  # hours that are planned where there is no exam, an hour a day
THERE = 1800.0  # seconds that are left before an exam on the same day, to get there
MORNING = dt.time(5)  # when a new list begins: who is still up before belongs to the day before


@dataclass(frozen=True)
class Wanted:
    """What was asked for last; as it is made by itself, what holds for whoever has said nothing."""

    at: float = 0.0  # when
    day: dt.date | None = None  # of the exam
    hours: float = USUAL_HOURS  # of learning from then on, if the exam is near
    wish: str = USUAL_WISH

    @property
    def near(self) -> bool:
        """Whether the exam is today or tomorrow."""
        return self.day is not None and 0 <= (self.day - today()).days <= NEAR

    @property
    def exam(self) -> float | None:
        """When the exam begins; on the day itself it follows from the hours that are left. None if there is none."""
        if self.day and self.day == list_day(self.at):
            at = self.at + 3600 * self.hours + THERE
            return at if at > now() else None
        return exam_time(self.day)

    @property
    def over(self) -> bool:
        """Whether the exam has begun or is past."""
        return self.day is not None and self.exam is None


def wanted() -> Wanted | None:
    """What was asked for; None if nobody was asked yet."""
    named, said = last_named(), _last_said()
    if not named and not said:
        return None
    at = max(event.at for event in (named, said) if event)
    data = said.data if said else {}
    return Wanted(at, exam_day(), _hours(data.get("hours")), _wish(data.get("wish")))


def begun() -> bool:
    """Whether anything was learnt here that a plan can go on from."""
    return any(recorded(kind) for kind in ("review", "lesson", "drawing"))


def want(hours: float | None = None, wish: str | None = None) -> None:
    """Write down for how many hours, or what for; the rest stays as it was."""
    before = wanted() or Wanted()
    record(KIND, ITEM, {"hours": hours or before.hours, "wish": wish or before.wish})


def list_day(at: float) -> dt.date:
    """The day whose list holds at a moment: at night still that of the day before."""
    return date_of(at - 3600 * MORNING.hour)


def list_begins(asked: Wanted) -> float:
    """Since when the list of today holds: since this morning, or since something else was asked for, or checked."""
    checks = [event.at for event in recorded(CHECK)]
    return max(morning_of(list_day(now())), asked.at, *checks)


def hours_left(asked: Wanted, spent: Callable[[float], float]) -> float:
    """The hours of learning that a list has, from when it begins: what was asked for, or an hour a day.

    spent: how many minutes were learnt from a moment until then.
    """
    begins, exam = list_begins(asked), asked.exam
    if exam is None:
        return AHEAD
    if not asked.near:
        return float(days_left(begins, exam))
    since = max(asked.at, morning_of(list_day(exam)) - NEAR * DAY)
    return max(FEWEST, asked.hours - spent(since) / 60)


def morning_of(day: dt.date) -> float:
    """When the list of a day begins."""
    return dt.datetime.combine(day, MORNING, zone()).timestamp()


def _last_said() -> Event | None:
    return next((event for event in reversed(recorded(KIND)) if event.item == ITEM), None)


def _hours(value: object) -> float:
    """Hours as the log has them, which may be imported."""
    right = isinstance(value, int | float) and not isinstance(value, bool) and FEWEST <= value <= MOST
    return float(value) if right else USUAL_HOURS  # type: ignore[arg-type]


def _wish(value: object) -> str:
    return value if isinstance(value, str) and value in WISHES else USUAL_WISH
