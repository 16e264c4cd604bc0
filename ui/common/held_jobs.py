"""The jobs of every visitor, by session: they go on while other pages are read, and end when the tab closes.

They do not lie in the session's state, which outlives a closed tab by minutes, nor in a cache of Streamlit's, even one
of the session: any visitor's browser may ask for all caches of all sessions to be cleared.
"""

from __future__ import annotations

import threading
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from lstm_core.training.job import Job

_HELD: dict[tuple[str, str], tuple[int, tuple[Job[Any], ...]]] = {}  # by session and slot: a number and its jobs
_LOCK = threading.Lock()


def hold(slot: str, number: int, jobs: Sequence[Job[Any]]) -> None:
    """Put jobs in place of those that this visitor had there; these are stopped."""
    with _LOCK:
        _, before = _HELD.pop((_session(), slot), (0, ()))
        if jobs:
            _HELD[_session(), slot] = number, tuple(jobs)
    _stop(before)


def held(slot: str, number: int) -> tuple[Job[Any], ...]:
    """The jobs that this visitor put there under a number; none if the connection was lost meanwhile."""
    kept, jobs = _HELD.get((_session(), slot), (0, ()))
    return jobs if kept == number else ()


def release_abandoned() -> None:
    """Stop and forget what sessions have left that are no longer connected."""
    if not Runtime.exists():  # a page without a server
        return
    connected = Runtime.instance().is_active_session
    with _LOCK:
        gone = [key for key in _HELD if not connected(key[0])]
        left = [_HELD.pop(key) for key in gone]
    for _, jobs in left:
        _stop(jobs)


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _stop(jobs: Sequence[Job[Any]]) -> None:
    for job in jobs:
        job.stop()
