"""One thread that trains for everybody: the jobs of all sessions in turn, some ten milliseconds at a time.

A thread per run would only fight over the interpreter; round robin is fair to every learner, and the page never
waits. A run may be paced, so that it can be watched, paused, or taken one update at a time. The thread is joined
at exit: a thread still inside torch while Python shuts down would abort the process.
"""

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator
from dataclasses import replace
from typing import Any, TypeVar

from lstm_core.training.experiment import Experiment
from lstm_core.training.job import Job
from lstm_core.training.progress import Progress

SLICE = 0.01  # seconds of updates before it is another job's turn
MOST_WAITING = 200  # jobs in the queue; more are refused in a sentence

J = TypeVar("J", bound=Job[Any])


class Run(Job[Progress]):
    """An experiment on its way."""

    def __init__(self, experiment: Experiment, speed: float | None = None) -> None:
        super().__init__(Progress(0, 0.0), speed)
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
        self._jobs: deque[Job[Any]] = deque()
        self._at_work: Job[Any] | None = None
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, job: J) -> J:
        """Take a job into the round. Raises ValueError with a sentence if there are too many."""
        with self._changed:
            if len(self._jobs) >= MOST_WAITING:
                raise ValueError("Too many nets are training at this moment. Try again in a minute.")
            self._jobs.append(job)
            self._changed.notify()
        return job

    @property
    def busy(self) -> int:
        """How many jobs share the thread just now."""
        return sum(job.running for job in {*self._jobs, *filter(None, [self._at_work])})

    def close(self) -> None:
        """Stop every job and wait for the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        self._first()
        while job := self._next():
            did = job.work(SLICE)
            with self._changed:
                self._at_work = None
                if not job.done.is_set():
                    self._jobs.append(job)
                if not did:  # everybody is paused or ahead of their pace: rest a little
                    self._changed.wait(0.005)
            time.sleep(0)  # let the pages have the interpreter

    def _next(self) -> Job[Any] | None:
        with self._changed:
            while not self._jobs and not self._closing:
                self._changed.wait()
            self._at_work = None if self._closing else self._jobs.popleft()
            return self._at_work
