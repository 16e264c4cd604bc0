"""What to review today, so that as much as possible is known on the day of the exam.

Everything follows from the learner's "review" events (item: the card, data: {"rating": 1..4, "seconds", "answers"}).
Times are seconds since 1970, UTC. Days are counted back from the exam.
"""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from lstm_core.exam.cards.cards import Card
from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY, day_begins, days_left
from lstm_core.exam.review.forgetting import Evidence, Recall, together
from lstm_core.exam.review.pace import paces
from lstm_core.exam.review.review import Memory, remember

NEW_A_DAY = 10  # new cards a day while no exam is in sight
SURE = 0.95  # a card that will be recalled like this on the exam day is left alone
INTERVALS = {7: 0.30, 365: 0.075}  # days left -> best interval as a share of them (Cepeda et al. 2008)


@dataclass(frozen=True)
class Due:
    """A card to review now."""

    card: Card
    recall: float  # chance of knowing it on the exam day without this review; 0 for a new card
    at: float  # since when it has been due
    new: bool = False


@dataclass(frozen=True)
class GroupProgress:
    """How some cards stand: those of one topic, or of one kind."""

    name: str
    cards: int
    seen: int
    recall: Recall  # on the exam day, if nothing more is done
    seconds: float  # spent on them


@dataclass(frozen=True)
class Schedule:
    """Where a learner stands with every card."""

    cards: tuple[Card, ...]
    memories: Mapping[str, Memory]
    evidence: Evidence = field(default_factory=Evidence)
    read: int = 0  # events of the log that it was made from,
    last: str = ""  # and the id of the last of them
    paces: Mapping[str, float] = field(default_factory=dict)  # how long the learner takes, by kind, in usual times

    def due(self, now: float, exam: float | None = None) -> list[Due]:
        """The cards to review now, those first that are most likely forgotten on the exam day."""
        exam = exam if exam and exam > now else None
        seen = [(card, self.memories[card.id]) for card in self.cards if card.id in self.memories]
        goal = exam or now
        found = [Due(card, memory.chance(goal), due_at(memory, exam)) for card, memory in seen]
        ready = [one for one in found if one.at <= now]
        return sorted([*self._new(now, exam), *ready], key=lambda one: one.recall)

    def next(self, now: float, exam: float | None = None) -> float | None:
        """When the next card that was seen before comes due, if none is due now; None if nothing will."""
        times = [due_at(memory, exam if exam and exam > now else None) for memory in self.memories.values()]
        return min((at for at in times if at > now), default=None)

    def minutes(self, due: Iterable[Due]) -> float:
        """How long these will take, judged by the learner's own times for their kinds."""
        return sum(one.card.seconds * self.paces.get(one.card.kind, 1.0) for one in due) / 60

    def recall(self, at: float) -> Recall:
        """The share of all cards known at a time, if nothing is done until then."""
        return together(chances(self.cards, self.memories, at), self.evidence)

    def progress(self, exam: float, by: str = "topic") -> list[GroupProgress]:
        """How every topic (or with by="kind", every kind) will stand on the exam day, the weakest first."""
        return progress(self.cards, self.memories, self.evidence, exam, by)

    def _new(self, now: float, exam: float | None) -> list[Due]:
        """The new cards of today: what is left of them, spread evenly over the days that are left."""
        unseen = [card for card in self.cards if card.id not in self.memories]
        today = sum(memory.first >= day_begins(now, exam) for memory in self.memories.values())
        share = math.ceil((len(unseen) + today) / days_left(now, exam)) if exam else NEW_A_DAY
        return [Due(card, 0.0, now, new=True) for card in _in_turn(unseen[: max(share - today, 0)])]


def state(events: Iterable[Event], cards: Iterable[Card], now: float, before: Schedule | None = None) -> Schedule:
    """Where a learner stands, from the log alone: the same log always gives the same schedule.

    With `before`, the schedule of a moment ago, only what has happened since is worked out.
    """
    known = {card.id: card for card in cards}
    past = sorted((event for event in events if event.at <= now), key=lambda event: (event.at, event.id))
    if before is None or not _continues(before, known, past):
        before = Schedule((), {})
    memories, evidence = remember(past[before.read :], known, before.memories, before.evidence)
    last = past[-1].id if past else ""
    return Schedule(tuple(known.values()), memories, evidence, len(past), last, paces(known.values(), memories))


def due_at(memory: Memory, exam: float | None) -> float:
    """When a card is due: when FSRS says so, sooner if the exam requires it, never after the exam."""
    if exam is None or exam <= memory.last:
        return memory.due
    left = (exam - memory.last) / DAY
    longest = left if memory.chance(exam) >= SURE else best_interval(left)
    return min(memory.due, memory.last + longest * DAY, exam)


def best_interval(left: float) -> float:
    """The best number of days until the next review if the exam is `left` days away: a share of them, one at least."""
    (near, most), (far, least) = INTERVALS.items()
    along = math.log(min(max(left, near), far) / near) / math.log(far / near)
    return min(left, max(1.0, left * (most + along * (least - most))))


def progress(
    cards: Iterable[Card], memories: Mapping[str, Memory], evidence: Evidence, exam: float, by: str = "topic"
) -> list[GroupProgress]:
    """How every topic (or with by="kind", every kind) will stand on the exam day, the weakest first."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.kind if by == "kind" else card.topic, []).append(card)
    rows = []
    for name, group in groups.items():
        seen = [memories[card.id] for card in group if card.id in memories]
        recall = together(chances(group, memories, exam), evidence)
        rows.append(GroupProgress(name, len(group), len(seen), recall, sum(memory.seconds for memory in seen)))
    return sorted(rows, key=lambda row: row.recall.expected)


def chances(cards: Iterable[Card], memories: Mapping[str, Memory], at: float) -> list[float]:
    """How likely each card is known at a time; 0 for one that has never been seen."""
    return [memories[card.id].chance(at) if card.id in memories else 0.0 for card in cards]


def _in_turn(cards: Sequence[Card]) -> list[Card]:
    """The same cards with their topics mixed: what is practised in turns lasts longer (Rohrer et al. 2014)."""
    count: Counter[str] = Counter()
    turns = []
    for card in cards:
        turns.append(count[card.topic])
        count[card.topic] += 1
    return [card for _, card in sorted(zip(turns, cards, strict=True), key=lambda pair: pair[0])]


def _continues(before: Schedule, known: Mapping[str, Card], past: Sequence[Event]) -> bool:
    """Whether a schedule was made from the first of these events, and for the same cards."""
    same = {card.id for card in before.cards} == known.keys()
    return same and 0 < before.read <= len(past) and past[before.read - 1].id == before.last
