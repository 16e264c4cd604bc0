"""The lecture's tasks exactly as in the code published with it (Marquardt 2020, "Simple LSTM examples").

Its nets have no readout and two outputs; the answer is the first, the second should always be 0.
"""

import numpy as np

from lstm_core.tasks import countdown, recall
from lstm_core.tasks.batch import Batch, blank
from lstm_core.tasks.criteria import Close, Peak
from lstm_core.tasks.task import Task


def recall_two_outputs(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Recall at random steps; its mean squared error is a mean over both outputs."""
    xs, ys, mask = recall.once(rng, batch, time, None)
    return Batch(xs, np.concatenate([ys, np.zeros_like(ys)], axis=2), mask)


def countdown_unscaled(rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
    """Countdown from a number told as it is, not scaled: at 20 steps 0 to 8, where 0 asks for the signal at once."""
    half = time // 2
    tell, count = rng.integers(0, half, batch), rng.integers(0, half - 1, batch)
    return countdown.with_signal(blank(time, batch, 2, 2), tell, count, count)


def deviation(predicted: np.ndarray, batch: Batch) -> float:
    """The number the lecture's code prints: squared errors of the first output, summed over steps and sequences.

    predicted: (time, batch, outputs). A net that always says 0 comes to about 10 for 30 sequences of recall.
    """
    return float(np.square(predicted[..., 0] - batch.ys[..., 0], dtype=np.float64).sum())


LECTURE_TASKS = {
    "recall (lecture)": Task(
        "recall (lecture)",
        recall.ONCE.question,
        recall.INPUTS,
        ("answer", "always 0"),
        recall_two_outputs,
        Close(),
        time=20,
        least=4,
        describe=recall.describe,
    ),
    "countdown (lecture)": Task(
        "countdown (lecture)",
        countdown.COUNTDOWN.question,
        countdown.INPUTS,
        ("signal", "always 0"),
        countdown_unscaled,
        Peak(),
        time=20,
        least=4,
        describe=countdown.describe,
    ),
}
