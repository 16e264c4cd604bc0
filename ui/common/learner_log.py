"""What a learner does is written into the log; where there is none, it stays in the session."""

from __future__ import annotations

import json
import os
import time
import uuid
from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, TypeVar

import streamlit as st

from lstm_core.exam.review.days import DAY
from ui.common import provider, tabs
from ui.common.server_wide import server_wide
from ui.common.session import LearnerState, LoginState, session
from ui.components import identity

T = TypeVar("T")
if TYPE_CHECKING:
    from lstm_core.exam.log.log import Event, Log

DATABASE = "RECALL_DATABASE"  # a SQLAlchemy URL; else "database" in Streamlit's secrets, else a file of the user's
FULL_SYNCS = 3  # a browser is sent the whole log in its first reruns, then what is new
MOST_RECENT = 200  # events that it is sent then
BROWSER_ROOM, OVERHEAD = 5_000_000, 150  # characters that it has room for; of an event but for its data
MOST_UNNAMED = 5_000  # events that are taken in before it is known whose they are
TURNED = DAY  # by which a clock may have been put back; a time further ahead is a mistake
STEP = 0.001  # seconds


@server_wide
def _log() -> Log:
    from lstm_core.exam.log.log import Log

    return Log(os.environ.get(DATABASE) or _secret(), opens=False)


def _secret() -> str:
    """The database named in Streamlit's secrets; "" if there is none, or if there are no secrets at all."""
    try:
        return str(st.secrets.get("database", ""))
    except FileNotFoundError:
        return ""


def sync_learner() -> None:
    """Find out who is there; what was done before that was known is written down now.

    The browser keeps a copy of the log. If it holds more than the log does, its copy is taken in: the files of a
    hosted server do not last, and a database may have been away when a tab was closed.
    """
    learner, login = session().learner, provider.user()
    learner.name = login or identity.learner_id(learner.name)
    tabs.note(learner.name)
    learner.browser_count = identity.stored_count(learner.browser_count)
    learner.browser_keeps = identity.stored(learner.browser_keeps)
    learner.login.outcome = identity.login_outcome(learner.login.outcome)
    learner.login.earlier = identity.earlier_count(learner.login.earlier)
    if not learner.name or learner.browser_count is None:
        asked = identity.Exchange(login, asks=True, leaves_for=learner.login.leaves_for)
    else:
        asked = _exchange(login, learner.browser_count)
    copy, earlier = identity.exchange_log(asked, provider.leave)
    with suppress(OSError):  # the log is away: tried again at the next rerun
        if copy:
            _restore(copy)
        if earlier:
            _move(earlier)
            st.rerun()
    write_unsaved()
    if learner.name and not (learner.error or learner.unsaved):
        count_losses()


def _exchange(login: str, browser_count: int) -> identity.Exchange:
    """What is asked of a browser that is known."""
    learner, log_count = session().learner, _count()
    return identity.Exchange(
        login,
        [vars(event) for event in _missing_in_browser(browser_count, log_count)],
        wants=not (learner.restored or learner.error) and (learner.file_was_lost or browser_count > log_count),
        wants_earlier=learner.login.takes_earlier,
        drops_earlier=learner.login.moved,
        leaves_for=learner.login.leaves_for,
        waits=bool(learner.unsaved),
    )


def _move(earlier: str) -> None:
    """Take in what was done in this browser before the login: its own copy, and what the log has under its name."""
    from lstm_core.exam.log import portable

    learner, before = session().learner, identity.learner_id("")
    with suppress(ValueError):  # a copy that cannot be read is as good as none
        load(earlier.encode())
    if before:
        log = _log().within(learner.allowance)
        with suppress(ValueError):  # one of its events is in the log otherwise: all that could be taken in is
            log.load(learner.name, portable.write(log.events(before)))
    learner.syncs = 0  # its copy of the log is to have all of it, too
    learner.login = LoginState(moved=True)


def _restore(copy: str) -> None:
    """Load the browser's copy, once; one that cannot be read is as good as none."""
    with suppress(ValueError):
        load(copy.encode())
    session().learner.restored = True


def write_unsaved() -> None:
    """Write what was done and is not in the log yet, the oldest first, as far as the log lets us.

    A tab may have two runs at once: one that waits for the database, and the click that came meanwhile. Both may write
    the same; each takes off the list what it has written and nothing else.
    """
    learner = session().learner
    while learner.name and (waiting := next(iter(learner.unsaved), None)) and _write(waiting):
        with suppress(ValueError):  # the other one was faster
            learner.unsaved.remove(waiting)
    if learner.error and not learner.unsaved:
        _count()  # is it there again?


def count_losses() -> None:
    """How much of what a lost file held is still missing; tell once that it was lost, if nothing is."""
    learner = session().learner
    count = _count()
    if learner.error:  # it is away again
        return
    if not learner.file_was_lost:
        learner.in_log = count
    learner.missing = max(learner.in_log - count, 0)
    if learner.file_was_lost and not learner.missing:
        learner.file_was_lost, learner.all_is_back = False, True


def _missing_in_browser(browser_count: int, log_count: int) -> list[Event]:
    """What the browser lacks: in the first reruns what it has room for if its copy is not as long, then what is new.

    One that has no room is not sent the log again and again.
    """
    learner = session().learner
    learner.syncs += 1
    lacks = browser_count < min(log_count, identity.MOST_STORED) and learner.browser_keeps == "all"
    if learner.syncs > FULL_SYNCS or not lacks:
        return learner.for_browser[-MOST_RECENT:]
    events, size = _events(latest=identity.MOST_STORED), 0
    for number, event in enumerate(reversed(events)):
        size += len(json.dumps(dict(event.data))) + OVERHEAD
        if size > BROWSER_ROOM:
            return events[-number:] if number else []
    return events


def record(kind: str, item: str, data: Mapping[str, Any], once: str = "") -> str:
    """Write down that something was done just now, and return the id under which it is kept.

    once: a name that nothing else has; what two tabs write down under it is kept once, as the first had it.
    """
    from lstm_core.exam.log.log import Event

    learner = session().learner
    learner.latest = max(time.time(), last_time() + STEP)
    named = {"id": str(uuid.uuid5(uuid.NAMESPACE_OID, f"{kind} {once}"))} if once else {}
    event = Event(learner.latest, kind, item, data, **named)
    learner.for_browser.append(event)
    learner.in_log += 1
    if not (learner.name and _write(event)):
        learner.unsaved.append(event)
    return event.id


def last_time() -> float:
    """The time of the last thing that was done; it may be ahead of a clock that was put back."""
    learner = session().learner
    until = time.time() + TURNED
    logged = _read(learner, lambda log: log.latest(learner.name, until), 0.0) if learner.name else 0.0
    return max(logged, _latest(learner))


def now() -> float:
    """The time, not before anything known that was done: what was done last counts even if the clock was put back."""
    learner = session().learner
    return max(time.time(), _latest(learner))


def _latest(learner: LearnerState) -> float:
    """The time of the last thing that this session knows of; one that no clock can have said is left out."""
    return learner.latest if learner.latest <= time.time() + TURNED else 0.0


def recorded(kind: str, latest: int = 0) -> list[Event]:
    """What this learner did, the oldest first; of very much only the latest, if their number is given."""
    learner = session().learner
    unsaved = [event for event in learner.unsaved if event.kind == kind]
    events = _once(_events(kind, latest), unsaved) if learner.name else unsaved
    until = time.time() + TURNED
    learner.latest = max(learner.latest, next((event.at for event in reversed(events) if event.at <= until), 0.0))
    return events


def event_count(kind: str) -> int:
    """How many events `recorded` would return."""
    learner = session().learner
    return _count(kind) if learner.name and not learner.unsaved else len(recorded(kind))


def log_to_take_along(learner: LearnerState) -> bytes:
    """Everything a learner did, as a file; a download is made where Streamlit knows of no session."""
    from lstm_core.exam.log.parcel import pack

    logged: list[Event] = []
    if learner.name:
        logged = _read(learner, lambda log: log.events(learner.name), logged)
    return pack(_once(logged, learner.unsaved))


def load(data: bytes, tell: Callable[[float], object] = lambda share: None) -> int:
    """Take a log in that was taken along; how many of its events are new. Raises ValueError with a sentence if that is
    none, OSError if it is away, or if only a part was read in.

    A log in parts is read twice, first to see whether all of it can be; `tell` is told the share that is done.
    """
    from lstm_core.exam.log import portable
    from lstm_core.exam.log.parcel import Parcel

    parcel, new = Parcel(data), 0
    steps = 2 * len(parcel)
    for done, text in enumerate(parcel if len(parcel) > 1 else [], 1):
        portable.read(text)
        tell(done / steps)
    for done, text in enumerate(parcel, len(parcel) + 1):
        try:
            new += _add(text)
        except (ValueError, OSError) as error:
            new += getattr(error, "written", 0)
            if not new:
                raise
            why = str(error).removesuffix("; nothing was read in").rstrip(".")
            raise OSError(f"Only a part of it could be read in: {new:,} events are new. Then: {why}.") from error
        tell(min(done / steps, 1.0))
    return new


def _add(text: str) -> int:
    from lstm_core.exam.log import portable

    learner = session().learner
    if learner.name:
        return _log().within(learner.allowance).load(learner.name, text)
    known = {event.id for event in learner.unsaved}
    new = [event for event in portable.read(text) if event.id not in known]
    if len(known) + len(new) > MOST_UNNAMED:
        raise ValueError("it is not known yet whose log this is; wait until the page is complete, then bring it back")
    learner.unsaved += new
    return len(new)


def _once(logged: list[Event], unsaved: list[Event]) -> list[Event]:
    """All of them; what was written late, when nobody waited for it any more, still stands among the unsaved."""
    known = {event.id for event in logged}
    return [*logged, *(event for event in unsaved if event.id not in known)]


def _events(kind: str = "", latest: int = 0) -> list[Event]:
    """What this learner did, as far as the log can be read."""
    learner = session().learner
    bound = {"latest": latest} if latest else {}
    return _read(learner, lambda log: log.events(learner.name, kind, **bound), [])


def _count(kind: str = "") -> int:
    """How many events of this learner are in the log, as far as it can be read."""
    learner = session().learner
    return _read(learner, lambda log: log.count(learner.name, kind), 0)


def _read(learner: LearnerState, query: Callable[[Log], T], default: T) -> T:
    """What the log answers, or the default; why it does not is kept for `log_status` to say."""
    try:
        answer = query(_log().within(learner.allowance))
    except OSError as error:  # lstm_core.exam.log.log.Unwritable is one, and says what to do
        learner.error = str(error)
        return default
    _notice_another_file(learner)
    if not learner.unsaved:  # else the last attempt to write decides
        learner.error = ""
    return answer


def _write(event: Event) -> bool:
    """Whether it is in the log now."""
    learner = session().learner
    try:
        _log().within(learner.allowance).append(learner.name, event)
    except OSError as error:
        learner.error = str(error)
        return False
    _notice_another_file(learner)
    learner.error = ""
    return True


def _notice_another_file(learner: LearnerState) -> None:
    """Where the log's file was gone, write down again what this tab and its browser know of it."""
    times = _log().times_opened
    if learner.times_opened and times > learner.times_opened:
        waiting = {event.id for event in learner.unsaved}
        learner.unsaved[:0] = [event for event in learner.for_browser if event.id not in waiting]
        learner.file_was_lost, learner.restored, learner.syncs = True, False, 0
    learner.times_opened = times
