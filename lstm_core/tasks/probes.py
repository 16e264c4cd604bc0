"""Probes: sequences that a recall net never met in training, and what they find out.

A probe is a task, made and judged like one, with the lines of the recall tasks.
"""

import numpy as np

from lstm_core.tasks.batch import Batch, two_of
from lstm_core.tasks.criteria import Close
from lstm_core.tasks.recall import INPUTS, RECALL, STORE, VALUE, describe, ideal
from lstm_core.tasks.task import Task


def longer(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Waits of half the sequence or more; training with half as many steps never reaches them."""
    tell = rng.integers(0, time // 4, batch)
    return _probe(rng, time, [tell], [tell + time // 2 + rng.integers(0, time // 4, batch)])


def ask_twice(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """The lecture's own test: at 20 steps asked at 11 to 13, counted from 0, and again 1 to 3 steps later."""
    half, few = time // 2, time // 4 - 2
    tell, ask = rng.integers(0, half, batch), half + 1 + rng.integers(0, few, batch)
    return _probe(rng, time, [tell], [ask, ask + 1 + rng.integers(0, few, batch)])


def store_twice(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Two values in the first half, one question in the second: the later value is due."""
    half = time // 2
    return _probe(rng, time, list(two_of(rng, half, batch)), [rng.integers(half + 1, time, batch)])


def ask_before(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """A question before anything is told (0 is due), then a value, then the usual question."""
    half = time // 2
    early, tell = two_of(rng, half, batch)
    return _probe(rng, time, [tell], [early, rng.integers(half + 1, time, batch)])


def _probe(rng: np.random.Generator, time: int, tells: list[np.ndarray], asks: list[np.ndarray]) -> Batch:
    """Values told and asked for at these steps, (batch,) each, with the ideal answers."""
    batch = len(tells[0])
    xs, each = np.zeros((time, batch, len(INPUTS)), np.float32), np.arange(batch)
    for tell in tells:
        xs[tell, each, STORE] = 1
        xs[tell, each, VALUE] = rng.random(batch, np.float32)
    for ask in asks:
        xs[ask, each, RECALL] = 1
    return ideal(xs)


PROBES = {
    probe.name: probe
    for probe in (
        Task(
            "longer delay",
            "Does the value last longer than it ever had to in training with half as many steps?",
            INPUTS,
            ("answer",),
            longer,
            Close(),
            time=40,
            least=4,
            describe=describe,
        ),
        Task(
            "ask twice",
            "Is the value still there after it has been output once?",
            INPUTS,
            ("answer",),
            ask_twice,
            Close(),
            time=20,
            least=12,
            describe=describe,
        ),
        Task(
            "store twice",
            "Does a second value replace the first, or do the two mix?",
            INPUTS,
            ("answer",),
            store_twice,
            Close(),
            time=20,
            least=4,
            describe=describe,
        ),
        Task(
            "ask before store",
            "What does the net output when it is asked before it was told anything, and is the rest spoilt by that?",
            INPUTS,
            ("answer",),
            ask_before,
            Close(),
            time=20,
            least=4,
            describe=describe,
        ),
    )
}
