"""What lives as long as the server: the trainer, the log, whatever has a thread or a handle.

It must not lie in one of Streamlit's caches: any visitor's browser may ask for those to be cleared, for everybody.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from functools import wraps
from typing import Any, TypeVar

T = TypeVar("T")

_MADE: dict[Callable[[], Any], Any] = {}
_LOCK = threading.RLock()  # one thing may need another


def server_wide(make: Callable[[], T]) -> Callable[[], T]:
    """Make something at the first call, once even if two visitors come at the same moment, and keep it."""

    @wraps(make)
    def the_only_one() -> T:
        if make not in _MADE:
            with _LOCK:
                if make not in _MADE:
                    _MADE[make] = make()
        made: T = _MADE[make]
        return made

    return the_only_one


def forget(made: Callable[[], Any]) -> None:
    """Let it be made anew, for tests that bring a log of their own."""
    with _LOCK:
        _MADE.pop(made.__wrapped__, None)  # type: ignore[attr-defined]
