"""A place for what one visitor has in training.

The session's state only knows its number, `ui.common.held_jobs` has the jobs. After a lost connection the number is
still there, the run is not.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar, cast

from ui.common import held_jobs
from ui.common.session import session
from ui.common.trainer import trainer, visitor_id

if TYPE_CHECKING:
    from lstm_core.training.job import Job

J = TypeVar("J", bound="Job[Any]")


class RunSlot(Generic[J]):
    """Holds jobs that were started together. Others take their place and stop them; so does the end of the session.

    name: another for every slot; numbers: where the jobs of all visitors get their numbers from.
    """

    def __init__(self, name: str, numbers: Iterator[int]) -> None:
        self.name = name
        self._numbers = numbers

    @property
    def number(self) -> int:
        """Number of what was started last; 0 if nothing was."""
        return session().train.run_numbers.get(self.name, 0)

    def current(self) -> tuple[J, ...]:
        """What was started last, to be looked at; nothing if the connection was lost meanwhile."""
        jobs = cast("tuple[J, ...]", held_jobs.held(self.name, self.number)) if self.number else ()
        for job in jobs:
            job.look()
        return jobs

    @property
    def about(self) -> Any:
        """What was said of them when they were started; None if nothing is here."""
        return held_jobs.about(self.name)

    def start(self, jobs: Sequence[J], about: Any = None) -> None:
        """Put jobs in place of those before and hand them to the trainer; `about` is kept beside them.

        Raises ValueError with a sentence if the trainer is full; then nothing is here.
        """
        session().train.run_numbers[self.name] = number = next(self._numbers)
        held_jobs.hold(self.name, number, jobs, about, session().train.tab)
        try:
            for job in jobs:
                trainer().submit(job, visitor_id())
        except ValueError:
            self.clear()
            raise

    def stop(self) -> None:
        """Let what is here end after the update it is at."""
        for job in self.current():
            job.stop()

    def clear(self) -> None:
        """Stop what is here and forget its number."""
        held_jobs.hold(self.name, 0, ())
        session().train.run_numbers.pop(self.name, None)
