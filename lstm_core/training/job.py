"""A job: training update by update, which can be watched, paced, paused, single-stepped and stopped."""

import threading
import time
from collections.abc import Callable, Iterator
from typing import Generic, TypeVar

LONGEST = 180.0  # seconds of training that one job may use

P = TypeVar("P")


class Job(Generic[P]):
    """A net in training. `progress` may be read at any time and from any thread; subclasses say how to `begin`."""

    def __init__(self, progress: P, speed: float | None = None, most: float = LONGEST) -> None:
        self.progress = progress
        self.speed = speed  # updates a second; None: as fast as it goes
        self.seconds = 0.0  # of training so far, waiting not counted
        self.cpu = 0.0  # seconds of processor time among these
        self.most = most  # seconds of processor time it may use
        self.out_of_time = False  # whether it has used them up
        self.done = threading.Event()
        self._paused = False
        self._singles = 0  # updates asked for one by one while paused
        self._due = 0.0
        self._updates: Iterator[P] | None = None
        self.on_work: Callable[[], None] = lambda: None  # told when there is something to do after a pause
        self.size = 0  # bytes of the net, its batches and its work arrays while it is ready to go on

    def begin(self) -> Iterator[P]:
        """The progress after every update; called in the trainer's thread, where torch may be imported."""
        raise NotImplementedError

    def fail(self, sentence: str) -> None:
        """Record why no further update will come."""
        raise NotImplementedError

    @property
    def ready(self) -> bool:
        """Whether the net and all that it works with are in memory."""
        return self._updates is not None

    @property
    def kept(self) -> int:
        """Bytes of what is left when it has been put away; 0 if that is not worth counting."""
        return 0

    def put_away(self) -> None:
        """Let go of the net and what it works with, if it can go on without; only the trainer's thread calls this."""
        if self.done.is_set():
            self._updates = None

    def forget(self) -> None:
        """Let go of what is kept as well, if it can be had again; only for a job that waits or is done."""

    def look(self) -> None:
        """Somebody looks at it: what was forgotten is to be had again."""

    @property
    def running(self) -> bool:
        """Whether it goes on by itself."""
        return not self.done.is_set() and not self._paused

    @property
    def has_work(self) -> bool:
        """Whether an update is due sooner or later: it goes on by itself, or single updates were asked for."""
        return not self.done.is_set() and (not self._paused or self._singles > 0)

    @property
    def paused(self) -> bool:
        """Whether it waits for `resume` or `one_update`."""
        return self._paused and not self.done.is_set()

    def pause(self) -> None:
        """Do nothing until `resume`."""
        self._paused = True

    def resume(self) -> None:
        """Continue after a pause."""
        self._paused = False
        self.on_work()

    def one_update(self) -> None:
        """Do one more update, then pause."""
        self._paused = True
        self._singles += 1
        self.on_work()

    def again(self, updates: int) -> None:
        """Do so many updates as fast as it goes, then what it did before: wait, or go on."""
        self._singles += updates
        self.on_work()

    def stop(self) -> None:
        """End it; what has been learnt so far stays in `progress`."""
        self.done.set()

    def work(self, seconds: float) -> bool:
        """Train for about this long; return whether anything was done. Only the trainer's thread calls this."""
        start, cpu, worked, ready = time.perf_counter(), time.thread_time(), False, self.ready
        until = start + seconds
        while not self.done.is_set() and self._allowed() and time.perf_counter() < until:
            self._update()
            if not worked and not ready:  # what it took to fetch the net must not be most of what is done
                until = max(until, 2 * time.perf_counter() - start)
            worked = True
        if worked:
            self._charge(time.perf_counter() - start, time.thread_time() - cpu)
        return worked

    def _charge(self, seconds: float, cpu: float) -> None:
        """Add up what training costs, and end it at the limit."""
        self.seconds += seconds
        self.cpu += cpu
        if (self.cpu > self.most or self.seconds > LONGEST) and not self.done.is_set():
            self.out_of_time = True
            limit = self.most if self.cpu > self.most else LONGEST
            self.fail(f"Stopped after {limit:g} seconds of training, the limit here.")
            self.stop()

    def _allowed(self) -> bool:
        """Whether an update is due now: by the pace, or because one was asked for."""
        if self._paused or self._singles:
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
            self.fail(f"Training stopped: {error}")
            self.stop()
