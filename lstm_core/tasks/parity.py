"""Parity: after every bit, say whether the number of ones so far is odd."""

import numpy as np

from lstm_core.tasks.batch import Batch
from lstm_core.tasks.criteria import Sides
from lstm_core.tasks.task import Task


def running(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Random bits and their running parity; every step counts."""
    bits = rng.integers(0, 2, (time, batch, 1))
    odd = bits.cumsum(axis=0) % 2
    return Batch(bits.astype(np.float32), odd.astype(np.float32), np.ones((time, batch), np.float32))


def describe(batch: Batch, which: int) -> str:
    """What happens in one sequence: "Bits 0110: 2 ones, so that it ends on 0." """
    bits = batch.xs[:, which, 0].astype(int)
    return f"Bits {''.join(map(str, bits))}: {bits.sum()} ones, so that it ends on {bits.sum() % 2}."


PARITY = Task(
    "parity",
    "After every bit, output 1 if the number of ones so far is odd, else 0.",
    ("bit",),
    ("odd",),
    running,
    Sides(whole=False),
    time=12,
    least=2,
    describe=describe,
)
