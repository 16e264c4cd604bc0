"""A soak: learners come and go for a long time. Does the server's memory stay where it was?"""

from __future__ import annotations

import asyncio
import statistics
import tempfile
import time
from pathlib import Path

from benchmarks.classroom import rows
from benchmarks.classroom.learner import Pace
from benchmarks.classroom.room import Room, alone, come_and_go, quiet, warm
from benchmarks.classroom.server_metrics import ServerMetrics, app_with_metrics, server_metrics
from benchmarks.measure import Row
from tools.serving import Server, server

SEATS = 20
WARM = 5 / 30  # of the time; by then the first sessions that left have been forgotten
WINDOW = 1 / 15  # of the time over which memory is averaged
GROWS = 10.0  # per cent, at most
REPORT = 30.0  # seconds between two lines of progress


def soak(seconds: float, seats: int = SEATS, pace: Pace = Pace(1.0, 5.0)) -> list[Row]:  # noqa: B008 - frozen
    """Learners who come, stay a minute or three, and go, for so many seconds."""
    with tempfile.TemporaryDirectory() as folder, server(app_with_metrics(Path(folder) / "app")) as running:
        return asyncio.run(_soak(running, seconds, seats, pace))


async def _soak(running: Server, seconds: float, seats: int, pace: Pace) -> list[Row]:
    await warm(running)
    one, idle, room = await alone(running, pace.hand), await server_metrics(running), Room()
    progress = asyncio.create_task(_progress(room, seconds))
    await come_and_go(running, room, seats, seconds, pace)
    progress.cancel()
    after, spent = await quiet(running, idle)
    return [
        *rows.slider(f"{seats} who come and go", room, one),
        _growth(room.counts),
        Row("learners who came", len(room.learners)),
        *rows.kept(running, room),
        *rows.gone(idle, after, spent),
    ]


def _growth(counts: list[ServerMetrics]) -> Row:
    """Memory in the last minutes against that when all was warm, in per cent."""
    window = max(1, round(WINDOW * len(counts)))
    warmed = round(WARM * len(counts))
    first, last = (
        statistics.mean(each.rss for each in some) for some in (counts[warmed : warmed + window], counts[-window:])
    )
    note = f"from {first:.0f} to {last:.0f} MB, at most {max(each.rss for each in counts):.0f}"
    return Row("the server's memory grew by", 100 * (last / first - 1), "%", GROWS, note)


async def _progress(room: Room, seconds: float) -> None:
    """A line now and then."""
    begin = time.monotonic()
    while True:
        await asyncio.sleep(REPORT)
        if room.counts:
            now, minutes = room.counts[-1], (time.monotonic() - begin) / 60
            lost = sum(len(me.lost) for me in room.learners) + len(room.failed)
            print(
                f"{minutes:5.1f} of {seconds / 60:.0f} min: {now.sessions - 1:3} sessions, {now.runs:2} runs, "
                f"{len(now.own):3} threads, {now.rss:4.0f} MB; {len(room.learners)} came, {lost} lost or broken off",
                flush=True,
            )
