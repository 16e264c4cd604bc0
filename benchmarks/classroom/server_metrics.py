"""What a server holds: its memory, threads, sessions and runs, told by a page of its own and by the system."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]

from benchmarks.apps import copy_of_app
from benchmarks.classroom.headless_client import HeadlessClient
from tools.serving import Server

ASKED = """
if "metrics" in st.query_params:
    import json, threading
    from streamlit.runtime import get_instance
    from ui.common.trainer import trainer

    sessions = get_instance()._session_mgr.list_active_sessions()
    told = {"runs": trainer().busy, "sessions": len(sessions), "threads": [t.name for t in threading.enumerate()]}
    st.text("metrics " + json.dumps(told))
"""
POOLS = ("AnyIO worker thread", "ThreadPoolExecutor", "asyncio_")
MEGA = 1e6  # bytes in the megabytes of which Community Cloud gives 690


@dataclass(frozen=True)
class ServerMetrics:
    """A server at one moment; whoever counts is counted as well."""

    rss: float  # megabytes
    system: int  # threads, as the system counts them
    threads: tuple[str, ...]  # the names of Python's own
    sessions: int
    runs: int

    @property
    def own(self) -> list[str]:
        """The threads but for those that the web server keeps to lend them out."""
        return [name for name in self.threads if not name.startswith(POOLS)]


def app_with_metrics(folder: Path) -> Path:
    """The script of a copy of our app that answers to ?metrics=1."""
    app = copy_of_app(folder) / "app.py"
    app.write_text(app.read_text(encoding="utf-8") + ASKED, encoding="utf-8")
    return app


async def server_metrics(server: Server) -> ServerMetrics:
    """Count now."""
    client = await HeadlessClient.open(server.url, "", "metrics=1")
    line = next(line for line in client.page.words().splitlines() if line.startswith("metrics "))
    await client.close()
    found = json.loads(line.removeprefix("metrics "))
    process = psutil.Process(server.pid)
    return ServerMetrics(
        process.memory_info().rss / MEGA,
        process.num_threads(),
        tuple(sorted(found["threads"])),
        found["sessions"],
        found["runs"],
    )


def exceptions(server: Server) -> list[str]:
    """The last line of every traceback in its log, and every line that says error."""
    lines = server.log.read_text(encoding="utf-8", errors="replace").splitlines()
    return [line for line in lines if "Traceback (most recent call last)" in line or " ERROR " in line]
