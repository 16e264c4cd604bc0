"""What a learner does is written into the log; where there is none, it stays in the session."""

from __future__ import annotations

import hashlib
import os
import time
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from ui.common.session import Session, session
from ui.components.identity import held, keep, who

T = TypeVar("T")
if TYPE_CHECKING:
    from lstm_core.exam.log.log import Event, Log

DATABASE = "RECALL_DATABASE"  # a SQLAlchemy URL; else "database" in Streamlit's secrets, else a file of the user's
ALL, SOME = 3, 200  # a browser is sent the whole log in its first reruns, then what is new


@st.cache_resource(show_spinner=False)
def _log() -> Log:
    from lstm_core.exam.log.log import Log

    return Log(os.environ.get(DATABASE) or _secret())


def _secret() -> str:
    """The database named in Streamlit's secrets; "" if there is none, or if there are no secrets at all."""
    try:
        return str(st.secrets.get("database", ""))
    except FileNotFoundError:
        return ""


def _user() -> str:
    """A name for whoever is logged in, where a login is set up; their address stays out of the log."""
    if not getattr(st.user, "is_logged_in", False):
        return ""
    return f"user-{hashlib.sha256(str(st.user.get('sub') or st.user.get('email')).encode()).hexdigest()[:40]}"


def meet() -> None:
    """Find out who is there; what was done before that was known is written down now.

    The browser keeps a copy of the log. If it holds more than the log does, its copy is taken in: the files of a
    hosted server do not last, and a database may have been away when a tab was closed.
    """
    me, login = session(), _user()
    me.learner = login or who(me.learner)
    me.held = held(me.held)
    if not me.learner or me.held is None:
        keep(login, [], asks=True)
    else:
        there = _count()
        copy = keep(
            login, [vars(event) for event in _to_copy(me.held, there)], wants=not me.restored and me.held > there
        )
        if copy:
            with suppress(OSError):  # the log is away: tried again at the next rerun
                _take_in(copy)
    write_down()


def _take_in(copy: str) -> None:
    """Load the browser's copy, once; one that cannot be read is as good as none."""
    with suppress(ValueError):
        load(copy.encode())
    session().restored = True


def write_down() -> None:
    """Write what was done and is not in the log yet, the oldest first, as far as the log lets us."""
    me = session()
    while me.learner and me.events and _write(me.events[0]):
        me.events.pop(0)
    if me.trouble and not me.events:
        _count()  # is it there again?


def _to_copy(held: int, there: int) -> list[Event]:
    """What the browser lacks: all of the log in the first reruns if its copy is not as long, then what is new."""
    me = session()
    me.meetings += 1
    return _events() if me.meetings <= ALL and held < there else me.copied[-SOME:]


def record(kind: str, item: str, data: Mapping[str, Any]) -> None:
    """Write down that something was done just now."""
    from lstm_core.exam.log.log import Event

    event = Event(time.time(), kind, item, data)
    session().copied.append(event)
    if not (session().learner and _write(event)):
        session().events.append(event)


def recorded(kind: str) -> list[Event]:
    """What this learner did, the oldest first."""
    me = session()
    mine = [event for event in me.events if event.kind == kind]
    if not me.learner:
        return mine
    return [*_events(kind), *mine]


def times(kind: str) -> int:
    """How many events `recorded` would return."""
    me = session()
    waiting = sum(event.kind == kind for event in me.events)
    return waiting + (_count(kind) if me.learner else 0)


def exported(me: Session) -> str:
    """Everything a learner did, as JSON to take along; a download is made where Streamlit knows of no session."""
    from lstm_core.exam.log import portable

    nothing: list[Event] = []
    kept = _read(me, lambda log: log.events(me.learner), nothing) if me.learner else nothing
    return portable.write([*kept, *me.events])


def load(data: bytes) -> int:
    """Take a log in that was taken along; how many of its events are new. Raises ValueError with a sentence."""
    from lstm_core.exam.log import portable

    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as error:
        raise ValueError("this file is no text; choose a log that was downloaded here") from error
    me = session()
    if me.learner:
        return _log().load(me.learner, text)
    known = {event.id for event in me.events}
    new = [event for event in portable.read(text) if event.id not in known]
    me.events += new
    return len(new)


def _events(kind: str = "") -> list[Event]:
    """What this learner did, as far as the log can be read."""
    me = session()
    return _read(me, lambda log: log.events(me.learner, kind), [])


def _count(kind: str = "") -> int:
    """How many events of this learner are in the log, as far as it can be read."""
    me = session()
    return _read(me, lambda log: log.count(me.learner, kind), 0)


def _read(me: Session, look: Callable[[Log], T], nothing: T) -> T:
    """What is read in the log, or nothing; why not is kept for `waiting` to say."""
    try:
        found = look(_log())
    except OSError as error:  # lstm_core.exam.log.log.Unwritable is one, and says what to do
        me.trouble = str(error)
        return nothing
    if not me.events:  # else the last attempt to write decides
        me.trouble = ""
    return found


def _write(event: Event) -> bool:
    """Whether it is in the log now."""
    try:
        _log().append(session().learner, event)
    except OSError as error:
        session().trouble = str(error)
        return False
    session().trouble = ""
    return True
