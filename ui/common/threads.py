"""What a server of many threads needs of Python and of the system, which both expect few: set once, when it starts.

Every page is worked out in a thread of its own; the trainer has one, and one more talks to all browsers.

The interpreter is with one thread at a time. Whoever wants it waits for five milliseconds before asking whoever has it
to let go, and a click wants it some dozen times: each message to the browser is handed from one thread to another. So
beside two busy pages of somebody else a click mostly waits. HANDOVER is how long it waits instead. Measured beside two
busy pages and the trainer: twelve messages to and fro take 8 ms and not 58, and the trainer, which lets go of the
interpreter in every operation of PyTorch, takes twice as many updates; the pages themselves lose a sixth.

NumPy would have as many threads again for every product and decomposition of matrices, which wait for each other while
they keep the interpreter. On a busy machine with two processors a matrix of 128 by 128, such as a large net begins
with, took half a second that way, at worst, and takes a millisecond with one.

Memory that is let go goes back to the system only where a whole end of it is free. Every thread allocates from a part
of its own, as many as eight times the processors, and each keeps what its largest page once took. Here all threads use
the parts that are there when the server starts, and what lies free in them is given back now and then.
"""

from __future__ import annotations

import ctypes
import os
import sys
import time
from contextlib import suppress
from typing import Any

from streamlit.runtime import Runtime

from ui.common.server_wide import server_wide

HANDOVER = 0.0005  # seconds; Python's own choice is 0.005
M_ARENA_MAX, M_MMAP_THRESHOLD, M_TRIM_THRESHOLD = -8, -3, -1  # as the header of the C library has them
MEMORY = {
    M_ARENA_MAX: 1,  # parts; those that are there already stay
    M_MMAP_THRESHOLD: 16_000_000,  # bytes; what is larger, such as a file, goes back as soon as it is let go
    M_TRIM_THRESHOLD: 64_000_000,  # bytes; what is smaller is not given back at once: nets that train need it again
}
PAUSE = 1.0  # seconds between two times that memory is given back; each takes a millisecond or two

_NEXT = [0.0]  # when memory is to be given back again


@server_wide
def many_threads() -> bool:
    """From now on threads hand over soon and share their memory; whether there is a server at all."""
    if not Runtime.exists():
        return False
    sys.setswitchinterval(HANDOVER)
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # read when NumPy is imported, which is later
    with suppress(AttributeError):
        for option, value in MEMORY.items():
            _library().mallopt(option, value)
    return True


def give_back(now: float | None = None) -> bool:
    """Give free memory back to the system, unless that was done a moment ago; whether it was done."""
    now = time.monotonic() if now is None else now
    if now < _NEXT[0]:
        return False
    _NEXT[0] = now + PAUSE
    with suppress(AttributeError):
        _library().malloc_trim(0)
        return True
    return False


def _library() -> Any:
    """The C library of this process. Only that of GNU has what is asked here; AttributeError of any other."""
    if not sys.platform.startswith("linux"):
        raise AttributeError
    return ctypes.CDLL(None)
