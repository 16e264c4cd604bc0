"""The learner's log: an append-only table of events from which everything else is derived.

SQLite by default, one file in the user's data directory; any other database by its SQLAlchemy URL. An event that
`append` returned from is on disk: a killed server loses nothing that was acknowledged.
"""

import json
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from platformdirs import user_data_path

VERSION = 1  # of what stands in an event
LARGEST = 10_000  # characters of an event's data
_METADATA = sa.MetaData()
_EVENTS = sa.Table(
    "events",
    _METADATA,
    sa.Column("id", sa.String(36), primary_key=True),
    sa.Column("learner", sa.String(64), nullable=False, index=True),
    sa.Column("at", sa.Float, nullable=False),
    sa.Column("kind", sa.String(40), nullable=False),
    sa.Column("item", sa.String(120), nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sa.Column("version", sa.Integer, nullable=False),
)


@dataclass(frozen=True)
class Event:
    """Something a learner did: a drawing checked, a drill answered."""

    at: float  # seconds since 1970, UTC
    kind: str  # "drawing", ...
    item: str  # what it was about: "LSTM"
    data: Mapping[str, Any] = field(default_factory=dict)  # plain JSON
    id: str = field(default_factory=lambda: str(uuid.uuid4()))


class Log:
    """The events of all learners in one database. Raises sqlalchemy.exc.SQLAlchemyError where it cannot be used."""

    def __init__(self, url: str = "") -> None:
        self._engine = sa.create_engine(url or _default_url())
        if self._engine.dialect.name == "sqlite":
            sa.event.listen(self._engine, "connect", _prepare)
        _METADATA.create_all(self._engine)

    def append(self, learner: str, event: Event) -> None:
        """Write one event; when this returns, it is kept. An event that is there already changes nothing."""
        data = json.dumps(dict(event.data))
        if len(data) > LARGEST:
            raise ValueError(f"an event holds at most {LARGEST} characters, not {len(data)}")
        row = {"learner": learner, "at": event.at, "kind": event.kind, "item": event.item, "data": data}
        with self._engine.begin() as connection:
            if connection.execute(sa.select(_EVENTS.c.id).where(_EVENTS.c.id == event.id)).first() is None:
                connection.execute(_EVENTS.insert().values(id=event.id, version=VERSION, **row))

    def events(self, learner: str, kind: str = "") -> list[Event]:
        """What one learner did, the oldest first; with `kind`, only that."""
        wanted = sa.select(_EVENTS).where(_EVENTS.c.learner == learner).order_by(_EVENTS.c.at, _EVENTS.c.id)
        if kind:
            wanted = wanted.where(_EVENTS.c.kind == kind)
        with self._engine.connect() as connection:
            rows = connection.execute(wanted).all()
        return [Event(row.at, row.kind, row.item, json.loads(row.data), row.id) for row in rows]

    def close(self) -> None:
        """Give the file back."""
        self._engine.dispose()


def _default_url() -> str:
    """A file in the folder where this system keeps the data of programs."""
    folder: Path = user_data_path("recall", appauthor=False, ensure_exists=True)
    return f"sqlite:///{folder / 'log.sqlite'}"


def _prepare(connection: Any, _: Any) -> None:
    """Write ahead, so that readers never wait and a killed process leaves a file that opens."""
    connection.execute("PRAGMA journal_mode=WAL")
    connection.execute("PRAGMA busy_timeout=5000")
