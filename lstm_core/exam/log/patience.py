"""How long a database is waited for: once, never long, and by nobody else while it is known not to answer."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future, wait
from typing import Any, TypeVar

from lstm_core.exam.log.allowance import LONGEST
from lstm_core.exam.log.errors import Unwritable

T = TypeVar("T")
ENOUGH = 1.5  # seconds without an answer, after which nobody else waits
SLOW = 0.3  # seconds; what fails sooner costs nobody any time
PAUSE = 0.5  # seconds between two attempts while nobody waits
STUCK = 10.0  # seconds after which an attempt is given up as well
LATE = "The database of the log does not answer at the moment. Try again in a moment."


class Overdue(Unwritable):
    """The database neither answers nor refuses."""


class Patience:
    """Work on a database that may be frozen, locked, or behind a network that is gone.

    A driver's own time-outs need a server or a kernel that is awake. So the work is done in a thread of its own, and
    only the waiting ends; what was written late is there all the same, and is not written twice.

    What took too long is tried again in the background until it gets through. Meanwhile whoever asks is refused at
    once, so that a classroom waits once for a database that is away, not once for every click.
    """

    def __init__(self, renew: Callable[[], None] = lambda: None) -> None:
        """renew: what to do about connections on which nothing comes any more."""
        self._why, self._lock = "", threading.Lock()
        self._closed, self._renew = threading.Event(), renew

    def ask(self, work: Callable[[], T], longest: float = LONGEST, meanwhile: Callable[[], None] | None = None) -> T:
        """What the work returns or raises; Unwritable, at once or after `longest` seconds, if it takes too long.

        meanwhile: for work that may take longer, raises Unwritable if it is not worth waiting for any more.
        """
        if self._why:
            raise Unwritable(self._why)
        begin, attempt = time.monotonic(), _begun(work)
        while not wait([attempt], longest).done:
            if meanwhile is None:
                if longest >= ENOUGH:  # else it is this learner who may not wait any longer
                    self.rest(LATE, work, attempt)
                raise Overdue(LATE)
            meanwhile()
        try:
            return attempt.result()
        except Unwritable as error:
            if time.monotonic() - begin > SLOW:
                self.rest(str(error), work)
            raise

    @property
    def rests(self) -> bool:
        """Whether nobody waits just now."""
        return bool(self._why)

    def rest(self, why: str, again: Callable[[], Any], attempt: "Future[Any] | None" = None) -> None:
        """Let nobody wait until this has been done, or is refused at once; the attempt that goes on counts."""
        with self._lock:
            if self._why or self._closed.is_set():
                return
            self._why = why
        threading.Thread(target=self._recover, args=(again, attempt), daemon=True).start()

    def close(self) -> None:
        """Try nothing again."""
        self._closed.set()

    def _recover(self, again: Callable[[], Any], attempt: "Future[Any] | None") -> None:
        while not self._closed.is_set():
            begin = 0.0 if attempt else time.monotonic()
            attempt = attempt or _begun(again)
            if not wait([attempt], STUCK).done:
                self._renew()
            elif not isinstance(attempt.exception(), Unwritable) or time.monotonic() - begin < SLOW:
                break
            attempt = None
            self._closed.wait(PAUSE)
        self._why = ""


def _begun(work: Callable[[], T]) -> "Future[T]":
    answer: Future[T] = Future()
    threading.Thread(target=_work, args=(work, answer), daemon=True).start()
    return answer


def _work(work: Callable[[], Any], answer: "Future[Any]") -> None:
    try:
        answer.set_result(work())
    except BaseException as error:  # raised where the answer is waited for
        answer.set_exception(error)
