"""Many tabs at once on a server that has as many handles as in the shipped unit file."""

from __future__ import annotations

import asyncio
import os
import re
import resource
import uuid
from urllib.request import urlopen

import psutil  # type: ignore[import-untyped]

from benchmarks.classroom.headless_client import HeadlessClient
from benchmarks.classroom.server_metrics import MEGA
from benchmarks.measure import Row
from tools.serving import APP, ROOT, server

TABS, EACH, AT_ONCE = 500, 10, 10  # tabs; of one learner; that come in at once
UNIT = ROOT / "deploy" / "recall@.service"


def crowd(tabs: int = TABS) -> list[Row]:
    """Open them all, then turn to another page in each."""
    with server(APP, ROOT) as running:
        allowed = int(re.findall(r"^LimitNOFILE=(\d+)", UNIT.read_text(encoding="utf-8"), re.M)[0])
        resource.prlimit(running.pid, resource.RLIMIT_NOFILE, (allowed, allowed))
        return asyncio.run(_crowd(running.url, running.pid, tabs, allowed))


async def _crowd(url: str, pid: int, tabs: int, allowed: int) -> list[Row]:
    door, first = asyncio.Semaphore(AT_ONCE), await HeadlessClient.open(url, "drills")
    names: dict[int, str] = {}
    idle = len(os.listdir(f"/proc/{pid}/fd"))

    async def tab(number: int) -> HeadlessClient | None:
        async with door:
            try:
                client = await HeadlessClient.open(url, "drills")
                name = names.setdefault(number // EACH, str(uuid.uuid4()))
                await client.tell("identity", {"told": {"name": name, "held": 0}})
                await client.go("step-by-step")
            except (OSError, RuntimeError, TimeoutError):
                return None
            return client if "figure" in client.page.keys else None

    served = [client for client in await asyncio.gather(*map(tab, range(tabs))) if client]
    handles, rss = len(os.listdir(f"/proc/{pid}/fd")), psutil.Process(pid).memory_info().rss / MEGA
    with urlopen(f"{url}/_stcore/health", timeout=60) as answer:
        well = answer.status
    for client in (first, *served):
        await client.close()
    return [
        Row(f"of {tabs} tabs at once, served", len(served), "", None, least=tabs),
        Row("handles of the server then", handles, "", 0.9 * allowed, f"{(handles - idle) / tabs:.1f} each"),
        Row("its memory then", rss, "MB"),
        Row("what /_stcore/health says then", well, "", 200, least=200),
    ]
