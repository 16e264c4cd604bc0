"""What the classroom promises, as rows of the table."""

from __future__ import annotations

import statistics
from collections.abc import Sequence

from benchmarks.classroom.room import Room
from benchmarks.classroom.server_metrics import ServerMetrics, exceptions
from benchmarks.measure import Row
from lstm_core.exam.log.log import Log
from tools.serving import Server

CLOUD = 690  # megabytes on Community Cloud


def slider(name: str, room: Room, alone: Sequence[float]) -> list[Row]:
    """From slider to page, against one learner alone; and page to page."""
    moves = [1e3 * seconds for me in room.learners for seconds in me.moves]
    turns = [1e3 * seconds for me in room.learners for _, seconds in me.visits]
    if not moves:
        return [Row(f"{name}: moves of a slider", 0, least=1)]
    middle, one = statistics.median(moves), 1e3 * statistics.median(alone)
    late = statistics.quantiles(moves, n=20)[-1]
    note = f"{middle:.0f} ms of {len(moves)} moves, 95 % within {late:.0f} ms; alone {one:.0f} ms"
    return [
        Row(f"{name}: slider to page, median, against one alone", middle / one, "x", 3, note),
        Row(f"{name}: page to page, median", statistics.median(turns), "ms", None, f"of {len(turns)}"),
    ]


def browser_latency(late: Sequence[float]) -> list[Row]:
    """The same in real Chromium, among all the others."""
    return [
        Row("the same in a real Chromium among them, median", statistics.median(late), "ms", None, f"of {len(late)}")
    ]


def kept(server: Server, room: Room) -> list[Row]:
    """Nobody lost anything, nothing went wrong."""
    lost = [each for me in room.learners for each in me.lost] + _unwritten(server, room)
    said = exceptions(server)
    return [
        Row("what learners did not find again as they left it", len(lost), "", 0, _first(lost)),
        Row("learners whose lesson broke off", len(room.failed), "", 0, _first(room.failed)),
        Row("exceptions in the server's log", len(said), "", 0, _first(said)),
    ]


def held(room: Room, trainers: int, idle: ServerMetrics, after: ServerMetrics, seconds: float) -> list[Row]:
    """Memory and runs while all were there; threads and runs once all have gone."""
    most = max(each.rss for each in room.counts)
    runs = statistics.median(each.runs for each in room.counts)
    there = max(each.sessions for each in room.counts) - 1  # whoever counts is no learner
    return [
        Row("sessions at once, at most", there),
        Row("runs that train meanwhile, median", runs, "", None, least=trainers),
        Row("the server's memory, at most", most, "MB", CLOUD, f"{idle.rss:.0f} MB with all loaded and nobody there"),
        *gone(idle, after, seconds),
    ]


def gone(idle: ServerMetrics, after: ServerMetrics, seconds: float) -> list[Row]:
    """Threads and runs once all have gone."""
    new = ", ".join(sorted(set(after.own) - set(idle.own)))
    pools = f"after {seconds:.1f} s; {len(after.threads) - len(after.own)} more that the web server lends out"
    return [
        Row("threads once all have gone", len(after.own), "", len(idle.own), f"{pools}{': ' * bool(new)}{new}"),
        Row("runs once all have gone", after.runs, "", 0),
    ]


def _unwritten(server: Server, room: Room) -> list[str]:
    """Learners whose log does not hold just the drills they did."""
    log = Log(server.database)
    found = {me.name: log.count(me.name, "drill") for me in room.learners}
    log.close()
    return [f"log: {found[me.name]} drills of {me.drills}" for me in room.learners if found[me.name] != me.drills]


def _first(said: Sequence[str]) -> str:
    return said[0][:200] if said else ""
