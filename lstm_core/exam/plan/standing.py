"""What the log says before a plan is made: what was read, what is known, what is remembered of every card."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from lstm_core.exam.cards.cards import Card
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan.first_check import KIND as CHECK
from lstm_core.exam.plan.spent import spent
from lstm_core.exam.plan.taught import Lessons, lessons_of
from lstm_core.exam.review.review import Memory
from lstm_core.exam.review.schedule import state

SHOWN = 0.5  # share of a lesson's cards that have to be known before it counts as known without having been read
FEWEST = 3  # cards of it, at least
DOUBT = 2  # cards forgotten, and a lesson that only the first check called known is read after all


@dataclass(frozen=True)
class Standing:
    """Where a learner stands."""

    cards: tuple[Card, ...]
    teaches: Mapping[str, str]  # the key of the lesson that teaches a card, by id
    memories: Mapping[str, Memory]  # by id of the card
    paces: Mapping[str, float]  # by kind of card, in usual times
    taught: frozenset[str]  # keys of lessons that were read, or whose content is known
    traced: frozenset[str]  # cells that were drawn with help
    exams: int  # mock exams that were sat to their end
    spent: float  # minutes of learning so far


def standing(events: Iterable[Event], cards: Sequence[Card], lessons: Lessons, now: float) -> Standing:
    """Where a learner stands. What is unknown in a log, such as a lesson or a card of another version, says nothing."""
    past = [event for event in events if event.at <= now]
    schedule = state((event for event in past if event.kind == "review"), cards, now)
    teaches = lessons_of((card.id for card in cards), lessons)
    read = {event.item for event in past if event.kind == "lesson"} & lessons.keys()
    known = _checked(past) & lessons.keys() - _doubted(schedule.memories, teaches)
    shown = {key for key in lessons if _shows(key, schedule.memories, teaches)}
    traced = {event.item for event in past if event.kind == "drawing"}
    sat = {event.item for event in past if event.kind == "exam" and event.data.get("over") is True}
    return Standing(
        schedule.cards,
        teaches,
        schedule.memories,
        schedule.paces,
        frozenset(read | known | shown),
        frozenset(traced),
        len(sat),
        spent(past, 0.0, lessons),
    )


def _checked(past: Iterable[Event]) -> set[str]:
    """The lessons that the last first check found known."""
    checks = [event for event in past if event.kind == CHECK]
    found = checks[-1].data.get("known", ()) if checks else ()
    return {key for key in found if isinstance(key, str)} if isinstance(found, list | tuple) else set()


def _doubted(memories: Mapping[str, Memory], teaches: Mapping[str, str]) -> set[str]:
    """The lessons of which too much was forgotten to believe a check."""
    forgotten = [teaches[card] for card, memory in memories.items() if memory.forgotten]
    return {key for key in forgotten if forgotten.count(key) >= DOUBT}


def _shows(key: str, memories: Mapping[str, Memory], teaches: Mapping[str, str]) -> bool:
    """Whether the answers to its cards show that a lesson is known."""
    its: Collection[str] = [card for card, lesson in teaches.items() if lesson == key]
    known = [card for card in its if card in memories and not memories[card].forgotten]
    return len(known) >= max(FEWEST, SHOWN * len(its))
