"""Exhaustive search: try every sequence. The check for small cases, and what a beam only approximates."""

from collections.abc import Iterator

import numpy as np

from lstm_core.generation.predictor import Predictor, log_softmax
from lstm_core.generation.search.beam import Hypothesis

MOST_SEQUENCES = 100_000  # that are tried


def exhaustive(predictor: Predictor, length: int) -> list[Hypothesis]:
    """Every sequence of this length, or that ends before, most likely first. ValueError if there are too many."""
    count = len(predictor.symbols) ** max(length, 0)
    if length < 1 or count > MOST_SEQUENCES:
        raise ValueError(
            f"{len(predictor.symbols)} symbols over {length} steps make {count} sequences; "
            f"at most {MOST_SEQUENCES} are tried one by one. Choose fewer steps."
        )
    logits, state = predictor.begin()
    return sorted(_all(predictor, length, "", 0.0, logits, state), key=lambda found: -found.log_p)


def _all(
    predictor: Predictor, left: int, text: str, log_p: float, logits: np.ndarray, state: np.ndarray
) -> Iterator[Hypothesis]:
    """Every way to go on, one after the other."""
    if not left:
        yield Hypothesis(text, log_p)
        return
    for place, (symbol, more) in enumerate(zip(predictor.symbols, log_softmax(logits[0]), strict=True)):
        if place == predictor.end:
            yield Hypothesis(text, log_p + float(more), ended=True)
        elif np.isfinite(more):
            after = predictor.advance(state, np.array([place]))
            yield from _all(predictor, left - 1, text + symbol, log_p + float(more), *after)
