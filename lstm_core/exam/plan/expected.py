"""What will be known at a moment of a plan, if it is followed: what may be asked then, and what should be.

A card that is new, or comes back, is taken to be answered well; what was not is in the log when the plan is made anew.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, field

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.cards.cards import Card
from lstm_core.exam.plan.standing import Standing
from lstm_core.exam.plan.taught import Lessons, lesson_order, needed_before
from lstm_core.exam.plan.wishes import level, serves
from lstm_core.exam.review.rating import GOOD
from lstm_core.exam.review.review import Memory, reviewed
from lstm_core.exam.review.schedule import due_at

REPEATED = 1.15  # times the usual minutes, since what was not known is asked once more
BY_HEART = 4.0  # minutes for a drawing from memory, with a look at its marks
WORTH = {1: 1.0, 2: 1.0, 3: 0.75}  # of a new card by its level: the hardest are asked of those who know the rest
LATER = 0.015  # by how much a lesson counts less than the one before it in the table
FRESH = 0.93  # chance from which on asking again gains little (FSRS: what is nearly forgotten gains most)
DOUBTFUL = 0.6  # chance on the day from which on a card waits until nothing is new
LATER_TODAY, NEXT_DAY = 3600.0, 20 * 3600.0  # seconds after which a card comes back on the same day, and is due by FSRS
APART = 1800.0  # seconds between two reviews of a card: what comes again sooner is a part of the first
ENOUGH = 0.995  # chance on the day from which on even time left over is not spent on a card


@dataclass
class Expected:
    """It changes as the plan grows; `standing` does not."""

    standing: Standing
    lessons: Lessons
    wish: str
    goal: float  # when it has to be known, in seconds since 1970
    exam: float | None
    memories: dict[str, Memory] = field(init=False)
    taught: set[str] = field(init=False)
    traced: set[str] = field(init=False)
    left: float = 0.0  # minutes of the sittings after this one
    wanted: list[Card] = field(init=False)
    order: list[str] = field(init=False)  # of lessons that have something that is wanted

    def __post_init__(self) -> None:
        self.memories = dict(self.standing.memories)
        self.taught, self.traced = set(self.standing.taught), set(self.standing.traced)
        self.wanted = [card for card in self.standing.cards if serves(card, self.wish)]
        asks = {self.standing.teaches[card.id] for card in self.wanted}
        self.order = [key for key in lesson_order(self.lessons) if key in asks]

    def minutes(self, card: Card) -> float:
        """How long a card takes this learner, its repetition included."""
        pace = self.standing.paces.get(card.kind, 1.0)
        return pace * max(REPEATED * card.seconds / 60, BY_HEART if card.kind == "drawing" else 0.0)

    def review(self, card: str, at: float) -> None:
        """Ask a card."""
        self.memories[card] = reviewed(self.memories.get(card), GOOD, at)

    def may_be_asked(self, card: str) -> bool:
        """Whether its lesson was read, or it was known before."""
        memory = self.memories.get(card)
        return self.standing.teaches[card] in self.taught or bool(memory and not memory.forgotten)

    def has_new(self) -> bool:
        """Whether anything that is wanted was never seen."""
        return any(card.id not in self.memories for card in self.wanted)

    def least_known(self, keys: Collection[str], count: int) -> tuple[str, ...]:
        """Of some topics so many that are known least on the day, in the order of the bank."""
        its = {key: [c for c in self.standing.cards if c.topic == topics()[key].title] for key in keys}
        known = {key: sum(map(self.chance, cards)) / max(1, len(cards)) for key, cards in its.items()}
        least = sorted(keys, key=known.__getitem__)[:count]
        return tuple(key for key in keys if key in least)

    def slack(self, minutes: float) -> float:
        """The share of so many minutes that is left once all that is new is done; below 0, it does not fit."""
        new = sum(self.minutes(card) for card in self.wanted if card.id not in self.memories)
        return 1 - (new + sum(self.lessons[key].minutes for key in self.unread())) / max(minutes, 1.0)

    def best_lesson(self, minutes: float) -> str:
        """The lesson to read next, with so many minutes left; "" if none has something new.

        If there is time for everything, it is the next in the order of the table; if not, the one that makes most of
        the time, of two alike the first.
        """
        ready = [key for key in self.unread() if self.taught.issuperset(needed_before(key))]
        if self.slack(minutes) >= 0:
            return next(iter(ready), "")
        return max(ready, key=lambda key: self.yield_of(key, minutes) * (1 - LATER * self.order.index(key)), default="")

    def unread(self) -> list[str]:
        """The lessons with something new, in the order in which they serve an exam."""
        asks = {self.standing.teaches[card.id] for card in self.wanted if card.id not in self.memories}
        return [key for key in self.order if key in asks and key not in self.taught]

    def yield_of(self, key: str, minutes: float) -> float:
        """What a lesson and its cards are worth per minute, if there are so many."""
        spent, worth = float(self.lessons[key].minutes), 0.0
        its = [c for c in self.wanted if self.standing.teaches[c.id] == key and c.id not in self.memories]
        for card in sorted(its, key=self.worth, reverse=True):
            if spent + self.minutes(card) <= minutes:
                spent, worth = spent + self.minutes(card), worth + WORTH[level(card)]
        return worth / spent

    def worth(self, card: Card) -> float:
        """What a new card is worth per minute."""
        return WORTH[level(card)] / self.minutes(card)

    def new(self) -> list[Card]:
        """The cards never seen that may be asked, those first that are worth most of their time."""
        found = [card for card in self.wanted if card.id not in self.memories and self.may_be_asked(card.id)]
        return sorted(found, key=self.worth, reverse=True)

    def coming_back(self, at: float) -> list[Card]:
        """The cards that are due again and those that were asked earlier in the day, what gains most by it first.

        As long as something is new, what will probably be known without it waits.
        """
        least = DOUBTFUL if self.has_new() else 1.0
        due = [card for card in self._seen(at) if self._from_today(card, at) or self._is_due(card, at, least)]
        return sorted(due, key=lambda card: self.gain(card, at), reverse=True)

    def _from_today(self, card: Card, at: float) -> bool:
        return LATER_TODAY <= at - self.memories[card.id].last < NEXT_DAY

    def _is_due(self, card: Card, at: float, least: float) -> bool:
        memory = self.memories[card.id]
        return due_at(memory, self.exam) <= at and memory.chance(at) < FRESH and self.chance(card) < least

    def unsure(self, at: float) -> list[Card]:
        """The cards that could be known better on the day, due or not."""
        unsure = [card for card in self._seen(at) if self.chance(card) < ENOUGH]
        return sorted(unsure, key=lambda card: self.gain(card, at), reverse=True)

    def gain(self, card: Card, at: float) -> float:
        """By how much asking a card again makes it likelier to be known on the day, per minute."""
        after = reviewed(self.memories[card.id], GOOD, at).chance(self.goal)
        return (after - self.chance(card)) / self.minutes(card)

    def chance(self, card: Card) -> float:
        """How likely a card is known on the day; 0 for one that was never seen."""
        memory = self.memories.get(card.id)
        return memory.chance(self.goal) if memory else 0.0

    def _seen(self, at: float) -> list[Card]:
        """What was seen, and not just now."""
        seen = [card for card in self.wanted if card.id in self.memories and self.may_be_asked(card.id)]
        return [card for card in seen if at - self.memories[card.id].last >= APART]
