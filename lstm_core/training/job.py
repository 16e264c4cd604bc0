"""Anything that learns update by update: watched while it runs, paced, paused, taken one update at a time, stopped."""

import threading
import time
from collections.abc import Iterator
from typing import Generic, TypeVar

LONGEST = 180.0  # seconds of training one job may use

P = TypeVar("P")


class Job(Generic[P]):
    """A net on its way. Read `progress` at any time, from any thread; what learns says how to `begin`."""

    def __init__(self, progress: P, speed: float | None = None, most: float = LONGEST) -> None:
        self.progress = progress
        self.speed = speed  # updates a second; None: as fast as it goes
        self.seconds = 0.0  # of training so far, waiting not counted
        self.cpu = 0.0  # of these, what the processor really gave
        self.most = most  # seconds of the processor it may use
        self.out_of_time = False  # whether it used them up
        self.done = threading.Event()
        self._paused = False
        self._singles = 0  # updates asked for one by one while paused
        self._due = 0.0
        self._updates: Iterator[P] | None = None

    def begin(self) -> Iterator[P]:
        """What happens, update by update; called in the trainer's thread, which is where torch may be imported."""
        raise NotImplementedError

    def give_up(self, sentence: str) -> None:
        """Take down why no further update will come."""
        raise NotImplementedError

    @property
    def running(self) -> bool:
        """Whether it will go on without anybody asking."""
        return not self.done.is_set() and not self._paused

    @property
    def wants(self) -> bool:
        """Whether it has something to do, by itself or because one update was asked for."""
        return not self.done.is_set() and (not self._paused or self._singles > 0)

    @property
    def paused(self) -> bool:
        """Whether it waits for `resume` or `one_update`."""
        return self._paused and not self.done.is_set()

    def pause(self) -> None:
        """Keep everything, do nothing until `resume`."""
        self._paused = True

    def resume(self) -> None:
        """Go on after a pause."""
        self._paused = False

    def one_update(self) -> None:
        """Do just one more update, and pause."""
        self._paused = True
        self._singles += 1

    def stop(self) -> None:
        """End it; what it learnt so far stays in `progress`."""
        self.done.set()

    def work(self, seconds: float) -> bool:
        """Train for about this long; say whether anything was done. Called by the trainer's thread alone."""
        start, cpu, did = time.perf_counter(), time.thread_time(), False
        while not self.done.is_set() and self._allowed() and time.perf_counter() - start < seconds:
            self._update()
            did = True
        if did:
            self.seconds += time.perf_counter() - start
            self.cpu += time.thread_time() - cpu
        if (self.cpu > self.most or self.seconds > LONGEST) and not self.done.is_set():
            self.out_of_time = True
            limit = self.most if self.cpu > self.most else LONGEST
            self.give_up(f"Stopped after {limit:g} seconds of training, the limit here.")
            self.stop()
        return did

    def _allowed(self) -> bool:
        """Whether an update is due: by the pace, or because one was asked for."""
        if self._paused:
            return self._singles > 0
        if self.speed is None:
            return True
        now = time.perf_counter()
        if now < self._due:
            return False
        self._due = max(self._due, now - 0.1) + 1 / self.speed
        return True

    def _update(self) -> None:
        self._singles = max(self._singles - 1, 0)
        try:
            self._updates = self._updates or self.begin()
            self.progress = next(self._updates)
        except StopIteration:
            self.stop()
        except Exception as error:  # shown on the page; a thread has nobody else to tell
            self.give_up(f"Training stopped: {error}")
            self.stop()
