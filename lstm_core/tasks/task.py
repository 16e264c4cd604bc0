"""A task: what goes in, what should come out, which steps count, and when a net has solved it."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from lstm_core.prose.text import decimal
from lstm_core.tasks.batch import Batch
from lstm_core.tasks.criteria import Criterion, CriterionResult

EARLY = 5  # with a fixed delay, what is to be remembered comes within so many first steps
FRESH = 1_000  # sequences on which a net is judged, none of them seen in training


def due(batch: Batch, which: int) -> str:
    """The answers that count in one sequence of a batch, in words; steps are counted from 1."""
    steps = np.flatnonzero(batch.mask[:, which])
    answers = [f"{' and '.join(decimal(y) for y in batch.ys[t, which])} at step {t + 1}" for t in steps[:4]]
    return f"Due: {', '.join(answers)}{', and so on' * (len(steps) > 4)}."


@dataclass(frozen=True)
class Task:
    """Sequences of one kind, in any number, and the question they put to a net."""

    name: str
    question: str  # what the net has to do, in one sentence
    inputs: tuple[str, ...]  # names of the channels
    outputs: tuple[str, ...]
    maker: Callable[[np.random.Generator, int, int, int | None], Batch]
    criterion: Criterion
    time: int  # usual number of steps
    least: int  # fewest steps
    beyond: int = 0  # steps it needs on top of a fixed delay; 0 if it cannot be made with one
    describe: Callable[[Batch, int], str] = due  # one sequence of a batch in a sentence

    def make(self, rng: np.random.Generator, batch: int, time: int | None = None, delay: int | None = None) -> Batch:
        """`batch` fresh sequences of `time` steps, the usual number if none is given.

        `delay` is the number of steps from the last thing told to the first question; without it both come at
        random steps. Raises ValueError with a sentence if a number does not fit the task.
        """
        time = self.time_for(delay) if time is None else time
        self._check(batch, time, delay)
        return self.maker(rng, batch, time, delay)

    def time_for(self, delay: int | None) -> int:
        """The usual number of steps for a delay."""
        return self.time if delay is None else delay + self.beyond + EARLY - 1

    def least_for(self, delay: int | None) -> int:
        """The fewest steps for a delay."""
        return self.least if delay is None else delay + self.beyond

    def solved(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        """Whether these outputs, (time, batch, outputs), meet the criterion; meant for FRESH fresh sequences."""
        if np.shape(predicted) != batch.ys.shape:
            raise ValueError(f"The answers have the shape {np.shape(predicted)}, but {batch.ys.shape} is asked for.")
        if not np.isfinite(predicted).all():
            return CriterionResult(False, float("nan"), "Not solved: some answers are no longer numbers.")
        return self.criterion(np.asarray(predicted), batch)

    def _check(self, batch: int, time: int, delay: int | None) -> None:
        if batch < 1:
            raise ValueError(f"A batch has at least 1 sequence, not {batch}.")
        if delay is not None and not self.beyond:
            raise ValueError(f"The task “{self.name}” has no delay that could be fixed.")
        if delay is not None and delay < 1:
            raise ValueError(f"A delay is at least 1 step, not {delay}.")
        if time < self.least_for(delay):
            wait = "" if delay is None else f" with a delay of {delay}"
            raise ValueError(f"The task “{self.name}”{wait} needs {self.least_for(delay)} steps or more, not {time}.")
