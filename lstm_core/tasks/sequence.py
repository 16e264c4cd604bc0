"""Sequence recall: four bits are stored one by one, and a single trigger replays them in order.

The lecture's "so, you recall whole sequences" (S0:20-22), made into a task.
"""

import numpy as np

from lstm_core.tasks.batch import Batch, blank
from lstm_core.tasks.criteria import Sides
from lstm_core.tasks.task import EARLY, Task

BITS = 4
LONGEST = 8  # quiet steps, at most, between the last bit and the trigger


def replay(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> Batch:
    """Four bits, one per step, then 1 to 8 quiet steps (delay − 1, if it is fixed), then the trigger.

    The first bit is due together with the trigger, the others at the next steps.
    """
    room = time - 2 * BITS
    quiet = rng.integers(1, min(LONGEST, room) + 1, batch) if delay is None else np.full(batch, delay - 1)
    start = rng.integers(0, np.minimum(room - quiet, EARLY - 1 if delay else room) + 1)
    return _stored(blank(time, batch, 3, 1), start, rng.integers(0, 2, (BITS, batch)), start + BITS + quiet)


def describe(batch: Batch, which: int) -> str:
    """What happens in one sequence: "Bits 1 0 0 1 from step 3 on, to be replayed from step 12 on."

    Steps are counted from 1.
    """
    store, bit, recall = batch.xs[:, which].T
    bits = " ".join(f"{value:.0f}" for value in bit[store > 0])
    return f"Bits {bits} from step {store.argmax() + 1} on, to be replayed from step {recall.argmax() + 1} on."


def _stored(made: Batch, start: np.ndarray, bits: np.ndarray, trigger: np.ndarray) -> Batch:
    """The batch with its bits stored and due; start, trigger: (batch,), bits: (4, batch)."""
    each, order = np.arange(len(start)), np.arange(BITS)[:, None]
    made.xs[start + order, each, 0] = 1
    made.xs[start + order, each, 1] = bits
    made.xs[trigger, each, 2] = 1
    made.ys[trigger + order, each, 0] = bits
    made.mask[trigger + order, each] = 1
    return made


SEQUENCE = Task(
    "sequence recall",
    "Remember four bits that come one by one with the store flag, and when the trigger comes, output them in order.",
    ("store", "bit", "trigger"),
    ("answer",),
    replay,
    Sides(whole=True),
    time=2 * BITS + LONGEST,
    least=2 * BITS + 1,
    beyond=2 * BITS - 1,
    describe=describe,
)
