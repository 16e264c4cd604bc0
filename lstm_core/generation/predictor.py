"""What predicts the next symbol: a trained net, an n-gram model, or a table of probabilities."""

from typing import Protocol

import numpy as np

from lstm_core.generation.corpus import encoded


class Predictor(Protocol):
    """Predicts how likely every symbol is to come next. States have the hypotheses first: (width, anything)."""

    @property
    def symbols(self) -> str:
        """Its symbols, a character each."""

    @property
    def end(self) -> int | None:
        """The index of the symbol that ends a sequence; None if it has none."""

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """Logits of the first symbol, (1, symbols), and the state."""

    def advance(self, state: np.ndarray, symbols: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Logits, (width, symbols), and the state after these symbols; symbols: (width,)."""


def prompted(predictor: Predictor, prompt: str) -> tuple[np.ndarray, np.ndarray]:
    """Logits and state after a prompt."""
    logits, state = predictor.begin()
    for symbol in encoded(predictor.symbols, prompt):
        logits, state = predictor.advance(state, np.array([symbol]))
    return logits, state


def log_softmax(logits: np.ndarray) -> np.ndarray:
    """Natural logarithms of the probabilities, along the last axis."""
    shifted = np.asarray(logits, dtype=np.float64)
    shifted = shifted - shifted.max(axis=-1, keepdims=True)
    return shifted - np.log(np.exp(shifted).sum(axis=-1, keepdims=True))


def bits(predictor: Predictor, text: str) -> float:
    """The cross-entropy of a text in bits per symbol; the first symbol is predicted from `begin`.

    Every END in the text counts as a symbol; a net keeps its state across it.
    """
    logits, state = predictor.begin()
    total, encoded_text = 0.0, encoded(predictor.symbols, text)
    for symbol in encoded_text:
        total -= float(log_softmax(logits[0])[symbol])
        logits, state = predictor.advance(state, np.array([symbol]))
    return total / max(len(encoded_text), 1) / float(np.log(2))
