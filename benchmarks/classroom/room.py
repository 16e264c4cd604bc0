"""The classroom: many learners at once against one server, each with visits and pauses of their own."""

from __future__ import annotations

import asyncio
import time
import traceback
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from itertools import count, cycle

from benchmarks.classroom.learner import Learner, Pace
from benchmarks.classroom.moving import stepping
from benchmarks.classroom.server_metrics import ServerMetrics, server_metrics
from benchmarks.classroom.visits import VISITS, Visit, drilling, training
from tools.serving import Server

QUICK = Pace(0.05, 0.1, 0.05)
ALONE = 8  # visits of the step page by the one who is alone
DOOR = 0.25  # seconds between two who come in
EVERY = 2.0  # seconds between two counts
STAY = (60.0, 180.0)  # seconds that somebody stays who comes and goes
MANY_TRAIN = 6  # one of so many who come trains


@dataclass
class Room:
    """What was seen: of those who were there, and of the server."""

    learners: list[Learner] = field(default_factory=list)
    failed: list[str] = field(default_factory=list)  # errors that ended somebody's lesson
    counts: list[ServerMetrics] = field(default_factory=list)


async def alone(server: Server, hand: float) -> list[float]:
    """One learner who moves a slider, and nobody else: seconds until the page says so."""
    me = await Learner.arrive(server.url, 1, Pace(0.2, 0.4, hand))
    for _ in range(ALONE):
        await stepping(me)
    await me.client.close()
    return me.moves


async def warm(server: Server) -> None:
    """One learner walks everything, so that all is loaded."""
    me = await Learner.arrive(server.url, 0, QUICK)
    for visit in (*VISITS, training):
        await visit(me)
    await me.client.close()


async def lesson(server: Server, learners: int, trainers: int, seconds: float, pace: Pace) -> Room:
    """So many learners for so many seconds, counted from when the last has come in; some of them train."""
    room, begin = Room(), time.monotonic() + DOOR * learners

    async def seat(k: int) -> None:
        await asyncio.sleep(DOOR * k)
        await attend(server, room, 100 + k, k < trainers, pace, lambda: time.monotonic() > begin + seconds)

    counting = asyncio.create_task(_count(server, room, begin, begin + seconds))
    await asyncio.gather(*map(seat, range(learners)))
    await counting
    return room


async def come_and_go(server: Server, room: Room, seats: int, seconds: float, pace: Pace) -> None:
    """Every seat is taken by one learner after the other; half of them slam the door."""
    end, numbers = time.monotonic() + seconds, count(1000)

    async def seat(k: int) -> None:
        await asyncio.sleep(DOOR * k)
        while time.monotonic() < end:
            number = next(numbers)
            leaves = min(end, time.monotonic() + STAY[0] + (STAY[1] - STAY[0]) * (number * 0.618 % 1))
            over = lambda leaves=leaves: time.monotonic() > leaves
            await attend(server, room, number, number % MANY_TRAIN == 0, pace, over)

    counting = asyncio.create_task(_count(server, room, time.monotonic(), end))
    await asyncio.gather(*map(seat, range(seats)))
    await counting


async def attend(server: Server, room: Room, seed: int, trains: bool, pace: Pace, over: Callable[[], bool]) -> None:
    """Come in, visit page after page until it is over, and close the client."""
    try:
        me = await Learner.arrive(server.url, seed, pace)
        room.learners.append(me)
        try:
            for visit in cycle(_plan(me, trains)):
                if over():
                    break
                await visit(me)
        finally:
            await me.client.close(slam=seed % 2 == 1)
    except Exception as error:  # a row of its own; the others go on
        where = [frame.name for frame in traceback.extract_tb(error.__traceback__) if "visits" in frame.filename]
        room.failed.append(f"{type(error).__name__} {' '.join(where[:1])}: {error}")


def _plan(me: Learner, trains: bool) -> Sequence[Visit]:
    """Everybody begins somewhere else; whoever trains looks at it again and again."""
    if trains:
        return [training, stepping, training, drilling]
    start = me.rng.randrange(len(VISITS))
    return [*VISITS[start:], *VISITS[:start]]


async def _count(server: Server, room: Room, begin: float, end: float) -> None:
    """Look at the server now and then, while all are there."""
    await asyncio.sleep(max(0.0, begin - time.monotonic()))
    while time.monotonic() < end:
        room.counts.append(await server_metrics(server))
        await asyncio.sleep(EVERY)


async def quiet(server: Server, idle: ServerMetrics, patience: float = 30.0) -> tuple[ServerMetrics, float]:
    """Wait until threads and runs are back where they were; the last count, and the seconds it took."""
    begin = time.monotonic()
    while True:
        now, spent = await server_metrics(server), time.monotonic() - begin
        if (len(now.own) <= len(idle.own) and not now.runs) or spent > patience:
            return now, spent
        await asyncio.sleep(0.5)
