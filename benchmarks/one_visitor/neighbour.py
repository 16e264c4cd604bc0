"""An honest learner beside the attacker: moves a slider and opens pages, and remembers how long each took."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from itertools import cycle

from benchmarks.classroom.learner import Learner, Pace
from benchmarks.classroom.moving import stepping
from tools.serving import Server

PAGES = ("drills", "today", "course", "draw", "progress", "train", "glossary", "oral", "symbols", "")
PACE = Pace(0.3, 0.6, 0.2)


async def neighbour(server: Server, over: Callable[[], bool], seed: int = 5) -> Learner:
    """Go on until it is over."""
    me = await Learner.arrive(server.url, seed, PACE)
    for page in cycle(PAGES):
        await stepping(me)
        await me.go(page)
        await me.think()
        if over():
            break
    await me.client.close()
    return me


async def all_loaded(server: Server) -> None:
    """Open every page once, so that whatever is imported late is there."""
    done = iter([False] * (len(PAGES) - 1) + [True])
    await asyncio.wait_for(neighbour(server, lambda: next(done), seed=6), 120)
