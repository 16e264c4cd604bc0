"""What is remembered of a card, as far as the log tells: one review after another, through FSRS."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from typing import Any

from fsrs import Card as FsrsCard
from fsrs import Rating

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.forgetting import SCHEDULER, Evidence, recall
from lstm_core.exam.review.rating import AGAIN
from lstm_core.exam.review.showings import Showings

LONGEST = 1800.0  # seconds that one review may count; more is a tab left open
SANE = 1e9  # seconds; a number beyond it is no time at all
NONE = Showings()
RATINGS = {int(rating): rating for rating in Rating}


@dataclass(frozen=True)
class Memory:
    """One card that has been seen. Times are seconds since 1970."""

    fsrs_card: FsrsCard
    first: float  # when it was new
    last: float  # when it was reviewed last
    timed: tuple[tuple[float, float], ...] = ()  # when each answer was given, and how many seconds it took
    showings: Showings = NONE  # what its reviews have answered
    forgotten: bool = False  # whether it was not known the last time

    def chance(self, at: float) -> float:
        """How likely it is remembered at a time, if nothing is done until then."""
        return recall(self.stability, (at - self.last) / DAY)

    @property
    def stability(self) -> float:
        """Days until the chance has fallen to 0.9."""
        return self.fsrs_card.stability or SCHEDULER.parameters[0]

    @property
    def seconds(self) -> float:
        """How long all answers took together."""
        return sum(taken for _, taken in self.timed)

    @property
    def due(self) -> float:
        """When FSRS would ask again, knowing of no exam; what was not known is not done for the day."""
        return self.last if self.forgotten else self.fsrs_card.due.timestamp()


def reviewed(memory: Memory | None, rating: int, at: float, seconds: float = 0.0, showings: Showings = NONE) -> Memory:
    """The memory of a card after one more review; None stands for a card that is new."""
    moment = datetime.fromtimestamp(at, UTC)
    card = memory.fsrs_card if memory else FsrsCard(card_id=0, due=moment)
    after, _ = SCHEDULER.review_card(card, RATINGS[rating], moment)
    timed = ((at, seconds),) if seconds else ()
    first, before = (memory.first, memory.timed) if memory else (at, ())
    return Memory(after, first, at, before + timed, showings, rating == AGAIN)


def remember(
    events: Iterable[Event], known: Collection[str], before: Mapping[str, Memory], evidence: Evidence
) -> tuple[dict[str, Memory], Evidence]:
    """The memories that reviews leave, by card id, and how well the curve foretold them; `before` is what was there.

    Events that are no proper reviews of a known card are passed over: a log may come from anywhere. So is the second
    answer to one showing of a card (see `showings`).
    """
    memories = dict(before)
    for event in events:
        if not _proper(event, known):
            continue
        memory = memories.get(event.item)
        showings = (memory.showings if memory else NONE).after(event)
        if memory and showings.latest != event.id:  # it was answered already
            memories[event.item] = replace(memory, showings=showings)
            continue
        if memory and event.at - memory.last >= DAY:
            evidence = _learnt(evidence, memory, event)
        memories[event.item] = reviewed(memory, event.data["rating"], event.at, _seconds(event), showings)
    return memories, evidence


def _proper(event: Event, known: Collection[str]) -> bool:
    """Whether this is a review of a known card, with a rating."""
    rating = event.data.get("rating")
    return event.kind == "review" and event.item in known and type(rating) is int and rating in RATINGS


def _learnt(evidence: Evidence, memory: Memory, event: Event) -> Evidence:
    """With one more review that came a day after the one before or later."""
    expected = evidence.expected + memory.chance(event.at)
    return Evidence(evidence.reviews + 1, expected, evidence.remembered + (event.data["rating"] > 1))


def _seconds(event: Event) -> float:
    """How long an answer took; 0 if the log does not say."""
    taken: Any = event.data.get("seconds")
    return min(float(taken), LONGEST) if type(taken) in (int, float) and 0 < taken < SANE else 0.0
