"""A card that was shown twice from one state, in two tabs or on two devices, counts once.

A review carries what it answers: the id of the review of its card that was the last one when the card was shown, ""
for a card that was new. Whoever rates the same card in a second tab, which knew nothing of the first, answers the same.
A review without that, as older versions wrote it, answers what was there before it, and always counts.
"""

from __future__ import annotations

from typing import NamedTuple

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY

ANSWERS = "answers"  # the key in an event's data
APART = DAY  # what lies a day apart was practised twice, even by two devices that never met between
MOST = 30  # reviews of a card that are kept; nobody reviews one more often in a day


class Showings(NamedTuple):
    """What the reviews of one card have answered so far."""

    latest: str = ""  # id of the last review that counted
    answered: tuple[tuple[float, str, str], ...] = ()  # when, which state, by which review; the newest last
    same: tuple[tuple[str, str], ...] = ()  # a review that was passed over, and the one that counted for it

    def is_latest(self, shown: str) -> bool:
        """Whether nothing has counted since this review, or since none if it is ""."""
        return dict(self.same).get(shown, shown) == self.latest

    def after(self, event: Event) -> Showings:
        """With one more review; it counts if it is the latest then."""
        state, told = self.latest, event.data.get(ANSWERS)
        if isinstance(told, str):
            state = dict(self.same).get(told, told) if self.same else told
            for at, known, first in self.answered:
                if known == state and event.at - at < APART:
                    return Showings(self.latest, self.answered, (*self.same[1 - MOST :], (event.id, first)))
        now, seen = (event.at, state, event.id), self.answered
        recent = bool(seen) and event.at - seen[-1][0] < APART  # most often nothing is
        return Showings(event.id, (*seen[1 - MOST :], now) if recent else (now,), self.same)
