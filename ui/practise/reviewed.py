"""A review of a card, as it is written down."""

from __future__ import annotations

from lstm_core.exam.review.review import LONGEST
from ui.common.learner_log import record


def reviewed(card: str, rating: int, seconds: float) -> None:
    """How it went, and how long it took; a tab left open counts half an hour at most."""
    record("review", card, {"rating": rating, "seconds": round(min(seconds, LONGEST), 1)})
