"""What nets reach that have learnt nothing, or only when to speak: the levels at which a loss gets stuck."""

import math
from dataclasses import dataclass

import numpy as np

from lstm_core.tasks.batch import Batch
from lstm_core.tasks.task import Task

MOST, NUMBERS = 8_000, 400_000  # sequences, and steps in all, from which the usual baselines are worked out
WORDS = {
    "always zero": "It outputs 0 at every step: it has learnt only silence.",
    "always the mean": "It outputs the same number at every step: the mean of all answers.",
    "when, not what": "It is silent until it is asked and then outputs the mean of all answers: "
    "it has learnt when to answer, not what.",
}


@dataclass(frozen=True)
class Errors:
    """Mean squared errors, as means over sequences, steps and outputs, and their roots."""

    mse: float  # over all steps
    mse_counted: float  # over the steps that count

    @property
    def rmse(self) -> float:
        return math.sqrt(self.mse)

    @property
    def rmse_counted(self) -> float:
        return math.sqrt(self.mse_counted)


def errors(predicted: np.ndarray, batch: Batch) -> Errors:
    """The errors of these outputs, (time, batch, outputs), on a batch."""
    squares = np.square(predicted - batch.ys, dtype=np.float64)
    return Errors(float(squares.mean()), float(squares[batch.mask > 0].mean()))


def usual_baselines(task: Task, time: int, delay: int | None = None, every_output: bool = False) -> dict[str, Errors]:
    """The baselines of a task, on so many sequences that two decimals and more are sure; the same every time.

    Outputs that are always 0 are left out, unless every output is asked for.
    """
    batch = task.make(np.random.default_rng(0), max(1000, min(MOST, NUMBERS // time)), time, delay)
    return baselines(batch if every_output else informative_outputs(batch.ys, batch)[1])


def informative_outputs(predicted: np.ndarray, batch: Batch) -> tuple[np.ndarray, Batch]:
    """Both without the outputs at which nothing but 0 is ever due, such as the second one of the lecture's nets."""
    due = batch.ys.any(axis=(0, 1))
    return (predicted[..., due], batch._replace(ys=batch.ys[..., due])) if due.any() else (predicted, batch)


def baselines(batch: Batch) -> dict[str, Errors]:
    """The errors of nets that ignore their inputs, by the names in WORDS, worked out for this batch.

    A constant answer is the mean of the targets at the steps in question, for each output. For recall it
    leaves an RMSE of 1/sqrt(12) = 0.289 when asked, the spread of a value drawn from [0, 1). Where every step
    counts, there is no "when" to learn and the third row is left out.
    """
    counts = batch.mask > 0
    mean = np.mean(batch.ys, axis=(0, 1), dtype=np.float64)
    mean_counted = np.mean(batch.ys[counts], axis=0, dtype=np.float64)
    timed = errors(batch.mask[..., None] * mean_counted, batch)
    constant = errors(np.broadcast_to(mean, batch.ys.shape), batch)
    found = {
        "always zero": errors(np.zeros_like(batch.ys), batch),
        "always the mean": Errors(constant.mse, timed.mse_counted),
        "when, not what": timed,
    }
    return {name: found[name] for name in found if name != "when, not what" or not counts.all()}
