"""One learner of the classroom: a tab, a pace of thinking, and all that must still be theirs later on."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass, field
from random import Random
from typing import Any
from uuid import UUID

from benchmarks.classroom.headless_client import HeadlessClient


@dataclass(frozen=True)
class Pace:
    """Seconds: how long a learner thinks, and how long a hand rests between two moves of a slider."""

    least: float = 2.0
    most: float = 10.0
    hand: float = 0.3


@dataclass
class Learner:
    """What one learner has done and seen."""

    client: HeadlessClient
    rng: Random
    pace: Pace = Pace()
    name: str = ""
    kept: dict[str, Any] = field(default_factory=dict)  # what must be on the page when they come back, by page
    moves: list[float] = field(default_factory=list)  # seconds from slider to page
    visits: list[tuple[str, float]] = field(default_factory=list)  # pages, and the seconds until they were there
    lost: list[str] = field(default_factory=list)  # what was not theirs
    drills: int = 0  # checked

    @classmethod
    async def arrive(cls, base: str, seed: int, pace: Pace) -> Learner:
        """Somebody opens the app for the first time."""
        rng = Random(seed)
        return cls(await HeadlessClient.open(base), rng, pace, str(UUID(int=rng.getrandbits(128), version=4)))

    async def go(self, path: str, **params: str) -> None:
        """Turn to a page; the browser says who it is when it is asked."""
        begin = asyncio.get_running_loop().time()
        await self.client.go(path, **params)
        self.visits.append((path, asyncio.get_running_loop().time() - begin))
        asked = self.client.page.data("identity")
        if asked and asked["asks"]:
            await self.client.tell("identity", {"told": {"name": self.name, "held": 0}})

    async def think(self) -> None:
        """Read, and think."""
        await asyncio.sleep(self.rng.uniform(self.pace.least, self.pace.most))

    async def rest(self) -> None:
        """Between two moves of a hand on a slider."""
        await asyncio.sleep(self.pace.hand)

    def expect(self, what: str, mine: Any, found: Any) -> None:
        """What stands on the page must be what this learner left there."""
        if mine != found:
            self.lost.append(f"{what}: {str(found)[:80]} instead of {str(mine)[:80]}")
