"""The runs of one visitor: those that race on the page Train, and its ten seeds."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING

from ui.common.run_slot import RunSlot
from ui.train.speed import FULL, pace

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from lstm_core.training.run import Run

RACE_NUMBERS = count(1)  # the same for all visitors
_RACE: RunSlot[Run] = RunSlot("race", RACE_NUMBERS)
_TEN_SEEDS: RunSlot[Run] = RunSlot("ten seeds", RACE_NUMBERS)


@dataclass(frozen=True)
class Start:
    """What is kept beside runs that were started together."""

    guess: int | None = None  # batches the learner said it would take
    id: str = field(default_factory=lambda: str(uuid.uuid4()))  # by which the log knows them


@dataclass(frozen=True)
class Race:
    """Runs that were started together, on the same batches."""

    number: int = 0
    runs: tuple[Run, ...] = ()
    start: Start = Start()

    @property
    def running(self) -> bool:
        """Whether any run goes on by itself, or comes back to where it was."""
        return any(run.running or run.returns_to for run in self.runs)

    @property
    def ended(self) -> bool:
        """Whether no further update will come."""
        return all(run.done.is_set() for run in self.runs)

    @property
    def paused(self) -> bool:
        """Whether they wait for a hand."""
        return any(run.paused for run in self.runs)


def current() -> Race:
    """The race that was started last; without runs if there is none, or if the connection was lost meanwhile."""
    return _race_in(_RACE)


def start(experiments: Sequence[Experiment], speed: str, guess: int | None = None) -> None:
    """Begin a new race; the one before it is stopped. Raises ValueError with a sentence if the trainer is full."""
    runs = [new_run(experiment, speed) for experiment in experiments]
    _RACE.start(runs, Start(guess))


def ten_seeds() -> Race:
    """The ten runs that were started last."""
    return _race_in(_TEN_SEEDS)


def start_ten_seeds(experiments: Sequence[Experiment]) -> None:
    """Begin runs that nobody watches, at full speed."""
    _TEN_SEEDS.start([new_run(experiment, FULL) for experiment in experiments], Start())


def _race_in(slot: RunSlot[Run]) -> Race:
    return Race(slot.number, slot.current(), slot.about or Start())


def new_run(experiment: Experiment, speed: str) -> Run:
    """A run that has not begun. Raises ValueError with a sentence if it is too large for a shared machine."""
    from lstm_core.training.run import Run

    run = Run(experiment)
    pace(run, speed)
    return run
