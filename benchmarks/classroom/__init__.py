"""A classroom at once: real sessions against a real server, over Streamlit's own protocol and in real Chromium."""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.classroom import rows
from benchmarks.classroom.browser_latency import browser_latency
from benchmarks.classroom.learner import Pace
from benchmarks.classroom.room import DOOR, alone, lesson, quiet, warm
from benchmarks.classroom.server_metrics import app_with_metrics, server_metrics
from benchmarks.measure import Row
from tools.serving import Server, server

STUDENT = Pace()
SESSIONS, TRAINING, SECONDS = 50, 8, 120.0


def measure(
    sessions: int = SESSIONS,
    training: int = TRAINING,
    seconds: float = SECONDS,
    pace: Pace = STUDENT,
    chromium: bool = True,
) -> list[Row]:
    """So many learners at once, some of them training, against one who is alone before and after them."""
    with tempfile.TemporaryDirectory() as folder, server(app_with_metrics(Path(folder) / "app")) as running:
        return asyncio.run(_measure(running, sessions, training, seconds, pace, chromium))


async def _measure(
    running: Server, sessions: int, training: int, seconds: float, pace: Pace, chromium: bool
) -> list[Row]:
    await warm(running)
    one, idle = await alone(running, pace.hand), await server_metrics(running)
    end = time.monotonic() + DOOR * sessions + seconds
    looking = asyncio.create_task(asyncio.to_thread(_look, running, chromium, end))
    room = await lesson(running, sessions, training, seconds, pace)
    seen = await looking
    after, spent = await quiet(running, idle)
    one += await alone(running, pace.hand)
    return [
        *rows.slider(f"{sessions} learners", room, one),
        *seen,
        *rows.kept(running, room),
        *rows.held(room, training, idle, after, spent),
    ]


def _look(running: Server, chromium: bool, end: float) -> list[Row]:
    return rows.browser_latency(browser_latency(running.url, lambda: time.monotonic() > end)) if chromium else []
