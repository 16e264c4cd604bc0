"""Whoever can be asked for the next symbol: a trained net, an n-gram model, or a table of probabilities."""

from typing import Protocol

import numpy as np

from lstm_core.generation.corpus import encoded


class Speaker(Protocol):
    """Says how likely every symbol is to come next. States have the hypotheses first: (width, anything)."""

    @property
    def symbols(self) -> str:
        """What it can say, a character each."""

    @property
    def end(self) -> int | None:
        """The place of the symbol after which it has finished; None if it never does."""

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """Logits of the first symbol, (1, symbols), and the state."""

    def advance(self, state: np.ndarray, said: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Logits, (width, symbols), and the state after these symbols; said: (width,)."""


def prompted(speaker: Speaker, prompt: str) -> tuple[np.ndarray, np.ndarray]:
    """Logits and state after a beginning that is given."""
    logits, state = speaker.begin()
    for symbol in encoded(speaker.symbols, prompt):
        logits, state = speaker.advance(state, np.array([symbol]))
    return logits, state


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Natural logarithms of the probabilities, along the last axis."""
    above = np.asarray(logits, dtype=np.float64)
    above = above - above.max(axis=-1, keepdims=True)
    return above - np.log(np.exp(above).sum(axis=-1, keepdims=True))


def bits(speaker: Speaker, text: str) -> float:
    """How surprised it is by a text, in bits per symbol; what comes before the first symbol is `begin`.

    Every END in the text counts as a symbol, but a net goes on across it with what it remembers.
    """
    logits, state = speaker.begin()
    total, said = 0.0, encoded(speaker.symbols, text)
    for symbol in said:
        total -= float(log_softmax(logits[0])[symbol])
        logits, state = speaker.advance(state, np.array([symbol]))
    return total / max(len(said), 1) / float(np.log(2))
