"""A review session: card after card, until nothing is due. What is answered on other pages is a review as well."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from lstm_core.exam.review.rating import AGAIN, AnswerResult, suggest
from lstm_core.exam.review.review import LONGEST
from lstm_core.exam.review.schedule import Due
from ui.common.learner_log import record
from ui.common.session import chosen, session

SOON = 3  # cards later, a card that was forgotten comes again


@dataclass
class ReviewSession:
    """The cards of today in their order, and the one that lies on top."""

    waiting: list[str]  # ids of cards
    back_shown: bool = False
    began: float = field(default_factory=time.time)  # when this card was laid on top
    done: int = 0

    @property
    def top(self) -> tuple[int, str] | None:
        """The card on top by its place in the session and its id; None once nothing is left.

        A forgotten card comes again, so the id alone does not say which of them was seen.
        """
        return (self.done, self.waiting[0]) if self.waiting else None

    def widget(self, name: str) -> str:
        """The key of a field that belongs to the card on top."""
        return f"card {self.done} {self.waiting[0]} {name}"


def current() -> ReviewSession | None:
    """The session that goes on."""
    return session().practise.review


def begin(due: list[Due]) -> None:
    """Begin with what is due now."""
    session().practise.review = ReviewSession([one.card.id for one in due])


def turn(review: ReviewSession) -> None:
    """Show the back."""
    review.back_shown = True


def rate(review: ReviewSession, seen: tuple[int, str] | None, rating: int) -> None:
    """Write down how it went, and lay the next card on top; a forgotten one comes again in this session.

    `seen` is the card whose button was clicked. A click may come late, when another card lies on top already.
    """
    if seen is None or seen != review.top:
        return
    card = review.waiting.pop(0)
    _record(card, rating, time.time() - review.began)
    if rating == AGAIN:
        review.waiting.insert(SOON, card)
    review.back_shown, review.began, review.done = False, time.time(), review.done + 1


def leave() -> None:
    """Enough for today."""
    session().practise.review = None


def ticked_share(review: ReviewSession, points: int) -> float:
    """The share of the points that are ticked."""
    return sum(bool(chosen(review.widget(f"point {k}"), False)) for k in range(points)) / max(points, 1)


def record_as_review(card: str, result: AnswerResult) -> None:
    """Rate a card by what was answered elsewhere; not while it lies on top in Today, where the learner rates it."""
    review = current()
    if review and review.waiting[:1] == [card]:
        return
    _record(card, suggest(result), result.seconds)


def _record(card: str, rating: int, seconds: float) -> None:
    """How it went, and how long it took; a tab left open counts half an hour at most."""
    record("review", card, {"rating": rating, "seconds": round(min(seconds, LONGEST), 1)})
