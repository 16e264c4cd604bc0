"""Connections that come back too late are closed, since the pool they belong to is gone."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa


class Pools:
    """The pools of an engine: the one in use, and those before it as long as somebody may be at work with them.

    SQLAlchemy replaces a pool without those connections of it that are in use. Who comes back with one puts it into the
    old pool, where it would stay open, and take one of the places of the database, until Python happens to tidy up.
    """

    def __init__(self, engine: sa.Engine) -> None:
        self._engine, self._lock = engine, threading.Lock()
        self._old: list[sa.Pool] = []
        self._users, self._closed = 0, False

    @contextmanager
    def used(self) -> Iterator[None]:
        """Work on the engine in this block; afterwards nothing is open that nobody will use again."""
        with self._lock:
            self._users += 1
        try:
            yield
        finally:
            if self._closed:
                self.renew()
            with self._lock:
                self._users -= 1
                old = self._old if self._users else self._take_old()
            _dispose(old)

    def renew(self) -> None:
        """Begin a new pool."""
        with self._lock:
            old = self._engine.pool
            self._engine.dispose()
            self._old.append(old)
        _dispose([old])  # what came back in the meantime

    def close(self) -> None:
        """Close every connection: now, or when it comes back."""
        self._closed = True
        self.renew()

    def _take_old(self) -> list[sa.Pool]:
        old, self._old = self._old, []
        return old


def _dispose(pools: list[sa.Pool]) -> None:
    for pool in list(pools):
        pool.dispose()
