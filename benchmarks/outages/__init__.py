"""The database is away while a classroom goes on clicking: does every click answer, and is everything kept once?"""

from __future__ import annotations

import asyncio
import tempfile
import time
from pathlib import Path

from benchmarks.classroom.learner import Pace
from benchmarks.classroom.room import DOOR
from benchmarks.classroom.server_metrics import exceptions
from benchmarks.measure import Row
from benchmarks.outages.clicking import Click, Room, clicking, warm
from benchmarks.outages.faults import Database, database
from lstm_core.exam.log.log import Log
from tools.serving import APP, ROOT, Server, server

MOST = 3.0  # seconds that a click may take
PACE = Pace(3.0, 7.0)
BEFORE, AFTER = 15.0, 10.0  # seconds in which the database is well


def outage(fault: str, learners: int, seconds: float, pace: Pace = PACE) -> list[Row]:
    """So many learners, and a database that is broken for so many seconds."""
    with (
        tempfile.TemporaryDirectory() as folder,
        database(fault, Path(folder)) as broken,
        server(APP, ROOT, database=broken.url) as running,
    ):
        return asyncio.run(_outage(running, broken, learners, seconds, pace))


async def _outage(running: Server, found: Database, learners: int, seconds: float, pace: Pace) -> list[Row]:
    await warm(running.url)
    room, begin = Room(), time.monotonic() + DOOR * learners + BEFORE
    over = lambda: time.monotonic() > begin + seconds + AFTER

    async def seat(k: int) -> None:
        await asyncio.sleep(DOOR * k)
        await clicking(running.url, room, 100 + k, pace, over)

    seats = asyncio.gather(*map(seat, range(learners)))
    await asyncio.sleep(begin - time.monotonic())
    since, until = await asyncio.to_thread(_break, found, seconds)
    await seats
    log, said = Log(found.direct), exceptions(running)
    rows = _rows(room, log, since, until)
    log.close()
    return [*rows, Row("exceptions in the server's log", len(said), "", 0, said[0] if said else "")]


def _break(found: Database, seconds: float) -> tuple[float, float]:
    """Break it for so long; since when it was broken, and until when."""
    with found.broken():
        begin = time.monotonic()
        time.sleep(seconds)
        return begin, time.monotonic()


def _rows(room: Room, log: Log, begin: float, end: float) -> list[Row]:
    well = [each for each in room.clicks if begin - BEFORE < each.at and each.over < begin]
    broken = [each for each in room.clicks if begin <= each.at < end]
    after = [each for each in room.clicks if each.at >= end]
    late = [each for each in broken if each.seconds > MOST]
    silent = [each for each in broken if each.what == "answer" and not each.told and each.over < end]
    return [
        Row("clicks while all is well", len(well), note=_spread(well)),
        Row("clicks while it is broken", len(broken), note=_spread(broken), least=1),
        Row("clicks afterwards", len(after), note=_spread(after)),
        Row(f"of those while broken, longer than {MOST:g} s", len(late), "", 0, f"{late[:3]}" if late else ""),
        Row("the longest click while it is broken", max((each.seconds for each in broken), default=0), "s", MOST),
        Row("answers then without a word that they wait", len(silent)),
        *_kept(room, log),
        Row("learners whose lesson broke off", len(room.failed), "", 0, room.failed[0][:200] if room.failed else ""),
    ]


def _kept(room: Room, log: Log) -> list[Row]:
    """What the log holds of what pages have acknowledged."""
    more = [log.count(name, "drill") - acknowledged for name, acknowledged in room.answers.items()]
    return [
        Row("answers acknowledged", sum(room.answers.values()), least=1),
        Row("answers lost", sum(max(0, -each) for each in more), "", 0),
        Row("answers too many", sum(max(0, each) for each in more), "", 0),
    ]


def _spread(clicks: list[Click]) -> str:
    times = sorted(each.seconds for each in clicks)
    if not times:
        return ""
    return (
        f"median {times[len(times) // 2]:.2f} s, 95 % within {times[int(0.95 * len(times))]:.2f}, all {times[-1]:.2f}"
    )
