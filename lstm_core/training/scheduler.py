"""Whose turn it is: learners take turns, a few of them at a time, and the jobs of each take turns among themselves.

A learner with three nets gets no more than one with a single net. Who has used up a turn goes to the end of the
queue if somebody waits. Jobs that are ahead of their pace leave their time to those who wait.
"""

from collections import deque
from typing import Any

from lstm_core.training.job import Job

SEATS = 2  # learners who train at once
TURN = 0.5  # seconds of training before the next learner has the seat


class Round:
    """Jobs by learner, in the order of their turns. It knows no clock: what was used is told to it."""

    def __init__(self, seats: int = SEATS, turn: float = TURN) -> None:
        self._seats, self._turn = seats, turn
        self._jobs: dict[str, deque[Job[Any]]] = {}  # by learner; the first in it have the seats
        self._used: dict[str, float] = {}  # seconds of this turn
        self._had: dict[str, float] = {}  # seconds in all, as far as they count: the one who had least comes first

    def __len__(self) -> int:
        return sum(map(len, self._jobs.values()))

    def add(self, job: Job[Any], learner: str) -> None:
        """Behind the others of the same learner; a new learner waits at the end."""
        self._had.setdefault(learner, min((self._had[one] for one in self._wanting()), default=0.0))
        self._jobs.setdefault(learner, deque()).append(job)
        self._used.setdefault(learner, 0.0)

    def of(self, learner: str) -> int:
        """How many jobs a learner has here."""
        return len(self._jobs.get(learner, ()))

    def order(self) -> list[Job[Any]]:
        """All jobs that would go on, in the order in which to offer them time."""
        wanting = self._wanting()
        seated = sorted(wanting[: self._seats], key=self._had.__getitem__)
        return [job for name in (*seated, *wanting[self._seats :]) for job in self._jobs[name] if job.wants]

    def worked(self, job: Job[Any], seconds: float) -> None:
        """It had so many seconds: the next job of its learner is due, or the next learner."""
        name = next((name for name, jobs in self._jobs.items() if job in jobs), None)
        if name is None:
            return
        self._jobs[name].remove(job)
        self._jobs[name].append(job)
        self._used[name] += seconds
        self._had[name] += seconds
        wanting = self._wanting()
        most = max((self._had[one] for one in wanting), default=0.0)
        behind = self._turn * max(len(wanting) - self._seats + 1, 1)  # as far as one can be who never paused
        for one in wanting:  # nobody saves up in a pause
            self._had[one] = max(self._had[one], most - behind)
        if self._used[name] >= self._turn and len(wanting) > self._seats:
            self._jobs[name] = self._jobs.pop(name)  # to the end of the queue
            self._used[name] = 0.0

    def clear(self) -> None:
        """Let those go that are done."""
        for name, jobs in list(self._jobs.items()):
            for job in [job for job in jobs if job.done.is_set()]:
                jobs.remove(job)
            if not jobs:
                del self._jobs[name], self._used[name], self._had[name]

    def before(self, learner: str) -> int:
        """How many learners will have a seat before this one; 0 for whoever has one, or wants none."""
        wanting = self._wanting()
        return max(wanting.index(learner) - self._seats + 1, 0) if learner in wanting else 0

    def running(self) -> int:
        """How many jobs go on by themselves."""
        return sum(job.running for jobs in self._jobs.values() for job in jobs)

    def divided(self, learner: str) -> int:
        """Into how many parts time is divided until one is for one job of this learner."""
        mine = sum(job.running for job in self._jobs.get(learner, ()))
        others = sum(any(job.running for job in jobs) for name, jobs in self._jobs.items() if name != learner)
        return max(mine, 1) * (1 + others)

    def _wanting(self) -> list[str]:
        return [name for name, jobs in self._jobs.items() if any(job.wants for job in jobs)]
