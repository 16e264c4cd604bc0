"""Exhaustive search: try every sequence. The check for small cases, and what a beam only approximates."""

from collections.abc import Iterator

import numpy as np

from lstm_core.generation.predictor import Speaker, log_softmax
from lstm_core.generation.search.beam import Hypothesis

MOST_SEQUENCES = 100_000  # that are tried


def exhaustive(speaker: Speaker, length: int) -> list[Hypothesis]:
    """Every sequence of this length, or that ends before, most likely first. ValueError if there are too many."""
    count = len(speaker.symbols) ** max(length, 0)
    if length < 1 or count > MOST_SEQUENCES:
        raise ValueError(
            f"{len(speaker.symbols)} symbols over {length} steps make {count} sequences; "
            f"at most {MOST_SEQUENCES} are tried one by one. Choose fewer steps."
        )
    logits, state = speaker.begin()
    return sorted(_all(speaker, length, "", 0.0, logits, state), key=lambda found: -found.log_p)


def _all(
    speaker: Speaker, left: int, text: str, log_p: float, logits: np.ndarray, state: np.ndarray
) -> Iterator[Hypothesis]:
    """Every way to go on, one after the other."""
    if not left:
        yield Hypothesis(text, log_p)
        return
    for place, (symbol, more) in enumerate(zip(speaker.symbols, log_softmax(logits[0]), strict=True)):
        if place == speaker.end:
            yield Hypothesis(text, log_p + float(more), ended=True)
        elif np.isfinite(more):
            after = speaker.advance(state, np.array([place]))
            yield from _all(speaker, left - 1, text + symbol, log_p + float(more), *after)
