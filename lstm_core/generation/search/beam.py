"""Beam search: keep the `width` most likely beginnings, and remember everything that was weighed."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lstm_core.generation.predictor import Predictor, log_softmax, prompted

WIDEST, LONGEST = 50, 500


@dataclass(frozen=True)
class Hypothesis:
    """A sequence and the logarithm of its probability, END included if it has ended."""

    text: str
    log_p: float
    ended: bool = False

    @property
    def probability(self) -> float:
        """The product of the probabilities of its symbols."""
        return float(np.exp(self.log_p))


@dataclass(frozen=True)
class Level:
    """One step of the search. Row r belongs to hypothesis r of the level before.

    offered: (before, symbols), log p of every symbol after every hypothesis; parents, symbols, totals: (kept,),
    the hypotheses that were kept, best first, and their log p from the beginning.
    """

    offered: np.ndarray
    parents: np.ndarray
    symbols: np.ndarray
    totals: np.ndarray


@dataclass(frozen=True)
class Search:
    """All levels of a beam search."""

    symbols: str
    end: int | None
    width: int
    levels: tuple[Level, ...]

    @cached_property
    def hypotheses(self) -> list[Hypothesis]:
        """What is left at the end, best first."""
        return self.kept(len(self.levels))

    @property
    def best(self) -> Hypothesis:
        """The winner."""
        return self.hypotheses[0]

    def kept(self, depth: int) -> list[Hypothesis]:
        """The hypotheses after so many steps, best first."""
        rows = [self._path(depth, row) for row in range(len(self.levels[depth - 1].symbols))]
        totals = self.levels[depth - 1].totals
        return [
            Hypothesis("".join(self.symbols[s] for s in path if s != self.end), float(total), self.end in path)
            for path, total in zip(rows, totals, strict=True)
        ]

    def _path(self, depth: int, row: int) -> list[int]:
        path = []
        for level in reversed(self.levels[:depth]):
            path.append(int(level.symbols[row]))
            row = int(level.parents[row])
        return path[::-1]


def beam(predictor: Predictor, width: int, length: int, prompt: str = "", normalise: float = 0.0) -> Search:
    """The `width` best beginnings at every step. A hypothesis that has ended stays, and takes a place in the beam.

    `normalise` = 1 ranks by log p per symbol, 0 by log p itself, which favours short sequences (Wu et al. 2016 use
    0.6 to 0.7). Raises ValueError with a sentence if a number is out of bounds.
    """
    if not 1 <= width <= WIDEST:
        raise ValueError(f"The beam is {width} wide; choose a width from 1 to {WIDEST}. Width 1 is greedy search.")
    if not 1 <= length <= LONGEST:
        raise ValueError(f"The length is {length}; a beam search goes over 1 to {LONGEST} symbols.")
    if not 0 <= normalise <= 1:
        raise ValueError(f"The normalisation is {normalise:g}; choose from 0 (not at all) to 1 (per symbol).")
    return Search(predictor.symbols, predictor.end, width, tuple(_levels(predictor, width, length, prompt, normalise)))


def _levels(predictor: Predictor, width: int, length: int, prompt: str, normalise: float) -> Iterator[Level]:
    logits, state = prompted(predictor, prompt)
    totals, lengths, ended = np.zeros(1), np.zeros(1), np.zeros(1, dtype=bool)
    for _ in range(length):
        offered = log_softmax(logits)
        offered[ended] = -np.inf
        if predictor.end is not None:
            offered[ended, predictor.end] = 0.0  # it stays as it is
        sums = totals[:, None] + offered
        ranks = sums / np.maximum(lengths + ~ended, 1)[:, None] ** normalise
        parents, symbols = _largest(ranks, width)
        totals, lengths = sums[parents, symbols], (lengths + ~ended)[parents]
        yield Level(offered, parents, symbols, totals)
        ended = ended[parents] | (symbols == predictor.end)
        if ended.all():
            return
        logits, state = predictor.advance(state[parents], symbols)


def _largest(ranks: np.ndarray, width: int) -> tuple[np.ndarray, np.ndarray]:
    """Rows and columns of the largest entries, best first; of equals the first."""
    order = np.argsort(-ranks, axis=None, kind="stable")[:width]
    order = order[np.isfinite(ranks.ravel()[order])]
    rows, columns = np.divmod(order, ranks.shape[1])
    return rows, columns
