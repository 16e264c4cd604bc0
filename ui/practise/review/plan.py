"""Where the learner stands with every card and what is due now, worked out from the log."""

from __future__ import annotations

from dataclasses import dataclass

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.rating import AGAIN
from lstm_core.exam.review.review import reviewed
from lstm_core.exam.review.schedule import Due, Schedule, due_at, state
from ui.common.learner_log import event_count, now, recorded
from ui.common.session import session
from ui.practise.review.exam_day import exam_day, exam_time

HOUR = 3600.0  # seconds


@dataclass(frozen=True)
class Work:
    """What is to be reviewed now."""

    due: list[Due]
    minutes: float

    def __str__(self) -> str:
        """In words, the same on every page."""
        count, minutes = len(self.due), max(1, round(self.minutes))
        cards = f"{count} card{'s' * (count != 1)}"
        return f"{cards}, about {minutes} minute{'s' * (minutes != 1)}" if self.due else "no cards are due"


def work_now(exam: float | None) -> Work:
    """What is due now, and how long it takes: what Today, Progress and the start page tell is this."""
    plan = schedule()
    due = plan.due(now(), exam)
    return Work(due, plan.minutes(due))


def schedule() -> Schedule:
    """Where the learner stands now; only what is new in the log is worked out."""
    kept = session().practise
    before = kept.schedule
    if before and before.read == event_count("review"):
        return before
    kept.schedule = state(recorded("review"), cards(), now(), before)
    return kept.schedule


def next_time(card: str, rating: int) -> str:
    """When a card comes again if it is rated like this: "next in 3 days"."""
    if rating == AGAIN:
        return "again in a moment"
    at = now()
    after = due_at(reviewed(schedule().memories.get(card), rating, at), exam_time(exam_day())) - at
    if after < HOUR:
        return f"next in {max(1, round(after / 60))} min"
    if after < DAY:
        return f"next in {round(after / HOUR)} h"
    days = round(after / DAY)
    return f"next in {days} day{'s' * (days != 1)}"
