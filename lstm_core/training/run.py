"""An experiment in training, as a job of the trainer.

While nobody trains it, it can be put away in two steps. First the net goes, and a bookmark stays: to go on takes some
milliseconds. Where even bookmarks, curves and pictures are too much, only the number of updates stays, and they are
done again when somebody looks. Either way every digit comes out as it would have without: an experiment decides all.
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from lstm_core.training.budget import check, memory
from lstm_core.training.experiment import Experiment
from lstm_core.training.job import LONGEST, Job
from lstm_core.training.progress import History, Progress

if TYPE_CHECKING:
    from lstm_core.training.loop import Bookmark, Training


@dataclass(frozen=True)
class _Forgotten:
    """Where a run was, without its history."""

    progress: Progress
    ended: bool


class Run(Job[Progress]):
    """An experiment in training. Raises ValueError with a sentence if it is too large for a shared machine."""

    def __init__(self, experiment: Experiment, speed: float | None = None, most: float = LONGEST) -> None:
        check(experiment)
        super().__init__(Progress(0, 0.0), speed, most)
        self.experiment, self.size = experiment, memory(experiment)
        self.rate = experiment.learning_rate  # may be changed while it runs
        self.rates: dict[int, float] = {}  # every rate that was used, by the first update that used it
        self._training: Training | None = None
        self._bookmark: Bookmark | None = None
        self._forgotten: _Forgotten | None = None
        self._free = False  # whether this turn began with updates that are done again

    def begin(self) -> Iterator[Progress]:
        """Train, update by update, from where it was put away."""
        from lstm_core.training.loop import Training  # here, so that the thread and not a page waits for torch

        self._training, self._bookmark = Training(self.experiment, self._rate, self._bookmark), None
        return self._training

    @property
    def kept(self) -> int:
        """Bytes of its history, and of its bookmark."""
        return self.progress.history.size + (self._bookmark.size if self._bookmark else 0)

    @property
    def returns_to(self) -> int:
        """The update up to which it does again what was forgotten; 0 if there is nothing of that kind to do."""
        return self._forgotten.progress.step if self._forgotten and self.has_work else 0

    def put_away(self) -> None:
        """Keep a bookmark; nothing is left to be done for one that has ended."""
        if self._training and not self.done.is_set():
            self._bookmark = self._training.bookmark()
        self._updates = self._training = None

    def forget(self) -> None:
        """Keep only where it was."""
        if self.progress.step and not self._forgotten:
            where = replace(self.progress, history=History())
            self._forgotten = _Forgotten(where, self.done.is_set())
            self._bookmark, self.progress = None, Progress(0, 0.0)

    def look(self) -> None:
        """Do again what was forgotten; a run that had ended ends at the same place."""
        if self._forgotten and not self.has_work and not self.progress.step:
            self.done.clear()
            self.again(self._forgotten.progress.step)

    def fail(self, sentence: str) -> None:
        """Put the reason into the progress."""
        self.progress = replace(self.progress, problem=sentence)

    def work(self, seconds: float) -> bool:
        """As every job; what is done again is free, since it was paid for."""
        self._free = self._forgotten is not None
        return super().work(seconds)

    def _charge(self, seconds: float, cpu: float) -> None:
        if not self._free:
            super()._charge(seconds, cpu)

    def _update(self) -> None:
        super()._update()
        before = self._forgotten
        if before and self.progress.step >= before.progress.step:
            self.progress = replace(before.progress, history=self.progress.history)
            self._forgotten = None
            if before.ended:
                self.stop()

    def _rate(self) -> float:
        """The rate of the next update: as it is set, or as it was if this one is done again."""
        step = self.progress.step + 1
        if self._forgotten and self.rates:
            return self.rates[max(first for first in self.rates if first <= step)]
        if not self.rates or list(self.rates.values())[-1] != self.rate:
            self.rates[step] = self.rate
        return self.rate
