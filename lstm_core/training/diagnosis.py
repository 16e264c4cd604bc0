"""What a net has learnt so far, in words: silence, when to answer, what to answer, or all of it.

Everything is read off two numbers, the error at the steps that count and the error at all others, beside
the errors of nets that ignore their inputs (lstm_core.tasks.baselines).
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from lstm_core.tasks import Errors
from lstm_core.training.progress import Progress

NEAR = 0.06  # within 6 % of a baseline counts as being there
RECENT = 3  # judgements over whose median is spoken, since single ones jump
ZERO, MEAN, WHEN = "always zero", "always the mean", "when, not what"


@dataclass(frozen=True)
class Diagnosis:
    """A kind for colours and tests, a heading, and a sentence with the numbers it rests on."""

    kind: str  # waiting, silent, speaking, mean, when, learning, solved, diverged
    title: str
    sentence: str


def diagnose(progress: Progress, ended: bool = False) -> Diagnosis:
    """What can be said of a run just now. `ended`: no further update will come."""
    history = progress.history
    if progress.problem:
        return Diagnosis("diverged", "Stopped", progress.problem)
    if progress.solved and progress.verdict:
        said = progress.verdict.words.removeprefix("Solved: ")
        return Diagnosis("solved", f"Solved after {progress.step:,} batches", _capital(said))
    if not history.errors or not history.baselines:
        return Diagnosis("waiting", "Just begun", "It is judged on 1,000 fresh sequences after every ten batches.")
    found = plateau([errors for _, errors in history.errors], history.baselines)
    return (
        Diagnosis(found.kind, f"Not solved: {found.title[0].lower()}{found.title[1:]}", found.sentence)
        if (ended)
        else found
    )


def plateau(errors: Sequence[Errors], levels: Mapping[str, Errors]) -> Diagnosis:
    """Where the last few judgements stand among what nets reach that ignore their inputs."""
    counted = median(error.rmse_counted for error in errors[-RECENT:])
    everywhere = median(error.rmse for error in errors[-RECENT:])
    zero, flat, when = levels[ZERO], levels[MEAN], levels.get(WHEN)
    where = "at the steps that count" if when else "over all steps"
    said = f"Its RMSE {where} is {counted:.3f}"
    if when and _near(counted, when.rmse_counted) and everywhere < _between(when.rmse, zero.rmse):
        return Diagnosis(
            "when",
            "It has learnt when to answer, not what",
            f"{said}, close to {when.rmse_counted:.3f}: what is left if a net answers at the right moment, "
            "but always outputs the mean.",
        )
    if not when and _near(counted, flat.rmse_counted):
        return Diagnosis(
            "mean",
            "It outputs the same at every step",
            f"{said}, close to {flat.rmse_counted:.3f}: what is left if a net always outputs the mean of all answers.",
        )
    if counted > zero.rmse_counted * (1 - NEAR):
        better = "no better than" if counted >= 0.995 * zero.rmse_counted else "hardly better than"
        return Diagnosis(
            "silent",
            "It has learnt nothing yet",
            f"{said}, {better} {zero.rmse_counted:.3f}, the error of a net that always outputs 0.",
        )
    return _on_its_way(said, counted, zero, when or flat)


def level(loss: str, errors: Errors, counting: float) -> float:
    """The loss of a net with these errors. `counting`: the share of steps that count.

    "balanced" adds the mean over the steps that count and the mean over the others.
    """
    if loss == "steps that count":
        return errors.mse_counted
    if loss == "all steps" or counting >= 1:
        return errors.mse
    return errors.mse_counted + (errors.mse - counting * errors.mse_counted) / (1 - counting)


def _on_its_way(said: str, counted: float, zero: Errors, known: Errors) -> Diagnosis:
    if counted > known.rmse_counted:
        return Diagnosis(
            "speaking",
            "It begins to speak",
            f"{said}: better than always 0 ({zero.rmse_counted:.3f}), not yet better than the mean "
            f"({known.rmse_counted:.3f}).",
        )
    return Diagnosis(
        "learning",
        "It is learning what to output",
        f"{said}: below {known.rmse_counted:.3f}, the plateau of nets that only output the mean, "
        "so it remembers something.",
    )


def _near(value: float, goal: float) -> bool:
    return math.isfinite(value) and abs(value - goal) <= NEAR * goal


def _between(low: float, high: float) -> float:
    return (low + high) / 2


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
