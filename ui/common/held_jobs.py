"""The jobs of every visitor, by session: they go on while other pages are read, and end when the tab closes.

They do not lie in the session's state, which outlives a closed tab by minutes, nor in a cache of Streamlit's, even one
of the session: any visitor's browser may ask for all caches of all sessions to be cleared.

A reload is the end of a session, too, and a lost connection looks like one. So jobs of a tab that is gone only rest for
a while; the session that the tab begins then takes them over, with a secret that the tab has kept.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

if TYPE_CHECKING:
    from lstm_core.training.job import Job

GRACE = 60.0  # seconds for which what a tab left is kept
MOST_LEFT = 40  # places that are kept for tabs that are gone, of all visitors; the oldest make way


@dataclass
class _Place:
    """Jobs that were started together."""

    number: int
    jobs: tuple[Job[Any], ...]
    about: Any  # what the page that started them knows of them
    tab: str  # the secret of the tab they belong to
    left: float = 0.0  # when that was seen to be gone; 0 while it is there
    resting: tuple[Job[Any], ...] = ()  # those that went on by themselves until then

    def rest(self, now: float) -> None:
        self.left, self.resting = now, tuple(job for job in self.jobs if job.running)
        for job in self.resting:
            job.pause()

    def wake(self) -> None:
        resting, self.left, self.resting = self.resting, 0.0, ()
        for job in resting:
            job.resume()


_HELD: dict[tuple[str, str], _Place] = {}  # by session and slot
_LOCK = threading.Lock()


def hold(slot: str, number: int, jobs: Sequence[Job[Any]], about: Any = None, tab: str = "") -> None:
    """Put jobs in place of those that this visitor had there; these are stopped."""
    with _LOCK:
        before = _HELD.pop((_session(), slot), None)
        if jobs:
            _HELD[_session(), slot] = _Place(number, tuple(jobs), about, tab)
    _stop(before)


def held(slot: str, number: int) -> tuple[Job[Any], ...]:
    """The jobs that this visitor put there under a number; none if the connection was lost meanwhile."""
    place = _HELD.get((_session(), slot))
    return place.jobs if place and place.number == number else ()


def about(slot: str) -> Any:
    """What was said of the jobs that are there now; None if there are none."""
    place = _HELD.get((_session(), slot))
    return place.about if place else None


def holds_any() -> bool:
    """Whether this visitor has anything anywhere."""
    return any(session == _session() for session, _ in list(_HELD))


def going() -> bool:
    """Whether anything of this visitor is not at its end."""
    places = [place for (session, _), place in list(_HELD.items()) if session == _session()]
    return any(not job.done.is_set() for place in places for job in place.jobs)


def take_over(left_by: str, tab: str) -> dict[str, int]:
    """Give this session what a tab left that is gone, which knows its secret; the numbers by slot. It goes on.

    Of a tab that is still there nothing is taken: a browser copies secrets into a tab that is duplicated.
    """
    me, taken = _session(), {}
    with _LOCK:
        for (session, slot), place in list(_HELD.items()):
            if place.tab == left_by and session != me and (me, slot) not in _HELD and not _is_there(session):
                _HELD[me, slot] = _HELD.pop((session, slot))
                place.tab = tab
                taken[slot] = place
    for place in taken.values():
        place.wake()
    return {slot: place.number for slot, place in taken.items()}


def is_elsewhere(tab: str) -> bool:
    """Whether a tab with this secret is there and has something."""
    me = _session()
    return any(place.tab == tab and session != me and _is_there(session) for (session, _), place in [*_HELD.items()])


def release_abandoned(now: float | None = None) -> None:
    """Let what sessions have left rest that are no longer connected; stop and forget it after a while."""
    if not Runtime.exists():  # a page without a server
        return
    now = time.monotonic() if now is None else now
    with _LOCK:
        for (session, _), place in _HELD.items():
            if _is_there(session) and place.left:
                place.wake()
            elif not (_is_there(session) or place.left):
                place.rest(now)
        left = sorted((key for key in _HELD if _HELD[key].left), key=lambda key: _HELD[key].left)
        old = [key for k, key in enumerate(left) if now - _HELD[key].left > GRACE or k < len(left) - MOST_LEFT]
        gone = [_HELD.pop(key) for key in old]
    for place in gone:
        _stop(place)


def _is_there(session: str) -> bool:
    return not Runtime.exists() or Runtime.instance().is_active_session(session)


def _session() -> str:
    context = get_script_run_ctx()
    return context.session_id if context else ""


def _stop(place: _Place | None) -> None:
    for job in place.jobs if place else ():
        job.stop()
