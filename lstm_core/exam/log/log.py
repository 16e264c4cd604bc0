"""The learner's log: an append-only table of events from which everything else is derived.

SQLite by default, one file in the user's data directory; any other database by its SQLAlchemy URL. An event that
`append` returned from is on disk: a killed server loses nothing that was acknowledged.
"""

import copy
import json
import sys
import threading
from collections.abc import Callable, Iterator
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any, TypeVar

import sqlalchemy as sa
from platformdirs import user_data_path

from lstm_core.exam.log import portable
from lstm_core.exam.log.allowance import Allowance
from lstm_core.exam.log.database import WAIT, Database
from lstm_core.exam.log.errors import Interrupted, Unwritable, translate_db_errors
from lstm_core.exam.log.event import LARGEST, Event, check, check_name, plain
from lstm_core.exam.log.tables import EVENTS

__all__ = ["LARGEST", "Event", "Interrupted", "Log", "Unwritable"]
T = TypeVar("T")
VERSION = 1  # of what stands in an event
MOST = 100_000  # events of one learner that are read, or brought back: 270 a day for a year
PIECE, READ = 1_000, 10_000  # events that are written at once, and read
TURN = 5.0  # seconds for which somebody waits who brings a log back while others do


class Log:
    """The events of all learners in one database. Raises Unwritable where it cannot be used."""

    def __init__(self, url: str = "", wait: float = WAIT, opens: bool = True) -> None:
        """opens: whether to find out at once if it can be used; else that is found out when it is."""
        with translate_db_errors():
            url = url or _default_url()
        self._database = Database(url, wait)
        self._allowance: Allowance | None = None
        self._loading = threading.Lock()
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

    def events(self, learner: str, kind: str = "", latest: int = MOST) -> list[Event]:
        """What one learner did, the oldest first; with `kind`, only that; of very many the latest."""
        check_name("learner", learner)
        found: list[Event] = []
        last: Event | None = None
        while len(found) < latest and (piece := self._piece(learner, kind, last, min(READ, latest - len(found)))):
            found += piece
            last = piece[-1]
        return found[::-1]

    def _piece(self, learner: str, kind: str, before: Event | None, most: int) -> list[Event]:
        """So many events before another, the latest first. Between two pieces others have their turn."""
        columns = [EVENTS.c[name] for name in ("at", "kind", "item", "data", "id")]
        wanted = sa.select(*columns).where(_of(learner, kind)).order_by(EVENTS.c.at.desc(), EVENTS.c.id.desc())
        if before:
            same = sa.and_(EVENTS.c.at == before.at, EVENTS.c.id < before.id)
            wanted = wanted.where(EVENTS.c.at <= before.at, sa.or_(EVENTS.c.at < before.at, same))
        rows = self._read(lambda connection: connection.execute(wanted.limit(most)).all())
        facts = json.loads(f"[{','.join(row[3] for row in rows)}]")  # at once: thousands of them
        return [
            Event(at, sys.intern(what), sys.intern(item), data, id)
            for (at, what, item, _, id), data in zip(rows, facts, strict=True)
        ]

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
        """Add what is new in such a file, and return how many events that were. One file is taken in at a time.

        All of it is checked before any is written. It is written in pieces, between which others write; whoever is
        interrupted may load the file again, which adds the rest. Raises ValueError, with a sentence, for a file that
        is not one of ours; Unwritable while others are taken in; Interrupted if only a part of it was written.
        """
        if not self._loading.acquire(timeout=TURN):
            raise Unwritable("Another log is being taken in at the moment.")
        try:
            return self._load(learner, text)
        finally:
            self._loading.release()

    def _load(self, learner: str, text: str) -> int:
        file, known = portable.fingerprints(text), self._fingerprints(learner)
        for number, (id, mark) in enumerate(file.items(), 1):
            if known.get(id, mark) != mark:
                raise ValueError(f"event {number} in this file is not as it is in your log; nothing was read in")
        new = file.keys() - known.keys()
        if new and len(new) + len(known) > MOST:
            raise ValueError(f"with this file your log would have more than {MOST:,} events, and no more are kept")
        return self._write_pieces(learner, text, (_row(learner, event) for event in portable.walk(text, new)))

    def _write_pieces(self, learner: str, text: str, rows: Iterator[dict[str, Any]]) -> int:
        written = 0
        try:
            while piece := list(islice(rows, PIECE)):
                try:
                    self._database.write_much(partial(_insert, piece))
                except sa.exc.IntegrityError:  # somebody added some of them since we looked
                    return written + self._load(learner, text)
                written += len(piece)
        except (ValueError, Unwritable) as error:
            if not written:
                raise
            raise Interrupted(str(error), written + getattr(error, "written", 0)) from error
        return written

    def _fingerprints(self, learner: str) -> dict[str, int]:
        """What stands for every event of a learner, by its id."""
        found: dict[str, int] = {}
        last: Event | None = None
        while piece := self._piece(learner, "", last, READ):
            found |= {event.id: portable.fingerprint(event) for event in piece}
            last = piece[-1]
        return found

    def close(self) -> None:
        """Give the file back."""
        self._database.close()

    def _read(self, query: Callable[[sa.Connection], T]) -> T:
        return self._database.read(query, self._allowance)

    def _write(self, change: Callable[[sa.Connection], object]) -> None:
        self._database.write(change, self._allowance)


def _insert(rows: list[dict[str, Any]], connection: sa.Connection) -> None:
    connection.execute(EVENTS.insert(), rows)


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
