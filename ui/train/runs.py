"""The runs of one visitor: held so that they go on while other pages are read, and end when the tab closes.

A run kept in the session's state would train on for minutes after the tab was closed; a resource of the session
is released at once. The state only knows its number.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import streamlit as st

from ui.common.session import session
from ui.common.startup import freeze
from ui.train.speed import FULL, pace

if TYPE_CHECKING:
    from lstm_core.training import Experiment
    from lstm_core.training.trainer import Run, Trainer

_NUMBERS = count(1)  # of races, the same for all visitors


@dataclass(frozen=True)
class Race:
    """Runs that were started together, on the same batches."""

    number: int = 0
    runs: tuple[Run, ...] = ()
    guess: int | None = None  # batches the learner said it would take

    @property
    def running(self) -> bool:
        """Whether any run goes on by itself."""
        return any(run.running for run in self.runs)

    @property
    def ended(self) -> bool:
        """Whether no further update will come."""
        return all(run.done.is_set() for run in self.runs)

    @property
    def paused(self) -> bool:
        """Whether they wait for a hand."""
        return any(run.paused for run in self.runs)


@st.cache_resource(show_spinner=False)
def trainer() -> Trainer:
    """The one thread that trains for everybody."""
    from lstm_core.training.trainer import Trainer

    return Trainer(_wake)


def warm() -> None:
    """Let the thread import torch in the background, so that the first run starts at once."""
    trainer()


def _wake() -> None:
    """In the trainer's thread, before its first run: import torch, take two updates, and keep the collector away."""
    from lstm_core.training import Experiment, train

    for _ in train(Experiment(hidden=2, batch=2, steps=2)):
        pass
    freeze()


def _stop(race: Race) -> None:
    for run in race.runs:
        run.stop()


@st.cache_resource(scope="session", max_entries=1, show_spinner=False, on_release=_stop)
def _race(number: int, _runs: tuple[Run, ...] = (), _guess: int | None = None) -> Race:
    return Race(number, _runs, _guess)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False, on_release=_stop)
def _crowd(number: int, _runs: tuple[Run, ...] = ()) -> Race:
    return Race(number, _runs)


@st.cache_resource(scope="session", max_entries=1, show_spinner=False, on_release=_stop)
def _extra(number: int, _runs: tuple[Run, ...] = ()) -> Race:
    return Race(number, _runs)


def current() -> Race:
    """The race that was started last; without runs if there is none, or if the connection was lost meanwhile."""
    return _race(session().race) if session().race else Race()


def crowd() -> Race:
    """The ten runs that were started last."""
    return _crowd(session().crowd) if session().crowd else Race()


def extra() -> Race:
    """The one more experiment of a sweep that was asked for last."""
    return _extra(session().extra) if session().extra else Race()


def start(experiments: Sequence[Experiment], speed: str, guess: int | None = None) -> None:
    """Begin a new race; the one before it is stopped. Raises ValueError with a sentence if the trainer is full."""
    runs = tuple(_run(experiment, speed) for experiment in experiments)
    _stop(current())
    session().race = next(_NUMBERS)
    _race(session().race, runs, guess)
    _submit(runs)


def start_crowd(experiments: Sequence[Experiment]) -> None:
    """Begin runs that nobody watches, at full speed."""
    runs = tuple(_run(experiment, FULL) for experiment in experiments)
    _stop(crowd())
    session().crowd = next(_NUMBERS)
    _crowd(session().crowd, runs)
    _submit(runs)


def start_extra(experiment: Experiment, speed: str, seconds: float) -> None:
    """Begin one more experiment of a sweep; it may use so many seconds of the processor."""
    run = _run(experiment, speed)
    run.most = seconds
    _stop(extra())
    session().extra = next(_NUMBERS)
    _extra(session().extra, (run,))
    _submit([run])


def _run(experiment: Experiment, speed: str) -> Run:
    from lstm_core.training.trainer import Run

    run = Run(experiment)
    pace(run, speed)
    return run


def _submit(runs: Sequence[Run]) -> None:
    for run in runs:
        trainer().submit(run, seat())


def seat() -> str:
    """Who this visitor is among those who train: all tabs of a learner are one."""
    return session().learner or session().seat


def in_the_queue() -> str:
    """How many learners have their turn before this one, in words; "" for one who is training."""
    ahead = trainer().before(seat())
    return f"{ahead} {'learner has' if ahead == 1 else 'learners have'} a turn before you" if ahead else ""
