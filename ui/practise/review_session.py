"""One sitting: card after card, until nothing is due."""

from __future__ import annotations

import time
from dataclasses import dataclass, field

from lstm_core.exam.review.rating import AGAIN
from lstm_core.exam.review.schedule import Due
from ui.common.session import chosen, session
from ui.practise.reviewed import reviewed

SOON = 3  # cards later, a card that was forgotten comes again


@dataclass
class Sitting:
    """The cards of today in their order, and the one that lies on top."""

    waiting: list[str]  # ids of cards
    shown: bool = False  # whether the back may be seen
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


def current() -> Sitting | None:
    """The sitting that goes on."""
    return session().practise.review


def begin(due: list[Due]) -> None:
    """Begin with what is due now."""
    session().practise.review = Sitting([one.card.id for one in due])


def turn(sitting: Sitting) -> None:
    """Show the back."""
    sitting.shown = True


def rate(sitting: Sitting, seen: tuple[int, str] | None, rating: int) -> None:
    """Write down how it went, and lay the next card on top; a forgotten one comes again in this sitting.

    `seen` is the card whose button was clicked. A click may come late, when another card lies on top already.
    """
    if seen is None or seen != sitting.top:
        return
    key = sitting.waiting.pop(0)
    reviewed(key, rating, time.time() - sitting.began)
    if rating == AGAIN:
        sitting.waiting.insert(SOON, key)
    sitting.shown, sitting.began, sitting.done = False, time.time(), sitting.done + 1


def leave() -> None:
    """Enough for today."""
    session().practise.review = None


def share(sitting: Sitting, points: int) -> float:
    """The share of the points that are ticked."""
    return sum(bool(chosen(sitting.widget(f"point {k}"), False)) for k in range(points)) / max(points, 1)
