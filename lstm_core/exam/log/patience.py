"""How long a database is waited for: once, never long, and by nobody else while it is known not to answer."""

import threading
import time
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any, TypeVar

from lstm_core.exam.log.errors import Unwritable

T = TypeVar("T")
LONGEST = 2.5  # seconds for which anybody waits
REST = 3.0  # seconds after a long wait in vain in which nobody waits again
SLOW = 0.3  # seconds; what fails sooner costs nobody any time
LATE = "The database of the log does not answer just now. Try again in a moment."


class Overdue(Unwritable):
    """The database neither answers nor refuses."""


class Patience:
    """Work on a database that may be frozen, locked, or behind a network that is gone.

    A driver's own time-outs need a server or a kernel that is awake. So the work is done in a thread of its own, and
    only the waiting ends; what was written late is there all the same, and is not written twice.
    """

    def __init__(self) -> None:
        self._again = 0.0  # when somebody may wait again
        self._why = LATE

    def ask(self, work: Callable[[], T], longest: float = LONGEST) -> T:
        """What the work returns or raises; Unwritable, at once or after `longest` seconds, if it takes too long."""
        begin = time.monotonic()
        if begin < self._again:
            raise Unwritable(self._why)
        answer: Future[T] = Future()
        threading.Thread(target=_work, args=(work, answer), daemon=True).start()
        try:
            return answer.result(longest)
        except TimeoutError as error:
            if answer.done():
                raise
            self.rest(LATE)
            raise Overdue(LATE) from error
        except Unwritable as error:
            if time.monotonic() - begin > SLOW:
                self.rest(str(error))
            raise

    def rest(self, why: str) -> None:
        """Let nobody wait for a while."""
        self._again, self._why = time.monotonic() + REST, why


def _work(work: Callable[[], Any], answer: "Future[Any]") -> None:
    try:
        answer.set_result(work())
    except BaseException as error:  # raised where the answer is waited for
        answer.set_exception(error)
