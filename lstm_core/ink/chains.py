"""Strokes that meet at their ends, all around: what may be an outline, in whatever order it was drawn."""

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.strokes import Stroke, gaps

MEET = 18.0  # pixels between ends that meet
LONGEST = 4  # strokes of a chain
SHORTEST = 14.0  # pixels: the size of a stroke that counts
MOST_CHAINS = 1_500  # that are looked at


def closed_chains(strokes: Sequence[Stroke], boxes: NDArray, most: tuple[float, float]) -> Iterator[tuple[int, ...]]:
    """Sets of strokes, within a box of some size, of which every end meets another."""
    ends = np.array([stroke.points[[0, -1]] for stroke in strokes]).reshape(-1, 2)
    close = gaps(ends, ends) < MEET
    np.fill_diagonal(close, False)
    large = [k for k, stroke in enumerate(strokes) if stroke.size >= SHORTEST and _fits([k], boxes, most)]
    seen: set[tuple[int, ...]] = set()
    queue: list[tuple[int, ...]] = [(k,) for k in large]
    for chain in queue:
        at = [end for k in chain for end in (2 * k, 2 * k + 1)]
        unmet = next((end for end in at if not close[end, at].any()), None)
        if unmet is None:
            yield chain
        if unmet is None or len(chain) == LONGEST or len(queue) > MOST_CHAINS:
            continue
        for j in {int(end) // 2 for end in np.flatnonzero(close[unmet])} & {*large} - {*chain}:
            longer = tuple(sorted((*chain, j)))
            if longer not in seen and _fits(longer, boxes, most):
                seen.add(longer)
                queue.append(longer)


def _fits(chain: Sequence[int], boxes: NDArray, most: tuple[float, float]) -> bool:
    """Whether some strokes lie within a box of some size."""
    some = boxes[[*chain]]
    return bool((some[:, 2:].max(axis=0) - some[:, :2].min(axis=0) <= most).all())
