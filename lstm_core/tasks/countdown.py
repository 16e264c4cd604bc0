"""Countdown: a number is told, and so many steps later a signal has to come (Marquardt's lecture, S0:42-50)."""

import numpy as np

from lstm_core.tasks.batch import Batch, blank
from lstm_core.tasks.criteria import Peak
from lstm_core.tasks.task import Task

MOST = 9  # the largest number that is told
INPUTS = ("flag", "number")


def scaled(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """A whole number n from 1 to 9, told as n/9, in the first half and early enough for the signal to fit in."""
    tell = rng.integers(0, min(time // 2, time - MOST), batch)
    count = rng.integers(1, MOST + 1, batch)
    return with_signal(blank(time, batch, 2, 1), tell, count, count / MOST)


def with_signal(made: Batch, tell: np.ndarray, count: np.ndarray, told: np.ndarray) -> Batch:
    """The batch with `told` said at `tell` and the signal `count` steps later; (batch,) each. Every step counts.

    Silence is half of this task: a net judged at the signal alone could say 1 all the time.
    """
    each = np.arange(len(tell))
    made.xs[tell, each, 0] = 1
    made.xs[tell, each, 1] = told
    made.ys[tell + count, each, 0] = 1
    made.mask[:] = 1
    return made


def describe(batch: Batch, which: int) -> str:
    """What happens in one sequence: "Told 5 at step 4: the signal is due at step 9." Steps are counted from 1."""
    tell, signal = int(batch.xs[:, which, 0].argmax()) + 1, int(batch.ys[:, which, 0].argmax()) + 1
    return f"Told {signal - tell} at step {tell}: the signal is due at step {signal}."


COUNTDOWN = Task(
    "countdown",
    "Output 1 once, exactly as many steps after the flag as the number that came with it.",
    INPUTS,
    ("signal",),
    scaled,
    Peak(),
    time=20,
    least=MOST + 1,
    describe=describe,
)
