"""Whether one more visitor can be served, told by /_stcore/health: 200, or 503 while handles or memory run out."""

from __future__ import annotations

import os
from pathlib import Path

from streamlit.runtime import Runtime

from ui.common.server_wide import server_wide

NEARLY = 0.9  # of what there is
CGROUP = Path("/sys/fs/cgroup")


@server_wide
def tell_the_truth() -> bool:
    """From now on Streamlit's own endpoint says what `shortage` says; whether there is a server at all.

    Streamlit only says that it was started.
    """
    if not Runtime.exists():
        return False
    usual = Runtime.is_ready_for_browser_connection.fget  # type: ignore[attr-defined]

    async def ready(runtime: Runtime) -> tuple[bool, str]:
        lacking = shortage()
        return (False, lacking) if lacking else await usual(runtime)

    Runtime.is_ready_for_browser_connection = property(ready)  # type: ignore[assignment, method-assign]
    return True


def shortage() -> str:
    """What runs out, as a sentence; "" while there is enough, or where the system does not tell."""
    try:
        if handles() > NEARLY * most_handles():
            return "no more can be served: nearly all file handles are in use"
        if memory() > NEARLY * most_memory():
            return "no more can be served: nearly all memory is in use"
    except (ImportError, OSError, ValueError):
        return ""
    return ""


def handles() -> int:
    """How many files and connections are open."""
    return len(os.listdir("/proc/self/fd"))


def most_handles() -> float:
    """How many may be."""
    import resource  # not on Windows

    most = resource.getrlimit(resource.RLIMIT_NOFILE)[0]
    return float("inf") if most == resource.RLIM_INFINITY else most


def memory() -> int:
    """Bytes that are resident."""
    return int(Path("/proc/self/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE")


def most_memory() -> float:
    """Bytes that the unit or the container may have."""
    own = Path("/proc/self/cgroup").read_text().rpartition("::")[2].strip()
    limits = [CGROUP / own.strip("/") / "memory.max", CGROUP / "memory.max"]
    found = next((file.read_text().strip() for file in limits if file.exists()), "max")
    return float("inf") if found == "max" else float(found)
