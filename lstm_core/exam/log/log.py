"""The learner's log: an append-only table of events from which everything else is derived.

SQLite by default, one file in the user's data directory; any other database by its SQLAlchemy URL. An event that
`append` returned from is on disk: a killed server loses nothing that was acknowledged.
"""

import copy
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from platformdirs import user_data_path

from lstm_core.exam.log import portable
from lstm_core.exam.log.allowance import Allowance
from lstm_core.exam.log.database import WAIT, Database
from lstm_core.exam.log.errors import Unwritable, translate_db_errors
from lstm_core.exam.log.event import LARGEST, Event, check, check_name, plain
from lstm_core.exam.log.tables import EVENTS

__all__ = ["LARGEST", "Event", "Log", "Unwritable"]
T = TypeVar("T")
VERSION = 1  # of what stands in an event


class Log:
    """The events of all learners in one database. Raises Unwritable where it cannot be used."""

    def __init__(self, url: str = "", wait: float = WAIT, opens: bool = True) -> None:
        """opens: whether to find out at once if it can be used; else that is found out when it is."""
        with translate_db_errors():
            url = url or _default_url()
        self._database = Database(url, wait)
        self._allowance: Allowance | None = None
        if opens:
            try:
                self._database.open()
            except Unwritable:
                self.close()
                raise

    def within(self, allowance: Allowance) -> "Log":
        """The same log, for somebody who waits for it no longer than that in all."""
        mine = copy.copy(self)
        mine._allowance = allowance
        return mine

    @property
    def times_opened(self) -> int:
        """How often its file was opened, which was gone each time but the first."""
        return self._database.times_opened

    def append(self, learner: str, event: Event) -> None:
        """Write one event; when this returns, it is kept. An event that is there already changes nothing."""
        check_name("learner", learner)
        check(event)
        row = _row(learner, event)
        try:
            self._write(lambda connection: connection.execute(EVENTS.insert(), row))
        except sa.exc.IntegrityError:  # nothing but its id can be there already
            return

    def events(self, learner: str, kind: str = "") -> list[Event]:
        """What one learner did, the oldest first; with `kind`, only that."""
        check_name("learner", learner)
        columns = [EVENTS.c[name] for name in ("at", "kind", "item", "data", "id")]
        wanted = sa.select(*columns).where(_of(learner, kind)).order_by(EVENTS.c.at, EVENTS.c.id)
        rows = self._read(lambda connection: connection.execute(wanted).all())
        facts = json.loads(f"[{','.join(row[3] for row in rows)}]")  # at once: thousands of them
        return [Event(at, what, item, data, id) for (at, what, item, _, id), data in zip(rows, facts, strict=True)]

    def count(self, learner: str, kind: str = "") -> int:
        """How many events `events` would read."""
        check_name("learner", learner)
        wanted = sa.select(sa.func.count()).select_from(EVENTS).where(_of(learner, kind))
        return int(self._read(lambda connection: connection.scalar(wanted)) or 0)

    def latest(self, learner: str, until: float) -> float:
        """The time of the last event that one learner has written down, of those up to a time; 0 for none."""
        check_name("learner", learner)
        wanted = sa.select(sa.func.max(EVENTS.c.at)).where(EVENTS.c.learner == learner, EVENTS.c.at <= until)
        return float(self._read(lambda connection: connection.scalar(wanted)) or 0.0)

    def export(self, learner: str) -> str:
        """Everything one learner did, as a file to take along (see `portable`)."""
        return portable.write(self.events(learner))

    def load(self, learner: str, text: str) -> int:
        """Add what is new in such a file, all of it or nothing, and return how many events that were.

        Raises ValueError, with a sentence, for a file that is not one of ours.
        """
        events = portable.read(text)
        known = {event.id: event for event in self.events(learner)}
        for number, event in enumerate(events, 1):
            if known.get(event.id, event) != event:
                raise ValueError(f"event {number} in this file is not as it is in your log; nothing was read in")
        new = [_row(learner, event) for event in events if event.id not in known]
        try:
            if new:
                self._database.write_much(lambda connection: connection.execute(EVENTS.insert(), new))
        except sa.exc.IntegrityError:  # somebody added some of them since we looked
            return self.load(learner, text)
        return len(new)

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def _read(self, query: Callable[[sa.Connection], T]) -> T:
        return self._database.read(query, self._allowance)

    def _write(self, change: Callable[[sa.Connection], object]) -> None:
        self._database.write(change, self._allowance)


def _of(learner: str, kind: str) -> sa.ColumnElement[bool]:
    """Whose events, and if need be of one kind only."""
    mine = EVENTS.c.learner == learner
    return sa.and_(mine, EVENTS.c.kind == kind) if kind else mine


def _row(learner: str, event: Event) -> dict[str, Any]:
    row = {"learner": learner, "id": event.id, "at": event.at, "kind": event.kind, "item": event.item}
    return row | {"data": plain(event), "version": VERSION}


def _default_url() -> str:
    """A file in the folder where this system keeps the data of programs."""
    folder: Path = user_data_path("recall", appauthor=False, ensure_exists=True)
    return f"sqlite:///{folder / 'log.sqlite'}"
