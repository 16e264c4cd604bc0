"""Learners who go on clicking, and what each click of theirs came to."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass, field

from benchmarks.classroom.learner import Learner, Pace

DRILL = {"drills": "How deep is the unrolled net?"}  # one field, whatever its numbers
ELSEWHERE = ("today", "progress", "", "draw")
ANSWERS = {"large": 900, "small": 1}  # what is said of these numbers
TURNS = 2  # of both, before another page is looked at


@dataclass(frozen=True)
class Click:
    """One click: when, for how long, and whether the page said that something waits."""

    what: str
    at: float
    seconds: float
    told: bool

    @property
    def over(self) -> float:
        """When it was answered."""
        return self.at + self.seconds


@dataclass
class Room:
    """All who click, and what came of it."""

    clicks: list[Click] = field(default_factory=list)
    answers: dict[str, int] = field(default_factory=dict)  # that a page has acknowledged, by learner
    failed: list[str] = field(default_factory=list)


async def warm(url: str) -> None:
    """Somebody walks all pages once, so that all is loaded."""
    me = await Learner.arrive(url, 0, Pace(0.0, 0.0))
    for page in ("drills", *ELSEWHERE):
        await me.go(page)
    await me.client.close()


async def clicking(url: str, room: Room, seed: int, pace: Pace, over: Callable[[], bool]) -> None:
    """One learner: drills, and now and then another page, until it is over."""
    try:
        me = await Learner.arrive(url, seed, pace)
        room.answers[me.name] = 0
        try:
            while not over():
                await _lesson(me, room, over)
            await me.client.until(lambda: not _told(me), 60)
        finally:
            await me.client.close()
    except Exception as error:  # a row of its own; the others go on
        room.failed.append(f"{type(error).__name__}: {error}")


async def _lesson(me: Learner, room: Room, over: Callable[[], bool]) -> None:
    """Some answers to a drill, and a look at another page."""
    await _timed(me, room, "drills", lambda: me.go("drills", **DRILL))
    await me.client.press("another_drill")  # nothing is said about it yet
    for size in [*ANSWERS] * TURNS:
        await me.think()
        if over():
            return
        (name,) = (key for key in me.client.page.keys if key.startswith("drill "))
        await me.client.type(name, str(ANSWERS[size]))
        await _timed(me, room, "answer", lambda size=size: me.client.press("check_drill", lambda: _marked(me, size)))
        room.answers[me.name] += 1
    await me.think()
    if not over():
        page = me.rng.choice(ELSEWHERE)
        await _timed(me, room, page or "start", lambda: me.go(page))


async def _timed(me: Learner, room: Room, what: str, act: Callable) -> None:
    begin = time.monotonic()
    await act()
    room.clicks.append(Click(what, begin, time.monotonic() - begin, _told(me)))


def _marked(me: Learner, size: str) -> bool:
    return f"far too {size}" in me.client.page.words()


def _told(me: Learner) -> bool:
    return "Until then" in me.client.page.words() or "waiting)" in me.client.page.words()
