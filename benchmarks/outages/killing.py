"""The server is killed again and again under one learner with two devices: what was acknowledged is there, once."""

from __future__ import annotations

import asyncio
import os
import signal
import uuid
from collections import defaultdict
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from itertools import cycle
from random import Random

from websockets.exceptions import WebSocketException

from benchmarks.measure import Row
from benchmarks.outages.clicking import ANSWERS
from benchmarks.outages.device import Device
from lstm_core.exam.log.log import Log
from tools.serving import APP, ROOT, Server, server

LONGEST = 1.0  # seconds of clicking before a server is killed
EARLY = 4  # one of so many is killed while the devices still arrive


@dataclass
class Tally:
    """What the pages have acknowledged, and which clicks were under way when the server was killed, by drill."""

    acknowledged: dict[int, int] = field(default_factory=lambda: defaultdict(int))
    under_way: dict[int, int] = field(default_factory=lambda: defaultdict(int))


def killing(database: str, rounds: int, seed: int = 0) -> list[Row]:
    """So many servers on one database, each killed at a random moment; then one that is left in peace."""
    rng, tally = Random(seed), Tally()
    name = str(uuid.UUID(int=rng.getrandbits(128), version=4))
    devices = (Device(name), Device(name))
    drills = rng.sample(range(10**6), 2 * rounds)  # each device has one of its own in every round
    for number in range(rounds):
        with server(APP, ROOT, database=database) as running:
            asyncio.run(_round(running, devices, drills[2 * number :][:2], tally, rng, early=number % EARLY == 0))
    return _rows(database, name, rounds, tally)


async def _round(
    running: Server, devices: Sequence[Device], drills: Sequence[int], tally: Tally, rng: Random, early: bool
) -> None:
    """Both devices answer as fast as they can, until the server is gone."""
    clicks = [asyncio.Event() for _ in devices]
    seats = [
        asyncio.create_task(_answering(running, device, drill, tally, clicked))
        for device, drill, clicked in zip(devices, drills, clicks, strict=True)
    ]
    if not early:
        await asyncio.gather(*(clicked.wait() for clicked in clicks))
    await asyncio.sleep(rng.uniform(0, LONGEST))
    os.kill(running.pid, signal.SIGKILL)
    await asyncio.gather(*seats)


async def _answering(running: Server, device: Device, drill: int, tally: Tally, clicked: asyncio.Event) -> None:
    with suppress(OSError, RuntimeError, WebSocketException):  # the server is gone
        client = await device.open(running.url, drill)
        for size in cycle(ANSWERS):
            tally.under_way[drill] = 1
            tally.acknowledged[drill] += await device.answer(client, drill, size)
            tally.under_way[drill] = 0
            clicked.set()
    clicked.set()  # nobody waits for it any more


def _rows(database: str, name: str, rounds: int, tally: Tally) -> list[Row]:
    log = Log(database)
    tries = defaultdict(list)
    for event in log.events(name, "drill"):
        tries[event.data["seed"]].append(event.data["try"])
    log.close()
    told = tally.acknowledged
    lost = sum(len(set(range(1, told[drill] + 1)) - set(tries[drill])) for drill in told)
    doubled = sum(len(each) - len(set(each)) for each in tries.values())
    more = sum(max(0, max(each) - told[drill] - tally.under_way[drill]) for drill, each in tries.items())
    return [
        Row("servers killed", rounds),
        Row("answers acknowledged, of two devices", sum(told.values()), least=rounds),
        Row("answers lost", lost, "", 0),
        Row("answers doubled", doubled, "", 0),
        Row("answers that nobody gave", more, "", 0),
        Row("answers kept that were still under way", sum(map(len, tries.values())) - sum(told.values())),
    ]
