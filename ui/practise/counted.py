"""What is answered on other pages counts as a review of its card."""

from __future__ import annotations

from lstm_core.exam.review.rating import Result, suggest
from ui.practise.review_session import current
from ui.practise.reviewed import reviewed


def count(card: str, result: Result) -> None:
    """Write a review down, rated by its result; not while the card lies on top in Today, where the learner rates it."""
    sitting = current()
    if sitting and sitting.waiting[:1] == [card]:
        return
    reviewed(card, suggest(result), result.seconds)
