"""A card that was shown twice from one state, in two tabs or on two devices, counts once.

A review carries what it answers: the id of the review of its card that was the last one when the card was shown, ""
for a card that was new. Whoever rates the same card in a second tab, which knew nothing of the first, answers the same.
A review without that, as older versions wrote it, answers what was there before it, and always counts.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeVar

from lstm_core.exam.log.event import Event

ANSWERS = "answers"  # the key in an event's data
APART = 86_400.0  # seconds; what lies a day apart was practised twice, even by two devices that never met between
MOST = 100  # states of a card that are kept; no card is shown more often in a day

T = TypeVar("T")


@dataclass(frozen=True)
class Showings:
    """What the reviews of one card have answered so far."""

    latest: str = ""  # id of the last review that counted
    answered: Mapping[str, tuple[float, str]] = field(default_factory=dict)  # by state: when, and by which review
    same: Mapping[str, str] = field(default_factory=dict)  # review that was passed over -> the one that counted for it

    def after(self, event: Event) -> Showings:
        """With one more review; it counts if it is the latest then."""
        told = event.data.get(ANSWERS)
        if not isinstance(told, str):
            return self._counting(event, self.latest)
        state = self.same.get(told, told)
        at, first = self.answered.get(state, (-APART, ""))
        if event.at - at < APART:
            return Showings(self.latest, self.answered, _with(self.same, event.id, first))
        return self._counting(event, state)

    def _counting(self, event: Event, state: str) -> Showings:
        """With a review that counts; what cannot be answered twice any more is forgotten."""
        recent = {key: seen for key, seen in self.answered.items() if event.at - seen[0] < APART}
        return Showings(event.id, _with(recent, state, (event.at, event.id)), self.same)


def _with(known: Mapping[str, T], key: str, value: T) -> dict[str, T]:
    """One entry more, the newest last; the oldest gives way."""
    kept = known if len(known) < MOST else dict(list(known.items())[1 - MOST :])
    return {**kept, key: value}
