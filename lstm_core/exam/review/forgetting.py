"""How likely something is remembered, by the forgetting curve of FSRS, and how far that can be trusted.

FSRS-6 (Ye et al., github.com/open-spaced-repetition): after t days a memory of stability S is recalled with
probability (1 + factor t / S) ^ -decay, which is 0.9 at t = S.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass

from fsrs import Scheduler

SCHEDULER = Scheduler(enable_fuzzing=False)  # the same log always gives the same plan
DECAY = -SCHEDULER.parameters[20]
FACTOR = 0.9 ** (1 / DECAY) - 1
TRUST = 25  # the curve, before it has met this learner, is trusted like this many reviews


@dataclass(frozen=True)
class Evidence:
    """How the learner's own reviews came out, beside what the curve had said."""

    reviews: int = 0  # those at least a day after the one before
    expected: float = 0.0  # how many of them should have been remembered
    remembered: int = 0

    @property
    def shift(self) -> float:
        """How much better than the curve this learner is, in shares of the cards; near 0 while little is known."""
        return (self.remembered - self.expected) / (TRUST + self.reviews)


@dataclass(frozen=True)
class Recall:
    """A predicted share of cards, between two bounds it will rarely leave."""

    expected: float
    low: float
    high: float


def recall(stability: float, days: float) -> float:
    """The chance of remembering after some days, from 0 to 1."""
    return (1 + FACTOR * max(days, 0.0) / stability) ** DECAY


def together(chances: Sequence[float], evidence: Evidence) -> Recall:
    """How many of some cards are known, as a share. A chance of 0 is a card never seen: it counts as not known.

    The bounds are two standard deviations away: luck (each card is remembered or not), and the doubt whether
    the curve fits this learner, which shrinks as reviews come in.
    """
    if not chances:
        return Recall(0.0, 0.0, 0.0)
    count, seen = len(chances), sum(chance > 0 for chance in chances) / len(chances)
    expected = sum(chances) / count + seen * evidence.shift
    luck = sum(chance * (1 - chance) for chance in chances) / count**2
    doubt = seen**2 * 0.25 / (TRUST + evidence.reviews)
    away = 2 * math.sqrt(luck + doubt)
    return Recall(*(min(max(share, 0.0), 1.0) for share in (expected, expected - away, expected + away)))
