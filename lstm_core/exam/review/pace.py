"""How long a learner takes for the cards of a kind, in usual times: 2.0 is twice as long as usual."""

from collections.abc import Iterable, Mapping
from heapq import nlargest
from statistics import median

from lstm_core.exam.cards.cards import Card
from lstm_core.exam.review.review import Memory

LATELY = 15  # answers, the last of a kind: who was slow in the first week need not be slow now
USUAL = 10  # answers in the usual time that are counted as well, so that a few quick clicks say little
LEAST, MOST = 1 / 4, 4.0  # usual times; what lies beyond was a click too early, or a tab left open


def paces(cards: Iterable[Card], memories: Mapping[str, Memory]) -> dict[str, float]:
    """The pace by kind of card; kinds that were never timed are left out."""
    shares: dict[str, list[tuple[float, float]]] = {}
    counts: dict[str, int] = {}
    for card in cards:
        if card.seconds > 0 and (memory := memories.get(card.id)) and memory.timed:
            counts[card.kind] = counts.get(card.kind, 0) + len(memory.timed)
            recent = memory.timed[-LATELY:]  # no card has more of the last of its kind
            shares.setdefault(card.kind, []).extend([(at, taken / card.seconds) for at, taken in recent])
    return {kind: _pace(timed, counts[kind]) for kind, timed in shares.items()}


def _pace(timed: list[tuple[float, float]], count: int) -> float:
    """The median of the last answers, drawn towards the usual time while there are few."""
    lately = [min(max(share, LEAST), MOST) for _, share in nlargest(LATELY, timed)]
    return (count * median(lately) + USUAL) / (count + USUAL)
