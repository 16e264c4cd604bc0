"""A few fixed sequences to watch while a net learns."""

from dataclasses import dataclass

import numpy as np

from lstm_core.tasks.batch import Batch
from lstm_core.tasks.task import Task

WATCHED = 4  # sequences that are looked at
POOL = 100  # sequences from which the few are chosen


@dataclass(frozen=True)
class Watched:
    """Sequences and a sentence about each."""

    batch: Batch
    words: tuple[str, ...]


def fixed_sequences(
    task: Task, seed: int = 0, count: int = WATCHED, time: int | None = None, delay: int | None = None
) -> Watched:
    """The same few sequences for the same seed, from those with a short wait for the answer to those with a long one.

    Of a pool in order of their waits, every one stands for an equal part.
    """
    pool = task.make(np.random.default_rng(seed), POOL, time, delay)
    order = np.argsort(_waits(pool), kind="stable")
    chosen = order[(2 * np.arange(count) + 1) * POOL // (2 * count)]
    batch = Batch(*(array[:, chosen] for array in pool))
    return Watched(batch, tuple(task.describe(batch, which) for which in range(count)))


def _waits(batch: Batch) -> np.ndarray:
    """Steps from the first flag, on the first line, to the last answer other than 0: (batch,)."""
    flags, answers = batch.xs[..., 0] != 0, (batch.ys != 0).any(axis=2)
    return len(flags) - 1 - answers[::-1].argmax(axis=0) - flags.argmax(axis=0)
