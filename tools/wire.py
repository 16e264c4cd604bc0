"""A wire to a database that can be cut: what goes through it waits, is lost, or comes late."""

import socket
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

CHUNK = 65_536  # bytes


class Wire:
    """From a port on this machine to the socket of a server; every connection has two threads."""

    def __init__(self, to: Path) -> None:
        self._to, self._flows = str(to), threading.Event()
        self._flows.set()
        self._late = 0.0
        self._open: list[socket.socket] = []
        self._dead: set[socket.socket] = set()  # nothing of them arrives any more
        self._listener = socket.create_server(("127.0.0.1", 0))
        self.port = int(self._listener.getsockname()[1])
        threading.Thread(target=self._accept, daemon=True).start()

    @contextmanager
    def silent(self, forgets: bool = False) -> Iterator[None]:
        """Nothing arrives, in neither direction, and nobody is told; `forgets`: nor later, on what is open now."""
        if forgets:
            self._dead.update(self._open)
        self._flows.clear()
        try:
            yield
        finally:
            self._flows.set()

    @contextmanager
    def late(self, seconds: float) -> Iterator[None]:
        """Everything takes so long, in either direction."""
        self._late = seconds
        try:
            yield
        finally:
            self._late = 0.0

    def close(self) -> None:
        """Cut everything."""
        self._flows.set()
        for each in [self._listener, *self._open]:
            with suppress(OSError):  # whoever waits in it wakes up
                each.shutdown(socket.SHUT_RDWR)
            each.close()

    def _accept(self) -> None:
        with suppress(OSError):  # closed
            while True:
                near, _ = self._listener.accept()
                far = socket.socket(socket.AF_UNIX)
                far.connect(self._to)
                self._open += [near, far]
                for one, other in ((near, far), (far, near)):
                    threading.Thread(target=self._carry, args=(one, other), daemon=True).start()

    def _carry(self, one: socket.socket, other: socket.socket) -> None:
        with suppress(OSError):  # an end is closed
            while data := one.recv(CHUNK):
                time.sleep(self._late)
                self._flows.wait()
                if one not in self._dead:
                    other.sendall(data)
        with suppress(OSError):
            other.shutdown(socket.SHUT_WR)
