"""How the topics and the kinds of cards stand, seen from the day of the exam."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from lstm_core.exam.cards.card import Card
from lstm_core.exam.review.forgetting import Evidence, Recall, together
from lstm_core.exam.review.review import Memory


@dataclass(frozen=True)
class Progress:
    """How some cards stand: those of one topic, or of one kind."""

    name: str
    cards: int
    seen: int
    recall: Recall  # on the exam day, if nothing more is done
    seconds: float  # spent on them


def progress(
    cards: Iterable[Card], memories: Mapping[str, Memory], evidence: Evidence, exam: float, by: str = "topic"
) -> list[Progress]:
    """How every topic (or with by="kind", every kind) will stand on the exam day, the weakest first."""
    groups: dict[str, list[Card]] = {}
    for card in cards:
        groups.setdefault(card.kind if by == "kind" else card.topic, []).append(card)
    rows = []
    for name, group in groups.items():
        seen = [memories[card.id] for card in group if card.id in memories]
        recall = together(chances(group, memories, exam), evidence)
        rows.append(Progress(name, len(group), len(seen), recall, sum(sum(memory.seconds) for memory in seen)))
    return sorted(rows, key=lambda row: row.recall.expected)


def chances(cards: Iterable[Card], memories: Mapping[str, Memory], at: float) -> list[float]:
    """How likely each card is known at a time; 0 for one that has never been seen."""
    return [memories[card.id].chance(at) if card.id in memories else 0.0 for card in cards]
