"""Whether the bars of a tune add up."""

from collections.abc import Sequence
from itertools import pairwise

from lstm_core.generation.music.abc import bars
from lstm_core.generation.music.tune import Bar, Tune

_ENDS = (":", "||", "|]", "]")  # what in a bar line ends a strain


def complaints(tune: Tune) -> list[str]:
    """What does not add up, a sentence each; [] if everything does.

    Every bar is as long as the meter says; in a free meter every length is right. Only an upbeat and the last bar of
    its strain may be shorter, and together they make one bar.
    """
    found = []
    for first, strain in _strains(bars(tune)):
        short = {0, len(strain) - 1} if _shared(strain) else set()
        for k, bar in enumerate(strain):
            if bar.meter not in (None, bar.length) and k not in short:
                found.append(f"Bar {first + k} holds {bar.length} of a whole note; the meter asks for {bar.meter}.")
    return found


def share_of_full_bars(tune: Tune) -> float:
    """The share of bars without a complaint, from 0 to 1."""
    count = len(bars(tune))
    return 1 - len(complaints(tune)) / count if count else 0.0


def _strains(played: Sequence[Bar]) -> list[tuple[int, Sequence[Bar]]]:
    """The strains with the number of their first bar, which ends at a double line or a repeat."""
    cuts = [k for k, bar in enumerate(played, 1) if any(sign in bar.closes for sign in _ENDS)]
    edges = [0, *cuts] + ([len(played)] if not cuts or cuts[-1] != len(played) else [])
    return [(start + 1, played[start:end]) for start, end in pairwise(edges) if end > start]


def _shared(strain: Sequence[Bar]) -> bool:
    """Whether upbeat and last bar share one bar between them."""
    shared = strain[0].length + strain[-1].length
    return len(strain) > 1 and shared in (strain[0].meter, strain[-1].meter)
