"""When a task counts as solved: exact criteria, for the outputs of a net on a batch of fresh sequences."""

import math
from dataclasses import dataclass
from typing import Protocol

import numpy as np

from lstm_core.tasks.batch import Batch


@dataclass(frozen=True)
class CriterionResult:
    """What is said about a net."""

    solved: bool
    score: float  # what the criterion measures: a mean error, or the share that is right
    words: str  # one sentence


class Criterion(Protocol):
    """Judges predicted: (time, batch, outputs)."""

    @property
    def sentence(self) -> str:
        """What must be reached."""

    def __call__(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        """Whether it is."""


@dataclass(frozen=True)
class Close:
    """Near enough where it counts and silent elsewhere; of several outputs the worst one is judged."""

    when: str = "when asked"
    error: float = 0.05
    silence: float | None = 0.02  # None: what is said elsewhere does not matter

    @property
    def sentence(self) -> str:
        elsewhere = "" if self.silence is None else f", and below {self.silence:g} at all other steps"
        return f"The mean error {self.when} is below {self.error:g}{elsewhere}."

    def __call__(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        errors = np.abs(predicted - batch.ys).max(axis=2)  # (time, batch)
        counts = batch.mask > 0
        there, elsewhere = _mean(errors[counts]), _mean(errors[~counts])
        wrong = [f"below {self.error:g} is needed"] * (there >= self.error)
        words = f"the mean error {self.when} is {there:.3f}"
        if self.silence is not None:
            words += f", at all other steps {elsewhere:.3f}"
            wrong += [f"below {self.silence:g} is needed elsewhere"] * (elsewhere >= self.silence)
        return _verdict(not wrong, there, words, wrong)


@dataclass(frozen=True)
class Peak:
    """The first output is largest at the step at which it should be, in nearly all sequences."""

    share: float = 0.99

    @property
    def sentence(self) -> str:
        return f"The output is largest at the right step in at least {_percent(self.share)} of the sequences."

    def __call__(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        share = _mean(predicted[..., 0].argmax(axis=0) == batch.ys[..., 0].argmax(axis=0))
        words = f"the output is largest at the right step in {_percent(share)} of the sequences"
        return _verdict(share >= self.share, share, words, [f"{_percent(self.share)} are needed"])


@dataclass(frozen=True)
class Sides:
    """Every output is on the right side of 0.5, in nearly all whole sequences or at nearly all steps."""

    whole: bool
    share: float = 0.99

    @property
    def sentence(self) -> str:
        if self.whole:
            return f"In at least {_percent(self.share)} of the sequences every output is on the right side of 0.5."
        return f"At least {_percent(self.share)} of the outputs are on the right side of 0.5."

    def __call__(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        right = ((predicted > 0.5) == (batch.ys > 0.5)).all(axis=2)  # (time, batch)
        share = _mean(right.all(axis=0) if self.whole else right)
        what = "sequences are right from end to end" if self.whole else "steps are right"
        return _verdict(
            share >= self.share, share, f"{_percent(share)} of the {what}", [f"{_percent(self.share)} are needed"]
        )


@dataclass(frozen=True)
class Choice:
    """The output that should be largest is largest wherever it counts, in nearly all sequences."""

    share: float = 0.99

    @property
    def sentence(self) -> str:
        return f"When asked, the right output is the largest in at least {_percent(self.share)} of the sequences."

    def __call__(self, predicted: np.ndarray, batch: Batch) -> CriterionResult:
        right = predicted.argmax(axis=2) == batch.ys.argmax(axis=2)  # (time, batch)
        share = _mean((right | (batch.mask == 0)).all(axis=0))
        words = f"the right output is the largest in {_percent(share)} of the sequences"
        return _verdict(share >= self.share, share, words, [f"{_percent(self.share)} are needed"])


def _mean(values: np.ndarray) -> float:
    return float(values.mean(dtype=np.float64)) if values.size else 0.0


def _percent(share: float) -> str:
    """Rounded down, so that 98.96 % does not pass for 99."""
    return f"{math.floor(share * 1000 + 1e-9) / 10:g} %"


def _verdict(solved: bool, score: float, words: str, needed: list[str]) -> CriterionResult:
    if solved:
        return CriterionResult(True, score, f"Solved: {words}.")
    return CriterionResult(False, score, f"Not solved: {words}; {' and '.join(needed)}.")
