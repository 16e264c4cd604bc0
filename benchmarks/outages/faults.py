"""What may happen to a database: for each, the address where the app reaches it, and how it is broken for a while."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from tools.postgres import Postgres, postgres
from tools.wire import Wire

SOCKET = ".s.PGSQL.5432"  # PostgreSQL's, in its folder
OTHERS = "others"  # what they call themselves
END_OURS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE application_name <> %(others)s AND backend_type = 'client backend'
"""
LATE = 0.1  # seconds that a slow network takes, each way; a question and its answer go back and forth four times


@dataclass(frozen=True)
class Database:
    """One that can be broken: where the app reaches it, where we do, and what is done to it."""

    url: str
    direct: str
    broken: Callable[[], AbstractContextManager[None]]


@contextmanager
def frozen(server: Postgres) -> Iterator[Database]:
    """PostgreSQL, every process of which stands still."""
    yield Database(server.url, server.url, server.frozen)


@contextmanager
def silent(server: Postgres) -> Iterator[Database]:
    """A network that carries nothing for a while, and then all that waited."""
    with _wire(server) as wire:
        yield Database(_over(wire), server.url, wire.silent)


@contextmanager
def forgotten(server: Postgres) -> Iterator[Database]:
    """A network that carries nothing for a while, and then only what is new: what was open before stays dead."""
    with _wire(server) as wire:
        yield Database(_over(wire), server.url, lambda: wire.silent(forgets=True))


@contextmanager
def slow(server: Postgres) -> Iterator[Database]:
    """A network over which every question takes nearly a second."""
    with _wire(server) as wire:
        yield Database(_over(wire), server.url, lambda: wire.late(LATE))


@contextmanager
def refused(server: Postgres) -> Iterator[Database]:
    """PostgreSQL, stopped at once and started again."""

    @contextmanager
    def broken() -> Iterator[None]:
        server.stop()
        try:
            yield
        finally:
            server.start()

    yield Database(server.url, server.url, broken)


@contextmanager
def exhausted(server: Postgres) -> Iterator[Database]:
    """PostgreSQL, all of whose connections others have taken, ours included."""

    @contextmanager
    def broken() -> Iterator[None]:
        engine = sa.create_engine(server.url, poolclass=sa.pool.NullPool, connect_args={"application_name": OTHERS})
        with ExitStack() as held:
            first = held.enter_context(engine.connect())
            while first.exec_driver_sql(END_OURS, {"others": OTHERS}).all() or _takes_another(engine, held):
                first.commit()
            yield

    yield Database(server.url, server.url, broken)


def _takes_another(engine: sa.Engine, held: ExitStack) -> bool:
    try:
        held.enter_context(engine.connect())
    except sa.exc.OperationalError:  # there are no more
        return False
    return True


@contextmanager
def table_locked(server: Postgres) -> Iterator[Database]:
    """PostgreSQL, whose table of events another program keeps to itself."""

    @contextmanager
    def broken() -> Iterator[None]:
        engine = sa.create_engine(server.url, poolclass=sa.pool.NullPool)
        with engine.begin() as connection:
            connection.exec_driver_sql("LOCK TABLE events IN ACCESS EXCLUSIVE MODE")
            yield

    yield Database(server.url, server.url, broken)


@contextmanager
def locked(file: Path) -> Iterator[Database]:
    """SQLite, while another program has begun to write and does not end."""

    @contextmanager
    def broken() -> Iterator[None]:
        other = sqlite3.connect(file, isolation_level=None, timeout=60, check_same_thread=False)
        other.execute("BEGIN IMMEDIATE")
        try:
            yield
        finally:
            other.execute("ROLLBACK")
            other.close()

    yield Database(f"sqlite:///{file}", f"sqlite:///{file}", broken)


ON_POSTGRES: dict[str, Callable[[Postgres], AbstractContextManager[Database]]] = {
    "frozen": frozen,
    "silent": silent,
    "forgotten": forgotten,
    "slow": slow,
    "refused": refused,
    "exhausted": exhausted,
    "table-locked": table_locked,
}
FAULTS = {"locked": locked, **ON_POSTGRES}


@contextmanager
def database(name: str, folder: Path) -> Iterator[Database]:
    """A database of one's own that can be broken in this way."""
    if name == "locked":
        with locked(folder / "log.sqlite") as found:
            yield found
        return
    with postgres() as server:
        if server is None:
            raise RuntimeError("no PostgreSQL programs (initdb, postgres) are installed here")
        with ON_POSTGRES[name](server) as found:
            yield found


@contextmanager
def _wire(server: Postgres) -> Iterator[Wire]:
    wire = Wire(server.folder / SOCKET)
    try:
        yield wire
    finally:
        wire.close()


def _over(wire: Wire) -> str:
    return f"postgresql+psycopg://recall@127.0.0.1:{wire.port}/postgres"
