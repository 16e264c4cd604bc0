"""One symbol after the other: greedy, sampled at a temperature, or sampled among the k most likely."""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np

from lstm_core.generation.predictor import Predictor, log_softmax, prompted

HOTTEST = 100.0  # beyond it all symbols are practically equally likely
LONGEST = 20_000  # symbols in one go


@dataclass(frozen=True)
class DecodingStep:
    """One symbol, how likely it was, and how likely every symbol was: (symbols,), after temperature and top-k."""

    symbol: str
    probability: float
    probabilities: np.ndarray


def softmax(logits: np.ndarray, temperature: float = 1.0, top_k: int | None = None) -> np.ndarray:
    """p_j = exp(z_j / τ) / Σ_m exp(z_m / τ), over the k largest alone if `top_k` is given; logits: (symbols,).

    Raises ValueError with a sentence if the temperature or k is out of bounds.
    """
    _check(temperature, top_k, np.shape(logits)[-1])
    z = np.array(logits, dtype=np.float64)
    if top_k is not None:
        z[np.argsort(-z, kind="stable")[top_k:]] = -np.inf
    with np.errstate(over="ignore"):  # a tiny temperature sends all but the largest to −inf, as it should
        return np.exp(log_softmax((z - z.max()) / temperature))


def greedy(predictor: Predictor, length: int, prompt: str = "") -> str:
    """Always the most likely symbol; up to `length` of them, or until the predictor ends."""
    return "".join(step.symbol for step in steps(predictor, length, lambda p: int(p.argmax()), prompt=prompt))


def sample(
    predictor: Predictor, length: int, seed: int, temperature: float = 1.0, top_k: int | None = None, prompt: str = ""
) -> str:
    """Symbols drawn by their probabilities; what comes after the prompt."""
    found = steps(predictor, length, by_chance(seed), temperature, top_k, prompt)
    return "".join(step.symbol for step in found)


def by_chance(seed: int) -> Callable[[np.ndarray], int]:
    """A picker that draws an index by its probability."""
    rng = np.random.default_rng(seed)
    return lambda p: min(int(np.searchsorted(np.cumsum(p), rng.random(), side="right")), int(np.flatnonzero(p)[-1]))


def steps(
    predictor: Predictor,
    length: int,
    pick: Callable[[np.ndarray], int],
    temperature: float = 1.0,
    top_k: int | None = None,
    prompt: str = "",
) -> Iterator[DecodingStep]:
    """Predict, pick a symbol, feed it back; the symbol that ends is not among the steps."""
    if not 1 <= length <= LONGEST:
        raise ValueError(f"The length is {length}; choose from 1 to {LONGEST} symbols.")
    _check(temperature, top_k, len(predictor.symbols))
    return _steps(predictor, length, pick, temperature, top_k, prompt)


def _steps(
    predictor: Predictor,
    length: int,
    pick: Callable[[np.ndarray], int],
    temperature: float,
    top_k: int | None,
    prompt: str,
) -> Iterator[DecodingStep]:
    logits, state = prompted(predictor, prompt)
    for _ in range(length):
        probabilities = softmax(logits[0], temperature, top_k)
        place = pick(probabilities)
        if place == predictor.end:
            return
        yield DecodingStep(predictor.symbols[place], float(probabilities[place]), probabilities)
        logits, state = predictor.advance(state, np.array([place]))


def _check(temperature: float, top_k: int | None, symbols: int) -> None:
    if not math.isfinite(temperature) or not 0 < temperature <= HOTTEST:
        raise ValueError(
            f"The temperature is {temperature:g}; choose one above 0 and up to {HOTTEST:g}. "
            "Close to 0 the most likely symbol always wins, which is greedy search."
        )
    if top_k is not None and not 1 <= top_k <= symbols:
        raise ValueError(f"Top-k is {top_k}; choose from 1 to {symbols}, the number of symbols.")
