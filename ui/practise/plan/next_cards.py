"""Which cards come next: what was never taught is not asked first."""

from __future__ import annotations

from collections.abc import Sequence

from lstm_core.course.lessons import lessons
from lstm_core.exam.plan import lesson_of
from lstm_core.exam.review.schedule import Due
from ui.common.learner_log import now, recorded
from ui.practise.review.plan import schedule

MORE = 6  # new cards at one go


def taught_first(due: Sequence[Due]) -> list[Due]:
    """The same cards; what is new and of a lesson that was not read comes last."""
    known = _read()
    return sorted(due, key=lambda one: one.new and lesson_of(one.card.id, lessons()) not in known)


def more_new() -> list[Due]:
    """A few cards that were never seen, of lessons that were read."""
    known, standing = _read(), schedule()
    new = [card for card in standing.cards if card.id not in standing.memories]
    taught = [card for card in new if lesson_of(card.id, lessons()) in known]
    return [Due(card, 0.0, now(), new=True) for card in taught[:MORE]]


def _read() -> set[str]:
    return {event.item for event in recorded("lesson")}
