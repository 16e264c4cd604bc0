"""How the topics and the kinds of cards stand, seen from the day of the exam."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.exam.card import Card
from lstm_core.exam.recall import Recall, together
from lstm_core.exam.schedule import Schedule


@dataclass(frozen=True)
class Progress:
    """How some cards stand: those of one topic, or of one kind."""

    name: str
    cards: int
    seen: int
    recall: Recall  # on the exam day, if nothing more is done
    seconds: float  # spent on them


def progress(schedule: Schedule, exam: float, by: str = "topic") -> list[Progress]:
    """How every topic (or with by="kind", every kind) will stand on the exam day, the weakest first."""
    groups: dict[str, list[Card]] = {}
    for card in schedule.cards:
        groups.setdefault(card.kind if by == "kind" else card.topic, []).append(card)
    rows = [_row(schedule, name, cards, exam) for name, cards in groups.items()]
    return sorted(rows, key=lambda row: row.recall.expected)


def _row(schedule: Schedule, name: str, cards: Sequence[Card], exam: float) -> Progress:
    chances = [schedule.chance(card, exam) for card in cards]
    seen = [schedule.memories[card.id] for card in cards if card.id in schedule.memories]
    spent = sum(sum(memory.seconds) for memory in seen)
    return Progress(name, len(cards), len(seen), together(chances, schedule.evidence), spent)
