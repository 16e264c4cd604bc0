"""One thread that trains for everybody: two learners at a time, in turns, some ten milliseconds for each job.

A thread for each run would only compete for the interpreter; taking turns is fair to every learner, and no page
waits. The thread is joined at exit: one that is still inside torch while Python shuts down would abort the process.
"""

import atexit
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import partial
from typing import Any, TypeVar

from lstm_core.training.budget import check
from lstm_core.training.experiment import Experiment
from lstm_core.training.job import LONGEST, Job
from lstm_core.training.progress import Progress
from lstm_core.training.scheduler import FairScheduler

SLICE = 0.01  # seconds of updates before it is another job's turn
REST = 0.005  # seconds to wait when no job has anything to do
CHORES = 0.25  # seconds between two looks at what was left behind
MOST_WAITING, MOST_EACH = 200, 20  # jobs in the queue, of all learners and of one; more are refused in a sentence
MOST_PAUSED = 400  # jobs that wait for a hand, of all learners; beyond that the one that has waited longest is ended
ENDED = "This net was paused for long while many others came, and was ended. What it has learnt so far is kept."

J = TypeVar("J", bound=Job[Any])


class Run(Job[Progress]):
    """An experiment in training. Raises ValueError with a sentence if it is too large for a shared machine."""

    def __init__(self, experiment: Experiment, speed: float | None = None, most: float = LONGEST) -> None:
        check(experiment)
        super().__init__(Progress(0, 0.0), speed, most)
        self.experiment = experiment
        self.rate = experiment.learning_rate  # may be changed while it runs
        self.rates: dict[int, float] = {}  # every rate that was used, by the first update that used it

    def begin(self) -> Iterator[Progress]:
        """Train, update by update."""
        from lstm_core.training.loop import train  # here, so that the thread and not a page waits for torch

        return train(self.experiment, self._rate)

    def fail(self, sentence: str) -> None:
        """Put the reason into the progress."""
        self.progress = replace(self.progress, problem=sentence)

    def _rate(self) -> float:
        rate = self.rate
        if not self.rates or list(self.rates.values())[-1] != rate:
            self.rates[self.progress.step + 1] = rate
        return rate


class Trainer:
    """The thread and its queue of jobs. `first` is called in the thread before anything else, `chores` now and then.

    A paused job leaves the queue: it takes nobody's place, and is back in it once there is something to do.
    """

    def __init__(self, first: Callable[[], None] = lambda: None, chores: Callable[[], None] = lambda: None) -> None:
        self._first, self._chores = first, chores
        self._scheduler = FairScheduler()
        self._paused: dict[Job[Any], str] = {}  # with its learner; the one that has waited longest is the first
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, job: J, learner: str = "") -> J:
        """Add a job of a learner. Raises ValueError with a sentence if there are too many."""
        with self._changed:
            self._tidy()
            if job.has_work and len(self._scheduler) >= MOST_WAITING:
                raise ValueError("Too many nets are training at this moment. Try again in a minute.")
            if self._scheduler.count_of(learner) + list(self._paused.values()).count(learner) >= MOST_EACH:
                raise ValueError(f"You have {MOST_EACH} nets in training. Wait until one of them is done, or stop one.")
            self._paused[job] = learner
            job.on_work = partial(self._take_up, job)
            self._tidy()
        self._take_up(job)
        return job

    @property
    def busy(self) -> int:
        """How many jobs are running just now."""
        with self._changed:
            return self._scheduler.running()

    def time_shares(self, learner: str = "") -> int:
        """Into how many parts training time is divided: one of them goes to each job of this learner."""
        with self._changed:
            return self._scheduler.time_shares(learner)

    def learners_ahead(self, learner: str = "") -> int:
        """How many learners have their turn before this one; 0 for one who is training."""
        with self._changed:
            return self._scheduler.learners_ahead(learner)

    def close(self) -> None:
        """Stop every job and wait for the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        self._first()
        chores = time.monotonic() + CHORES
        while (jobs := self._next()) is not None:
            if time.monotonic() > chores:
                self._chores()
                chores = time.monotonic() + CHORES
            start = time.perf_counter()
            worked = next((job for job in jobs if job.work(SLICE)), None)
            with self._changed:
                if worked:
                    self._scheduler.charge(worked, time.perf_counter() - start)
                elif jobs and not self._closing:  # every job is ahead of its pace
                    self._changed.wait(REST)
            time.sleep(0)  # let the pages have the interpreter

    def _next(self) -> list[Job[Any]] | None:
        """The jobs that may work now, the one whose turn it is first; None at the end."""
        with self._changed:
            self._tidy()
            if not len(self._scheduler) and not self._closing:
                self._changed.wait(CHORES)
            return None if self._closing else self._scheduler.order()

    def _take_up(self, job: Job[Any]) -> None:
        """Back into the queue, if there is something to do."""
        with self._changed:
            if job in self._paused and job.has_work:
                self._scheduler.add(job, self._paused.pop(job))
                self._changed.notify()

    def _tidy(self) -> None:
        """Forget what is done, and take out of the queue what is paused; called with the lock held."""
        self._paused = {job: learner for job, learner in self._paused.items() if not job.done.is_set()}
        self._scheduler.remove_finished()
        self._paused |= self._scheduler.remove_paused()
        for job in list(self._paused)[: max(len(self._paused) - MOST_PAUSED, 0)]:
            del self._paused[job]
            job.fail(ENDED)
            job.stop()
