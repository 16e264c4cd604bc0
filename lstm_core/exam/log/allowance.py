"""How long one learner may be kept waiting in all, since waits add up."""

import time
from collections.abc import Iterator
from contextlib import contextmanager

LONGEST = 2.5  # seconds for which anybody waits


class Allowance:
    """Time to wait for the log: spent by waiting, won back in the time between.

    A page asks a database several times. If every answer took a second, a click would take six; so whoever has waited
    long in the last seconds goes on without the rest.
    """

    def __init__(self) -> None:
        self._full_again = 0.0  # when nothing is spent any more

    @property
    def left(self) -> float:
        """Seconds that may be waited now."""
        return max(0.0, LONGEST - self._spent(time.monotonic()))

    @contextmanager
    def spend(self) -> Iterator[float]:
        """What is left; the time until the end of the block is spent."""
        begin, left = time.monotonic(), self.left
        spent = LONGEST - left
        try:
            yield left
        finally:
            end = time.monotonic()
            self._full_again = end + spent + (end - begin)

    def _spent(self, now: float) -> float:
        return max(0.0, self._full_again - now)
