"""How quick this machine is just now: tests bound what could take long in its units, not in seconds of some machine."""

import time
from collections.abc import Callable


def seconds(work: Callable[[], object]) -> float:
    """CPU seconds that a piece of work takes; what else runs on the machine hardly counts."""
    begun = time.process_time()
    work()
    return time.process_time() - begun


def pace() -> float:
    """CPU seconds of a fixed piece of plain Python: some 0.03 on a usual machine of 2026."""
    return sorted(seconds(_some_work) for _ in range(5))[2]


def _some_work() -> None:
    lengths: dict[str, int] = {}
    for k in range(200_000):
        word = str(k % 997)
        lengths[word] = lengths.get(word, 0) + len(word)
