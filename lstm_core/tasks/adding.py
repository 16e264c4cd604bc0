"""Adding: of many numbers two are marked, and at the end their sum has to be said.

After experiment 4 of Hochreiter and Schmidhuber (1997). As there, both marks come in the first half, so that half
of the sequence must be waited through. Differences: numbers from [0, 1) and their plain sum (theirs lie in [-1, 1] and
the sum is scaled to [0, 1]), both marks anywhere in the first half (theirs: one of them within the first ten
steps), a fixed length, and a line of its own for the question, where theirs sets the mark to -1 at the end.
"""

import numpy as np

from lstm_core.tasks.batch import Batch, blank, two_of
from lstm_core.tasks.criteria import Close
from lstm_core.tasks.task import Task


def add(rng: np.random.Generator, batch: int, time: int, delay: int | None) -> Batch:
    """Two marks in the first half, or the second one `delay` steps before the end; asked at the last step."""
    if delay is None:
        marks = np.stack(two_of(rng, time // 2, batch))
    else:
        second = time - 1 - delay
        marks = np.stack((rng.integers(0, second, batch), np.full(batch, second)))
    made, each = blank(time, batch, 3, 1), np.arange(batch)
    made.xs[..., 1] = rng.random((time, batch), np.float32)
    made.xs[marks, each, 0] = 1
    made.xs[-1, :, 2] = 1
    made.ys[-1, :, 0] = made.xs[marks, each, 1].sum(axis=0)
    made.mask[-1] = 1
    return made


def describe(batch: Batch, which: int) -> str:
    """What happens in one sequence: "0.31 at step 3 and 0.58 at step 9: 0.89 is due at step 20."

    Steps are counted from 1.
    """
    mark, value, _ = batch.xs[:, which].T
    terms = " and ".join(f"{value[step]:.2f} at step {step + 1}" for step in np.flatnonzero(mark))
    return f"{terms}: {batch.ys[-1, which, 0]:.2f} is due at step {len(mark)}."


ADDING = Task(
    "adding",
    "Add the two numbers that come with a mark, leave out all others, and output the sum at the end.",
    ("mark", "value", "recall"),
    ("sum",),
    add,
    Close("at the end", silence=None),
    time=20,
    least=4,
    beyond=2,
    describe=describe,
)
