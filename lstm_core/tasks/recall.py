"""Recall: a value is told, and has to be said again when it is asked for.

The task of Marquardt's lecture (S0:25-34) and of the code published with it: told in the first half, asked in the
second; at 20 steps at 0 to 9 and at 11 to 19, counted from 0. "Recall twice" asks a second time, and with
distractors the value line is never quiet, so that the net must open its memory for the store flag only.
"""

import numpy as np

from lstm_core.tasks.batch import Batch, blank, two_of
from lstm_core.tasks.criteria import Close
from lstm_core.tasks.task import EARLY, Task

INPUTS = ("store", "value", "recall")
STORE, VALUE, RECALL = range(3)


def once(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> Batch:
    """Told once, asked once."""
    tell, ask = _steps(rng, batch, time, delay)
    return _told(blank(time, batch, 3, 1), tell, rng.random(batch, np.float32), ask)


def twice(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> Batch:
    """Told once, asked at two different steps of the second half, or `delay` steps later and once more after that."""
    if delay is None:
        half = time // 2
        tell = rng.integers(0, half, batch)
        asks = np.stack(two_of(rng, time - half - 1, batch)) + half + 1
    else:
        tell = rng.integers(0, min(EARLY, time - delay - 1), batch)
        asks = np.stack((tell + delay, rng.integers(tell + delay + 1, time)))
    return _told(blank(time, batch, 3, 1), tell, rng.random(batch, np.float32), asks)


def distracted(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> Batch:
    """As `once`, but the value line carries a number drawn from [0, 1) at every step."""
    tell, ask = _steps(rng, batch, time, delay)
    made = blank(time, batch, 3, 1)
    made.xs[..., VALUE] = rng.random((time, batch), np.float32)
    return _told(made, tell, made.xs[tell, np.arange(batch), VALUE], ask)


def told_once(time: int, told: int, value: float, asked: int) -> Batch:
    """One sequence placed by hand: this value at one step, the question at a later one, both counted from 1."""
    if not 1 <= told < asked <= time:
        raise ValueError(f"The question must come after the value, and both in steps 1 to {time}.")
    made = blank(time, 1, 3, 1)
    return _told(made, np.array([told - 1]), np.array([value], np.float32), np.array([asked - 1]))


def ideal(xs: np.ndarray) -> Batch:
    """These inputs with what an ideal net says: when asked, the value told last (0 if there was none), else 0.

    xs: (time, batch, 3), for instance placed by hand. A flag is up from 0.5 on, and every step with a question counts.
    """
    told, asked = xs[..., STORE] >= 0.5, xs[..., RECALL] >= 0.5
    last = np.maximum.accumulate(np.where(told, np.arange(len(xs))[:, None], -1), axis=0)
    known = np.take_along_axis(xs[..., VALUE], np.maximum(last, 0), axis=0) * (last >= 0)
    return Batch(np.asarray(xs, np.float32), (known * asked)[..., None].astype(np.float32), asked.astype(np.float32))


def describe(batch: Batch, which: int) -> str:
    """What happens in one sequence: "Told 0.73 at step 4, asked at step 15." Steps are counted from 1."""
    events = []
    for step, (store, value, recall) in enumerate(batch.xs[:, which], 1):
        events += [f"told {value:.2f} at step {step}"] * bool(store) + [f"asked at step {step}"] * bool(recall)
    return f"{', '.join(events).capitalize()}."


def _steps(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> tuple[np.ndarray, np.ndarray]:
    """The steps at which a value is told and asked for: (batch,) each."""
    if delay is None:
        half = time // 2
        return rng.integers(0, half, batch), half + 1 + rng.integers(0, half - 1, batch)
    tell = rng.integers(0, min(EARLY, time - delay), batch)
    return tell, tell + delay


def _told(made: Batch, tell: np.ndarray, values: np.ndarray, asks: np.ndarray) -> Batch:
    """The batch with its values told and asked for; tell, values: (batch,), asks: (batch,) or (asks, batch)."""
    each = np.arange(len(tell))
    made.xs[tell, each, STORE] = 1
    made.xs[tell, each, VALUE] = values
    made.xs[asks, each, RECALL] = 1
    made.ys[asks, each, 0] = values
    made.mask[asks, each] = 1
    return made


ONCE = Task(
    "recall",
    "Remember the value that comes with the store flag, and output it when the recall flag comes.",
    INPUTS,
    ("answer",),
    once,
    Close(),
    time=20,
    least=4,
    beyond=1,
    describe=describe,
)
TWICE = Task(
    "recall twice",
    "Remember the value that comes with the store flag, and output it each of the two times the recall flag comes.",
    INPUTS,
    ("answer",),
    twice,
    Close(),
    time=20,
    least=5,
    beyond=2,
    describe=describe,
)
DISTRACTED = Task(
    "recall with distractors",
    "Of all the numbers on the value line, remember the one that comes with the store flag, and output it when asked.",
    INPUTS,
    ("answer",),
    distracted,
    Close(),
    time=20,
    least=4,
    beyond=1,
    describe=describe,
)
