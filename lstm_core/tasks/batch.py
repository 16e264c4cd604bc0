"""A batch of sequences: blank ones to write on, and random steps to write at."""

from typing import NamedTuple

import numpy as np


class Batch(NamedTuple):
    """Sequences and their ideal answers, all float32.

    xs: (time, batch, inputs), ys: (time, batch, outputs), mask: (time, batch), 1 at the steps that count, else 0.
    """

    xs: np.ndarray
    ys: np.ndarray
    mask: np.ndarray


def blank(time: int, batch: int, inputs: int, outputs: int) -> Batch:
    """A batch of zeros in which no step counts."""
    shapes = ((time, batch, inputs), (time, batch, outputs), (time, batch))
    return Batch(*(np.zeros(shape, np.float32) for shape in shapes))


def two_of(rng: np.random.Generator, count: int, batch: int) -> tuple[np.ndarray, np.ndarray]:
    """An earlier and a later step out of the first `count`, every pair equally likely: (batch,) each."""
    one, other = rng.integers(0, count, batch), rng.integers(0, count - 1, batch)
    other += other >= one
    return np.minimum(one, other), np.maximum(one, other)
