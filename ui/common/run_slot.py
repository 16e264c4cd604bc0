"""A place for what one visitor has in training: it goes on while other pages are read, and ends when the tab closes.

A run kept in the session's state would train on for minutes after the tab was closed; a resource of the session is
released at once. The state only knows its number. After a lost connection the number is still there, the run is not.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Any, Generic, TypeVar

import streamlit as st

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
        self._held = _held_in_the_session(name)

    @property
    def number(self) -> int:
        """Number of what was started last; 0 if nothing was."""
        return session().train.run_numbers.get(self.name, 0)

    def current(self) -> tuple[J, ...]:
        """What was started last; nothing if the connection was lost meanwhile."""
        return self._held(self.number, ()) if self.number else ()

    def start(self, jobs: Sequence[J]) -> None:
        """Put jobs in place of those before and hand them to the trainer.

        Raises ValueError with a sentence if the trainer is full.
        """
        self.stop()
        session().train.run_numbers[self.name] = next(self._numbers)
        self._held(self.number, tuple(jobs))
        for job in jobs:
            trainer().submit(job, visitor_id())

    def stop(self) -> None:
        """Let what is here end after the update it is at."""
        _stop(self.current())

    def clear(self) -> None:
        """Stop what is here and forget its number."""
        self.stop()
        session().train.run_numbers.pop(self.name, None)


def _held_in_the_session(name: str) -> Callable[[int, tuple[Any, ...]], tuple[Any, ...]]:
    """A cache of one entry in every session. Streamlit tells caches apart by the names of their functions."""

    def held(number: int, _jobs: tuple[Any, ...]) -> tuple[Any, ...]:
        return _jobs

    held.__qualname__ = f"held {name}"
    return st.cache_resource(scope="session", max_entries=1, show_spinner=False, on_release=_stop)(held)


def _stop(jobs: Sequence[Job[Any]]) -> None:
    for job in jobs:
        job.stop()
