"""One thread that trains for everybody: two learners at a time, in turns, some ten milliseconds for each job.

A thread per run would only fight over the interpreter; round robin is fair to every learner, and the page never
waits. A run may be paced, so that it can be watched, paused, or taken one update at a time. The thread is joined
at exit: a thread still inside torch while Python shuts down would abort the process.
"""

import atexit
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from lstm_core.training.budget import check
from lstm_core.training.experiment import Experiment
from lstm_core.training.job import LONGEST, Job
from lstm_core.training.progress import Progress
from lstm_core.training.scheduler import Round

SLICE = 0.01  # seconds of updates before it is another job's turn
REST = 0.005  # seconds, when nobody has anything to do
MOST_WAITING, MOST_EACH = 200, 20  # jobs in the queue, of all learners and of one; more are refused in a sentence

J = TypeVar("J", bound=Job[Any])


class Run(Job[Progress]):
    """An experiment on its way. Raises ValueError with a sentence if it is larger than a shared machine can bear."""

    def __init__(self, experiment: Experiment, speed: float | None = None, most: float = LONGEST) -> None:
        check(experiment)
        super().__init__(Progress(0, 0.0), speed, most)
        self.experiment = experiment
        self.rate = experiment.learning_rate  # may be changed while it runs
        self.rates: dict[int, float] = {}  # every rate that was used, by the first update that used it

    def begin(self) -> Iterator[Progress]:
        """The updates of the experiment."""
        from lstm_core.training.loop import train  # here, so that the thread and not a page waits for torch

        return train(self.experiment, self._rate)

    def give_up(self, sentence: str) -> None:
        """Say so in the progress."""
        self.progress = replace(self.progress, problem=sentence)

    def _rate(self) -> float:
        rate = self.rate
        if not self.rates or list(self.rates.values())[-1] != rate:
            self.rates[self.progress.step + 1] = rate
        return rate


class Trainer:
    """The thread and its round of jobs. `first` is called in the thread before anything else."""

    def __init__(self, first: Callable[[], None] = lambda: None) -> None:
        self._first = first
        self._round = Round()
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, job: J, learner: str = "") -> J:
        """Take a job of a learner into the round. Raises ValueError with a sentence if there are too many."""
        with self._changed:
            self._round.clear()
            if len(self._round) >= MOST_WAITING:
                raise ValueError("Too many nets are training at this moment. Try again in a minute.")
            if self._round.of(learner) >= MOST_EACH:
                raise ValueError(f"You have {MOST_EACH} nets in training. Wait until one of them is done, or stop one.")
            self._round.add(job, learner)
            self._changed.notify()
        return job

    @property
    def busy(self) -> int:
        """How many jobs go on by themselves just now."""
        with self._changed:
            return self._round.running()

    def divided(self, learner: str = "") -> int:
        """Into how many parts time is divided just now until one is for one job of this learner."""
        with self._changed:
            return self._round.divided(learner)

    def before(self, learner: str = "") -> int:
        """How many learners have their turn before this one; 0 for one who is training."""
        with self._changed:
            return self._round.before(learner)

    def close(self) -> None:
        """Stop every job and wait for the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        self._first()
        while (jobs := self._next()) is not None:
            start = time.perf_counter()
            worked = next((job for job in jobs if job.work(SLICE)), None)
            with self._changed:
                if worked:
                    self._round.worked(worked, time.perf_counter() - start)
                elif not self._closing:  # everybody is paused or ahead of their pace: rest a little
                    self._changed.wait(REST)
            time.sleep(0)  # let the pages have the interpreter

    def _next(self) -> list[Job[Any]] | None:
        """Who may work now, the one whose turn it is first; None at the end."""
        with self._changed:
            self._round.clear()
            while not len(self._round) and not self._closing:
                self._changed.wait()
            return None if self._closing else self._round.order()
