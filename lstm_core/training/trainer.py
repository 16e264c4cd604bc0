"""One thread that trains for everybody: two learners at a time, in turns, some ten milliseconds for each job.

A thread for each run would only compete for the interpreter; taking turns is fair to every learner, and no page
waits. The thread is joined at exit: one that is still inside torch while Python shuts down would abort the process.
"""

import atexit
import threading
import time
from collections.abc import Callable
from functools import partial
from typing import Any, TypeVar
from weakref import WeakKeyDictionary

from lstm_core.training.job import Job
from lstm_core.training.scheduler import FairScheduler

SLICE = 0.01  # seconds of updates before it is another job's turn
REST = 0.005  # seconds to wait when no job has anything to do
CHORES = 0.25  # seconds between two looks at what was left behind
MOST_WAITING, MOST_EACH = 200, 20  # jobs in the queue, of all learners and of one; more are refused in a sentence
IDLE = 1800.0  # seconds without an update until a paused net is put away: a lecture's part between two breaks
MOST_READY = 100_000_000  # bytes of nets that are ready to go on; of more, those that worked longest ago are put away
MOST_KEPT = 60_000_000  # bytes of what is put away and of pictures; of more, the oldest are had again when looked at

J = TypeVar("J", bound=Job[Any])


class Trainer:
    """The thread and its queue of jobs. `first` is called in the thread before anything else, `chores` now and then.

    A paused job leaves the queue: it takes nobody's place, and is back in it once there is something to do. Its memory
    is bounded as well: nets that wait are put away, and go on from where they were. `clock` tells seconds.
    """

    def __init__(
        self,
        first: Callable[[], None] = lambda: None,
        chores: Callable[[], None] = lambda: None,
        clock: Callable[[], float] = time.monotonic,
    ) -> None:
        self._first, self._chores, self._clock = first, chores, clock
        self._ready: WeakKeyDictionary[Job[Any], float] = WeakKeyDictionary()  # when each worked last, in this order
        self._away: WeakKeyDictionary[Job[Any], float] = WeakKeyDictionary()  # the same of those that are put away
        self._scheduler = FairScheduler()
        self._paused: dict[Job[Any], str] = {}  # with its learner
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
            job.on_work = partial(self._take_up, job, learner)
        self._take_up(job, learner)
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
                self._make_room()
                chores = time.monotonic() + CHORES
            start = time.perf_counter()
            worked = next((job for job in jobs if job.work(SLICE)), None)
            if worked:
                self._note(worked)
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

    def _note(self, worked: Job[Any]) -> None:
        """Remember who worked last; a net that has come into memory may have to make another leave it."""
        before = self._ready.pop(worked, None)
        self._ready[worked] = self._clock()
        if before is None:
            self._away.pop(worked, None)
            self._make_room()

    def _make_room(self) -> None:
        """Put away what is done, has waited for long or is too much; then forget what even that keeps too much of."""
        now, excess = self._clock(), sum(job.size for job in self._ready) - MOST_READY
        for left, (job, worked) in zip(range(len(self._ready), 0, -1), list(self._ready.items()), strict=False):
            idle = job.done.is_set() or (job.paused and now - worked > IDLE)
            if idle or (excess > 0 and left > 1):
                job.put_away()
                self._away[job] = self._ready.pop(job)
                excess -= job.size
        excess = sum(job.kept for job in self._away) - MOST_KEPT
        for job in list(self._away):
            if excess > 0 and not job.has_work:
                excess -= job.kept
                job.forget()

    def _take_up(self, job: Job[Any], learner: str) -> None:
        """Back into the queue, if there is something to do."""
        with self._changed:
            if job.has_work and job not in self._scheduler:
                self._paused.pop(job, None)
                self._scheduler.add(job, learner)
                self._changed.notify()

    def _tidy(self) -> None:
        """Forget what is done, and take out of the queue what is paused; called with the lock held."""
        self._paused = {job: learner for job, learner in self._paused.items() if not job.done.is_set()}
        self._scheduler.remove_finished()
        self._paused |= self._scheduler.remove_paused()
