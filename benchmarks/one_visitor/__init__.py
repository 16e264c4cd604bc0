"""One visitor against everybody: the worst that a single client can do, and what a neighbour notices of it."""

from __future__ import annotations

import asyncio
import statistics
import subprocess
import sys
import time
from collections.abc import Sequence
from contextlib import suppress

import psutil  # type: ignore[import-untyped]

from benchmarks.classroom.rows import CLOUD
from benchmarks.classroom.server_metrics import MEGA
from benchmarks.measure import Row
from benchmarks.one_visitor.attacks import ATTACKS
from benchmarks.one_visitor.neighbour import all_loaded, neighbour
from tools.serving import APP, ROOT, Server, server

SECONDS = 60.0
CLICK, PAGE = 300, 2_000  # milliseconds: nineteen of twenty clicks of the neighbour, and any page


def measure(attacks: Sequence[str] = tuple(ATTACKS), seconds: float = SECONDS) -> list[Row]:
    """Every attack on a server of its own that has everything loaded."""
    rows: list[Row] = []
    for name in attacks:
        with server(APP, ROOT) as running:
            rows += asyncio.run(_attacked(running, name, seconds))
    return rows


async def _attacked(running: Server, name: str, seconds: float) -> list[Row]:
    await all_loaded(running)
    process, most, end = psutil.Process(running.pid), [0.0], time.monotonic() + seconds
    watching, begun = asyncio.create_task(_watch(process, most)), sum(process.cpu_times()[:2])
    command = [sys.executable, "-m", "benchmarks.one_visitor.attacker", running.url, name, str(seconds)]
    attacker = subprocess.Popen(command, cwd=ROOT)
    me = await neighbour(running, lambda: time.monotonic() > end)
    await asyncio.to_thread(attacker.wait)
    watching.cancel()
    clicks, page = [1e3 * took for took in me.moves], max((took, path) for path, took in me.visits)
    note = (
        f"median {statistics.median(clicks):.0f} ms of {len(clicks)}; the server took {_cpu(process, begun, seconds)}"
    )
    return [
        Row(f"{name}: a neighbour's clicks, 95 % within", statistics.quantiles(clicks, n=20)[-1], "ms", CLICK, note),
        Row(f"{name}: a neighbour's slowest page", 1e3 * page[0], "ms", PAGE, page[1] or "start"),
        Row(f"{name}: the server's memory, at most", most[0], "MB", CLOUD),
        Row(f"{name}: what the neighbour lost", len(me.lost), "", 0, "".join(me.lost[:1])),
        Row(f"{name}: attackers who broke off", float(attacker.returncode != 0), "", 0),
    ]


def _cpu(process: psutil.Process, begun: float, seconds: float) -> str:
    return f"{(sum(process.cpu_times()[:2]) - begun) / seconds:.0%} of a core"


async def _watch(process: psutil.Process, most: list[float]) -> None:
    """Keep the largest resident memory, in megabytes."""
    with suppress(psutil.NoSuchProcess):
        while True:
            most[0] = max(most[0], process.memory_info().rss / MEGA)
            await asyncio.sleep(0.05)
