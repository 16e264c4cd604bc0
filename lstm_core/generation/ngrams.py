"""N-grams: predictions from counts of what followed the last few symbols (Witten and Bell 1991)."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from lstm_core.generation.corpus import END, Corpus, encoded, stream
from lstm_core.generation.predictor import bits

ORDERS = (1, 10)
COUNTED, JUDGED_ON = 200_000, 4_000  # symbols of a long text that `baselines` looks at
Context = tuple[int, ...]


@dataclass(frozen=True)
class Ngrams:
    """Counts of the symbols after every context of up to order − 1 symbols: {context: (symbols,)}."""

    symbols: str
    order: int
    counts: dict[Context, np.ndarray]

    @property
    def end(self) -> int | None:
        """The index of END, if it is among the symbols."""
        return self.symbols.index(END) if END in self.symbols else None

    def probabilities(self, context: Context) -> np.ndarray:
        """How likely every symbol is next: (symbols,).

        Beginning from equal shares, every longer context is mixed in: N sightings of T different symbols weigh
        N / (N + T), what the shorter context says weighs the rest.
        """
        mixed = np.full(len(self.symbols), 1 / len(self.symbols))
        for length in range(min(self.order - 1, len(context)) + 1):
            seen = self.counts.get(context[len(context) - length :])
            if seen is None:
                break
            kinds = np.count_nonzero(seen)
            mixed = (seen + kinds * mixed) / (seen.sum() + kinds)
        return mixed

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """END as the first input, if it is among the symbols; the state is the last symbols, −1 where there is none."""
        nothing = np.full((1, max(self.order - 1, 1)), -1, dtype=np.int64)
        if self.end is None:
            return self._logits(nothing), nothing
        return self.advance(nothing, np.array([self.end]))

    def advance(self, state: np.ndarray, symbols: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Drop the oldest symbol and append the newest."""
        state = np.concatenate([state[:, 1:], symbols[:, None]], axis=1)
        return self._logits(state), state

    def _logits(self, state: np.ndarray) -> np.ndarray:
        contexts = (tuple(int(place) for place in row if place >= 0) for row in state)
        return np.log([self.probabilities(context) for context in contexts])


def ngrams(symbols: str, text: str, order: int) -> Ngrams:
    """Count a text. Raises ValueError with a sentence if the order is out of bounds."""
    low, high = ORDERS
    if not low <= order <= high:
        raise ValueError(f"The order is {order}; choose from {low} (only how frequent a symbol is) to {high}.")
    counts: dict[Context, np.ndarray] = {}
    for context, symbol in _sightings(tuple(encoded(symbols, text).tolist()), order):
        counts.setdefault(context, np.zeros(len(symbols)))[symbol] += 1
    return Ngrams(symbols, order, counts)


def baselines(corpus: Corpus, orders: tuple[int, ...] = (1, 2, 3, 4, 5), counted: int = COUNTED) -> dict[int, float]:
    """Bits per symbol on the held-out pieces for every order, counted on the others."""
    text, held_out = stream(corpus.training)[:counted], stream(corpus.held_out)[1 : JUDGED_ON + 1]
    return {order: bits(ngrams(corpus.symbols, text, order), held_out) for order in orders}


def _sightings(text: Context, order: int) -> Iterator[tuple[Context, int]]:
    """Every symbol after every context of 0 to order − 1 symbols."""
    for at, symbol in enumerate(text):
        for length in range(min(order - 1, at) + 1):
            yield text[at - length : at], symbol
