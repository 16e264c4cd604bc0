"""The learner's log: an append-only table of events from which everything else is derived.

SQLite by default, one file in the user's data directory; any other database by its SQLAlchemy URL. An event that
`append` returned from is on disk: a killed server loses nothing that was acknowledged.
"""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path

from lstm_core.exam.log import portable
from lstm_core.exam.log.errors import Unwritable, translate_db_errors
from lstm_core.exam.log.event import LARGEST, Event, check, check_name, plain
from lstm_core.exam.log.tables import EVENTS, upgrade

__all__ = ["LARGEST", "Event", "Log", "Unwritable"]
VERSION = 1  # of what stands in an event
WAIT = 5.0  # seconds for which another writer is waited for


class Log:
    """The events of all learners in one database. Raises Unwritable where it cannot be used."""

    def __init__(self, url: str = "", wait: float = WAIT) -> None:
        with translate_db_errors():
            self._engine = sa.create_engine(url or _default_url(), pool_pre_ping=True, hide_parameters=True)
            if self._engine.dialect.name == "sqlite":
                sa.event.listen(self._engine, "connect", _prepare(wait))
            try:
                upgrade(self._engine)
            except Exception as error:
                self.close()
                if isinstance(error, ValueError):
                    raise Unwritable(f"The log cannot be opened: {error}.") from error
                raise

    def append(self, learner: str, event: Event) -> None:
        """Write one event; when this returns, it is kept. An event that is there already changes nothing."""
        check_name("learner", learner)
        check(event)
        try:
            with translate_db_errors(), self._engine.begin() as connection:
                connection.execute(EVENTS.insert(), _row(learner, event))
        except sa.exc.IntegrityError:  # nothing but its id can be there already
            return

    def events(self, learner: str, kind: str = "") -> list[Event]:
        """What one learner did, the oldest first; with `kind`, only that."""
        check_name("learner", learner)
        columns = [EVENTS.c[name] for name in ("at", "kind", "item", "data", "id")]
        wanted = sa.select(*columns).where(_of(learner, kind)).order_by(EVENTS.c.at, EVENTS.c.id)
        with translate_db_errors(), self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        facts = json.loads(f"[{','.join(row[3] for row in rows)}]")  # at once: thousands of them
        return [Event(at, what, item, data, id) for (at, what, item, _, id), data in zip(rows, facts, strict=True)]

    def count(self, learner: str, kind: str = "") -> int:
        """How many events `events` would read."""
        check_name("learner", learner)
        with translate_db_errors(), self._engine.connect() as connection:
            return int(connection.scalar(sa.select(sa.func.count()).select_from(EVENTS).where(_of(learner, kind))) or 0)

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
            with translate_db_errors(), self._engine.begin() as connection:
                if new:
                    connection.execute(EVENTS.insert(), new)
        except sa.exc.IntegrityError:  # somebody added some of them since we looked
            return self.load(learner, text)
        return len(new)

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()


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


def _prepare(wait: float) -> Callable[[Any, Any], None]:
    """Write ahead, so that readers never wait and a killed process leaves a file that opens."""

    def prepare(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
        connection.execute("PRAGMA journal_mode=WAL")

    return prepare
