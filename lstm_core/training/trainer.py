"""One thread that trains for everybody: the runs of all sessions in turn, some ten milliseconds at a time.

A thread per run would only fight over the interpreter; round robin is fair to every learner, and the page never
waits. A run may be paced, so that it can be watched, paused, or taken one update at a time. The thread is joined
at exit: a thread still inside torch while Python shuts down would abort the process.
"""

import atexit
import threading
import time
from collections import deque
from collections.abc import Callable, Iterator

from lstm_core.training.budget import check
from lstm_core.training.experiment import Experiment
from lstm_core.training.progress import Progress

SLICE = 0.01  # seconds of updates before it is another run's turn
MOST_WAITING = 200  # runs in the queue; more are refused in a sentence
LONGEST = 180.0  # seconds of training one run may use


class Run:
    """An experiment on its way. Read `progress` at any time, from any thread.

    Raises ValueError with a sentence if the experiment is larger than a shared machine can bear.
    """

    def __init__(self, experiment: Experiment, speed: float | None = None) -> None:
        check(experiment)
        self.experiment = experiment
        self.progress = Progress(0, 0.0)
        self.rate = experiment.learning_rate  # may be changed while it runs
        self.rates: dict[int, float] = {}  # every rate that was used, by the first update that used it
        self.speed = speed  # updates a second; None: as fast as it goes
        self.seconds = 0.0  # of training so far, waiting not counted
        self.cpu = 0.0  # of these, what the processor really gave
        self.done = threading.Event()
        self._paused = False
        self._singles = 0  # updates asked for one by one while paused
        self._due = 0.0
        self._updates: Iterator[Progress] | None = None

    @property
    def running(self) -> bool:
        """Whether it will go on without anybody asking."""
        return not self.done.is_set() and not self._paused

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
        """End the run; what it learnt so far stays in `progress`."""
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
        if self.seconds > LONGEST:
            self.progress = _ended(self.progress, f"Stopped after {LONGEST:.0f} seconds of training, the limit here.")
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
            self._updates = self._updates or self._start()
            self.progress = next(self._updates)
        except StopIteration:
            self.stop()
        except Exception as error:  # shown on the page; a thread has nobody else to tell
            self.progress = _ended(self.progress, f"Training stopped: {error}")
            self.stop()

    def _start(self) -> Iterator[Progress]:
        from lstm_core.training.loop import train  # here, so that the thread and not a page waits for torch

        return train(self.experiment, self._rate)

    def _rate(self) -> float:
        rate = self.rate
        if not self.rates or list(self.rates.values())[-1] != rate:
            self.rates[self.progress.step + 1] = rate
        return rate


def _ended(progress: Progress, sentence: str) -> Progress:
    return Progress(progress.step, progress.loss, progress.verdict, progress.solved, sentence, progress.history)


class Trainer:
    """The thread and its round of runs. `first` is called in the thread before anything else."""

    def __init__(self, first: Callable[[], None] = lambda: None) -> None:
        self._first = first
        self._runs: deque[Run] = deque()
        self._at_work: Run | None = None
        self._changed = threading.Condition()
        self._closing = False
        self._thread = threading.Thread(target=self._work, name="trainer", daemon=True)
        self._thread.start()
        atexit.register(self.close)

    def submit(self, run: Run) -> Run:
        """Take a run into the round. Raises ValueError with a sentence if there are too many."""
        with self._changed:
            if len(self._runs) >= MOST_WAITING:
                raise ValueError("Too many nets are training at this moment. Try again in a minute.")
            self._runs.append(run)
            self._changed.notify()
        return run

    @property
    def busy(self) -> int:
        """How many runs share the thread just now."""
        return sum(run.running for run in {*self._runs, *filter(None, [self._at_work])})

    def close(self) -> None:
        """Stop every run and wait for the thread."""
        with self._changed:
            self._closing = True
            self._changed.notify()
        self._thread.join(timeout=10)

    def _work(self) -> None:
        self._first()
        while run := self._next():
            did = run.work(SLICE)
            with self._changed:
                self._at_work = None
                if not run.done.is_set():
                    self._runs.append(run)
                if not did:  # everybody is paused or ahead of their pace: rest a little
                    self._changed.wait(0.005)
            time.sleep(0)  # let the pages have the interpreter

    def _next(self) -> Run | None:
        with self._changed:
            while not self._runs and not self._closing:
                self._changed.wait()
            self._at_work = None if self._closing else self._runs.popleft()
            return self._at_work
