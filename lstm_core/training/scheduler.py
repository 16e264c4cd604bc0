"""Whose turn it is: learners take turns, a few of them at a time, and the jobs of each take turns among themselves.

A learner with three nets gets no more time than one with a single net. A learner whose turn is used up goes to the
end of the queue if others are waiting. Jobs that are ahead of their pace leave their time to the others.
"""

from collections import deque
from collections.abc import Collection
from typing import Any

from lstm_core.training.job import Job

SEATS = 2  # learners who train at once
TURN = 0.5  # seconds of training before the next learner has the seat


class FairScheduler:
    """Jobs by learner, in the order of their turns. It has no clock: `charge` says how much time was used."""

    def __init__(self, seats: int = SEATS, turn: float = TURN) -> None:
        self._seats, self._turn = seats, turn
        self._jobs: dict[str, deque[Job[Any]]] = {}  # by learner; the first in it have the seats
        self._used: dict[str, float] = {}  # seconds of this turn
        self._served: dict[str, float] = {}  # seconds in all, as far as they count; the learner with the least is first

    def __len__(self) -> int:
        return sum(map(len, self._jobs.values()))

    def __contains__(self, job: Job[Any]) -> bool:
        return any(job in jobs for jobs in self._jobs.values())

    def add(self, job: Job[Any], learner: str) -> None:
        """Queue a job behind the others of its learner; a new learner waits at the end."""
        self._served.setdefault(learner, min((self._served[one] for one in self._with_work()), default=0.0))
        self._jobs.setdefault(learner, deque()).append(job)
        self._used.setdefault(learner, 0.0)

    def count_of(self, learner: str) -> int:
        """How many jobs a learner has."""
        return len(self._jobs.get(learner, ()))

    def order(self) -> list[Job[Any]]:
        """All jobs that have work, in the order in which to offer them time."""
        waiting = self._with_work()
        seated = sorted(waiting[: self._seats], key=self._served.__getitem__)
        return [job for name in (*seated, *waiting[self._seats :]) for job in self._jobs[name] if job.has_work]

    def charge(self, job: Job[Any], seconds: float) -> None:
        """Record that a job had so many seconds: now its learner's next job is due, or the next learner."""
        name = next((name for name, jobs in self._jobs.items() if job in jobs), None)
        if name is None:
            return
        self._jobs[name].remove(job)
        self._jobs[name].append(job)
        self._used[name] += seconds
        self._served[name] += seconds
        waiting = self._with_work()
        most = max((self._served[one] for one in waiting), default=0.0)
        most_behind = self._turn * max(len(waiting) - self._seats + 1, 1)  # of a learner who never paused
        for one in waiting:  # a pause earns no credit
            self._served[one] = max(self._served[one], most - most_behind)
        if self._used[name] >= self._turn and len(waiting) > self._seats:
            self._jobs[name] = self._jobs.pop(name)  # to the end of the queue
            self._used[name] = 0.0

    def remove_finished(self) -> None:
        """Forget the jobs that are done, and the learners who have no others."""
        self._remove([job for jobs in self._jobs.values() for job in jobs if job.done.is_set()])

    def remove_paused(self) -> dict[Job[Any], str]:
        """Forget the jobs that wait for a hand as well; these, with their learners."""
        paused = {job: name for name, jobs in self._jobs.items() for job in jobs if job.paused and not job.has_work}
        self._remove(paused)
        return paused

    def _remove(self, leaving: Collection[Job[Any]]) -> None:
        for name, jobs in list(self._jobs.items()) if leaving else []:
            self._jobs[name] = jobs = deque(job for job in jobs if job not in leaving)
            if not jobs:
                del self._jobs[name], self._used[name], self._served[name]

    def learners_ahead(self, learner: str) -> int:
        """How many learners will have a seat before this one; 0 for one who has a seat or no work."""
        waiting = self._with_work()
        return max(waiting.index(learner) - self._seats + 1, 0) if learner in waiting else 0

    def running(self) -> int:
        """How many jobs are running."""
        return sum(job.running for jobs in self._jobs.values() for job in jobs)

    def time_shares(self, learner: str) -> int:
        """Into how many parts time is divided: one of them goes to each job of this learner."""
        mine = sum(job.running for job in self._jobs.get(learner, ()))
        others = sum(any(job.running for job in jobs) for name, jobs in self._jobs.items() if name != learner)
        return max(mine, 1) * (1 + others)

    def _with_work(self) -> list[str]:
        return [name for name, jobs in self._jobs.items() if any(job.has_work for job in jobs)]
