"""A run that is over, as plain data: what was chosen, how it ended and how its loss went. It may be written down and
read again years later, by another version; whatever was written by somebody else is checked.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lstm_core.training.experiment import BOUNDS, BROKEN, CHOICES, Experiment
from lstm_core.training.presets import DESIGNED, PRESETS

if TYPE_CHECKING:
    from lstm_core.training.run import Run

POINTS = 40  # of a loss curve
MOST = 20  # seeds, and cells beside each other
LECTURE = " (lecture)"  # ends the name of a task that is as in the lecture


@dataclass(frozen=True)
class Outcome:
    """How far one seed got."""

    seed: int
    batches: int
    solved: bool


@dataclass(frozen=True)
class FinishedRun:
    """One cell on one task, with one seed or several. Raises ValueError if it cannot be what it says."""

    task: str
    cell: str
    settings: Mapping[str, Any]  # as an Experiment has them
    outcomes: tuple[Outcome, ...]
    cells: tuple[str, ...] = ()  # all that trained beside it, itself included
    seconds: float = 0.0  # of processor time
    losses: tuple[float, ...] = ()  # means over equal stretches of the first seed's run

    def data(self) -> dict[str, Any]:
        """All but the task as plain JSON."""
        return {
            "cell": self.cell,
            "cells": list(self.cells),
            "settings": dict(self.settings),
            "outcomes": [[one.seed, one.batches, one.solved] for one in self.outcomes],
            "seconds": round(self.seconds, 2),
            "losses": list(self.losses),
        }

    def unusual(self) -> dict[str, Any]:
        """The settings unlike ours for this task; the seed is no such thing, nor how long a task of one's own is."""
        preset = PRESETS.get(self.task.removesuffix(LECTURE))
        usual, passed = (preset or DESIGNED).settings(), {"seed"} if preset else {"seed", "time"}
        return {name: value for name, value in self.settings.items() if name not in passed and value != usual[name]}


def finished(runs: Sequence[Run], cells: Sequence[str] = ()) -> FinishedRun:
    """What became of runs that differ in their seeds alone; `cells`: what trained beside them."""
    first = runs[0].experiment
    return FinishedRun(
        first.task_spec.name,
        first.cell.name,
        first.settings(),
        tuple(Outcome(run.experiment.seed, run.progress.step, run.progress.solved) for run in runs),
        tuple(cells) or (first.cell.name,),
        sum(run.cpu for run in runs),
        thinned(runs[0].progress.losses),
    )


def thinned(losses: Sequence[float], most: int = POINTS) -> tuple[float, ...]:
    """Means over at most so many equal stretches; what is not finite is left out."""
    every = -(-len(losses) // most) or 1
    means = [math.fsum(part) / len(part) for k in range(0, len(losses), every) if (part := losses[k : k + every])]
    return tuple(float(f"{mean:.3g}") for mean in means if math.isfinite(mean))


def read_finished(task: str, data: Mapping[str, Any]) -> FinishedRun:
    """A run from its data. Raises ValueError if that is not one."""
    try:
        outcomes = tuple(Outcome(int(seed), int(batches), solved is True) for seed, batches, solved in data["outcomes"])
        run = FinishedRun(
            task,
            _name(data["cell"]),
            _settings(data["settings"]),
            outcomes[:MOST],
            tuple(map(_name, data["cells"]))[:MOST],
            float(data["seconds"]),
            tuple(float(loss) for loss in data["losses"])[:POINTS],
        )
    except (TypeError, KeyError, AttributeError, OverflowError) as error:
        raise ValueError("this is no run") from error
    if not run.outcomes or not all(map(math.isfinite, [run.seconds, *run.losses])):
        raise ValueError("this is no run")
    return run


def _name(value: Any) -> str:
    if not isinstance(value, str) or not value:
        raise ValueError("a name is missing")
    return value[:120]


def _settings(found: Mapping[str, Any]) -> dict[str, Any]:
    """Those that are known, each within its bounds; one that this version has and that one had not is as usual."""
    settings = Experiment().settings()
    for name in settings.keys() & found.keys():
        settings[name] = _setting(name, found[name])
    return settings


def _setting(name: str, value: Any) -> Any:
    if name in CHOICES:
        fits = value in CHOICES[name]
    elif name not in BOUNDS:
        fits = isinstance(value, bool)
    else:
        low, high = BOUNDS[name]
        is_number = isinstance(value, int | float if name in BROKEN else int) and not isinstance(value, bool)
        fits = is_number and low <= value <= high
    if not fits:
        raise ValueError(f"{name} is {value!r}")
    return float(value) if name in BROKEN else value
