"""Numbers made small enough to be sent several times a second."""

import base64
from collections.abc import Callable, Sequence
from typing import Any

import numpy as np

Shares = Callable[[np.ndarray], np.ndarray]
MARGIN = 0.25  # of the largest target that is shown below 0 and above it
POINTS = 240  # of a loss curve


def thinned(items: Sequence[Any], most: int) -> list[Any]:
    """Every k-th of them, and always the last."""
    every = -(-len(items) // most) or 1
    return list(items[::-every][::-1]) if items else []


def curve(losses: Sequence[float]) -> tuple[list[int], list[float]]:
    """Batches and losses of a curve; if there are too many, means over as many as needed."""
    every = -(-len(losses) // POINTS) or 1
    starts = range(0, len(losses), every)
    means = [float(np.mean(losses[k : k + every])) for k in starts]
    return [min(k + every, len(losses)) for k in starts], [float(f"{mean:.3g}") for mean in means]


def decades(losses: list[float], levels: list[float]) -> list[float]:
    """Whole powers of ten around everything that is drawn."""
    values = [value for value in [*losses, *levels] if value > 0]
    return [float(np.floor(np.log10(min(values)))), float(np.ceil(np.log10(max(values))))]


def shares_of(targets: np.ndarray) -> Shares:
    """Puts numbers on a scale from 0, the lowest target and at most zero itself, to 1, the largest."""
    low, high = min(float(targets.min()), 0.0), max(float(targets.max()), 0.0)
    return lambda values: (values - low) / max(high - low, 1e-6)


def packed(values: np.ndarray) -> str:
    """Numbers from -MARGIN to 1 + MARGIN as base64 of one byte each."""
    shares = (np.clip(values, -MARGIN, 1 + MARGIN) + MARGIN) / (1 + 2 * MARGIN)
    return base64.b64encode(np.rint(shares * 255).astype(np.uint8).tobytes()).decode()
