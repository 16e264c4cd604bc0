"""The database of the log: opened when it can be, and again when its file is another one than it was."""

import os
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from typing import Any, TypeVar

import sqlalchemy as sa

from lstm_core.exam.log.allowance import LONGEST, Allowance
from lstm_core.exam.log.errors import IN_USE, Unwritable, translate_db_errors
from lstm_core.exam.log.patience import ENOUGH, Overdue, Patience
from lstm_core.exam.log.pool import Pools
from lstm_core.exam.log.tables import EVENTS, upgrade

T = TypeVar("T")
Stamp = tuple[int, int] | None
WAIT = 1.2  # seconds for which another writer is waited for
LONG = 60.0  # seconds for a whole log that is brought back
MOMENT = 1.0  # seconds of it between two looks at whether the database answers others
LIBPQ = ("psycopg", "psycopg2")
AWAY = 5  # seconds after which a driver gives up by itself; by then nobody waits any more
NETWORK = {"connect_timeout": AWAY, "keepalives_idle": 5, "keepalives_interval": 2, "keepalives_count": 2}
NETWORK |= {"tcp_user_timeout": 1000 * AWAY}  # until what was sent into a network that is gone is given up
LETTERS = {"client_encoding": "utf8"}  # of a database in SQL_ASCII the driver would give bytes back


class Database:
    """An engine that nobody waits for in vain. Raises Unwritable where it cannot be used."""

    def __init__(self, url: str, wait: float) -> None:
        self.times_opened = 0
        self._reading, self._writing = Patience(self._reconnect), Patience(self._reconnect)
        self._turn, self._users = threading.Condition(), 0
        self._writer, self._wait = threading.Lock(), wait
        self._seen: Stamp = None
        self._seen_ahead: Stamp = None
        with translate_db_errors():
            self.engine = sa.create_engine(url, **_bounds(sa.make_url(url)))
        self._pools = Pools(self.engine)
        self._is_sqlite = self.engine.dialect.name == "sqlite"
        self._file = self.engine.url.database or "" if self._is_sqlite else ""
        prepare = _prepare_sqlite(wait) if self._is_sqlite else _limit_statements
        if self._is_sqlite or self.engine.dialect.name == "postgresql":
            sa.event.listen(self.engine, "connect", prepare)

    def read(self, query: Callable[[sa.Connection], T], allowance: Allowance | None = None) -> T:
        """What a query answers; a learner's allowance is spent by waiting for it."""
        with (allowance or Allowance()).spend() as longest:
            return self._ask(self._reading, lambda: self._at_once(self.engine.connect, query), longest)

    def write(self, change: Callable[[sa.Connection], T], allowance: Allowance | None = None) -> T:
        """Make a change, all or nothing; when this returns, it is kept. Making it twice must not matter."""
        with (allowance or Allowance()).spend() as longest:
            return self._ask(self._writing, lambda: self._keep(change), longest)

    def write_much(self, change: Callable[[sa.Connection], T]) -> T:
        """The same for a change that may take long; it is waited for as long as the database answers others."""
        return self._ask(self._writing, lambda: self._keep(change), MOMENT, self._still_answers)

    def open(self) -> None:
        """Find out whether it can be used."""
        self.read(lambda _: None)

    def close(self) -> None:
        """Give the file back."""
        for patience in (self._reading, self._writing):
            patience.close()
        self._pools.close()

    def _ask(self, patience: Patience, work: Callable[[], T], longest: float, meanwhile: Any = None) -> T:
        try:
            return patience.ask(partial(self._tidily, work), longest, meanwhile)
        except Unwritable as error:
            if self._reading.rests:  # who cannot read cannot write either
                self._writing.rest(str(error), partial(self._tidily, self._look))
            elif self._writing.rests and isinstance(error, Overdue):  # and perhaps who cannot write cannot read
                self._reading.rest(str(error), partial(self._tidily, self._look))
            raise

    def _tidily(self, work: Callable[[], T]) -> T:
        """Do it, however late, and leave nothing open."""
        with self._pools.used():
            return work()

    def _still_answers(self) -> None:
        self._ask(self._reading, self._look, ENOUGH)

    def _look(self) -> None:
        query = sa.select(EVENTS.c.at).limit(1)
        self._at_once(self.engine.connect, lambda connection: connection.execute(query))

    def _keep(self, change: Callable[[sa.Connection], T]) -> T:
        with self._alone():
            made = self._at_once(self.engine.begin, change)
            return made if self._is_there() else self._at_once(self.engine.begin, change)

    def _reconnect(self) -> None:
        """Connections that have hung for long may hang for ever."""
        if not self._is_sqlite:
            self._pools.renew()

    def _at_once(self, connect: Callable[[], Any], act: Callable[[sa.Connection], T]) -> T:
        with self._used(), translate_db_errors(), connect() as connection:
            return act(connection)

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """SQLite has one writer at a time. Only that one holds a connection; the others leave theirs to readers."""
        if not self._is_sqlite:
            yield
            return
        if not self._writer.acquire(timeout=self._wait):
            raise Unwritable(IN_USE)
        try:
            yield
        finally:
            self._writer.release()

    @contextmanager
    def _used(self) -> Iterator[None]:
        """Count who is at work, since a file is opened anew only while nobody is: closing the old one tidies up."""
        with self._turn:
            if not self.times_opened or not self._is_there():
                self._turn.wait_for(lambda: self._users == 0, timeout=LONGEST)
                self._open_anew()
            self._users += 1
        try:
            yield
        finally:
            with self._turn:
                self._users -= 1
                self._turn.notify_all()

    def _open_anew(self) -> None:
        self._pools.renew()
        try:
            with translate_db_errors():
                upgrade(self.engine)
        except ValueError as error:
            raise Unwritable(f"The log cannot be opened: {error}.") from error
        self._seen, self._seen_ahead = _stamp(self._file), None
        self.times_opened += 1

    def _is_there(self) -> bool:
        """Whether the file that was opened still stands where it stood: not deleted, moved or replaced.

        SQLite writes into a second file first, which is there as long as anybody is connected. If only that one is
        gone, SQLite notices nothing; but what it held is saved when the old connections are closed.
        """
        ahead = _stamp(f"{self._file}-wal")
        self._seen_ahead = self._seen_ahead or ahead
        return _stamp(self._file) == self._seen and ahead == self._seen_ahead


def _stamp(file: str) -> Stamp:
    """What tells a file from any other; None if it is not there, or if the database is no file."""
    try:
        found = os.stat(file)
    except OSError:
        return None
    return found.st_dev, found.st_ino


def _bounds(url: sa.URL) -> dict[str, Any]:
    """What keeps every driver from waiting for ever."""
    bounds: dict[str, Any] = {"pool_pre_ping": True, "hide_parameters": True}
    if url.get_backend_name() == "sqlite" and url.database in (None, "", ":memory:"):  # one for all threads
        return bounds | {"poolclass": sa.pool.StaticPool, "connect_args": {"check_same_thread": False}}
    bounds["pool_timeout"] = AWAY
    if url.get_backend_name() == "postgresql" and url.get_driver_name() in LIBPQ:
        bounds["connect_args"] = {name: value for name, value in (NETWORK | LETTERS).items() if name not in url.query}
    return bounds


def _prepare_sqlite(wait: float) -> Callable[[Any, Any], None]:
    """Write ahead, so that readers never wait and a killed process leaves a file that opens."""

    def prepare(connection: Any, _: Any) -> None:
        connection.execute(f"PRAGMA busy_timeout={round(wait * 1000)}")
        connection.execute("PRAGMA journal_mode=WAL")

    return prepare


def _limit_statements(connection: Any, _: Any) -> None:
    """Let PostgreSQL give up what nobody waits for any more."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET statement_timeout = {round(LONG * 1000)}")
        cursor.execute(f"SET lock_timeout = {round(WAIT * 1000)}")
    connection.commit()
