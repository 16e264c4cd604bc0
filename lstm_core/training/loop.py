"""Train a net on a task, one batch at a time, and say honestly how it goes.

`train` gives an iterator: every `next` is one update, and whoever iterates decides when to stop. A run that waits can
be put away as a bookmark, without its net, its batches and its work arrays, and goes on from there to the same digit.
"""

import math
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import islice
from typing import Any

import numpy as np
import torch
from torch import Tensor

from lstm_core.tasks import (
    FRESH,
    CriterionResult,
    Errors,
    errors,
    fixed_sequences,
    informative_outputs,
    usual_baselines,
)
from lstm_core.training.budget import GLANCE, affordable
from lstm_core.training.experiment import Experiment
from lstm_core.training.loss_weights import CHUNK, shares
from lstm_core.training.net import TaskNet
from lstm_core.training.optimizers import OPTIMIZERS, Flat
from lstm_core.training.progress import History, Progress

JUDGED_EVERY = 10  # updates between two looks at fresh sequences; once solved, ten times as many
DENSE = 20  # every update up to twice this one is photographed, later ones ever more rarely


def train(experiment: Experiment, rate: Callable[[], float] | None = None) -> "Training":
    """Yield after every update; stop iterating to stop training.

    `rate`, if given, is asked for the learning rate before every update, so that it can be changed on the way.
    A loss that is no longer finite ends the run with a sentence; the last good weights are in `history.weights`.
    """
    return Training(experiment, rate)


@dataclass(frozen=True)
class Bookmark:
    """All that a run needs, besides its experiment, to go on exactly where it was; nothing of it is changed later."""

    progress: Progress
    learnt: tuple[Tensor, ...]  # the weights, then what the optimizer remembers
    drawn: Mapping[str, Any]  # the random state before the batches at hand were drawn
    judged: Mapping[str, Any]  # and before the next look at fresh sequences

    @property
    def size(self) -> int:
        """Bytes, those of the history aside."""
        return sum(tensor.nbytes for tensor in self.learnt)


class Training(Iterator[Progress]):
    """The updates of a run: every `next` is one. It begins with a bookmark, if there is one, or from the seed."""

    def __init__(
        self, experiment: Experiment, rate: Callable[[], float] | None = None, bookmark: Bookmark | None = None
    ) -> None:
        torch.set_num_threads(1)  # tensors this small only lose by sharing; the setting belongs to this thread
        self.experiment, self._rate = experiment, rate or (lambda: experiment.learning_rate)
        self._net = TaskNet(experiment)
        self._flat = Flat([self._net])
        vectors = self._flat.values.numpy(), self._flat.gradients.numpy()
        self._whole = self._net.whole_step(*vectors, experiment.time, experiment.batch)
        self._optimizer = OPTIMIZERS[experiment.optimizer](self._flat)
        self.progress = bookmark.progress if bookmark else Progress(0, 0.0, history=_blank(experiment, self._net))
        self._judge = _Judge(experiment, self._net, self.progress.history)
        self._batches = Batches(experiment)
        if bookmark:
            self._go_to(bookmark)

    def bookmark(self) -> Bookmark:
        """Where it is just now."""
        learnt = tuple(tensor.clone() for tensor in self._learnt)
        return Bookmark(self.progress, learnt, self._batches.before, self._judge.rng.bit_generator.state)

    def __next__(self) -> Progress:
        before = self.progress
        if before.problem or before.step == self.experiment.steps or (before.solved and self.experiment.until_solved):
            raise StopIteration
        loss, backward = self._loss(*next(self._batches))
        if math.isfinite(loss):
            backward()
            self._learn()
            self.progress = self._look(before, loss)
        else:
            self.progress = replace(before, loss=math.nan, solved=False, problem=_diverged(self.experiment))
        return self.progress

    def _loss(self, xs: Tensor, ys: Tensor, shares: Tensor) -> tuple[float, Callable[[], object]]:
        """The loss of a batch, and what fills in the gradients."""
        if self._whole:
            arrays = (tensor.numpy().transpose(0, 2, 1) for tensor in (xs, ys, shares))
            return self._whole.loss(*arrays), self._whole.backward
        self._flat.gradients.zero_()
        loss = ((self._net(xs) - ys).square() * shares).sum()
        return float(loss.detach()), loss.backward

    def _learn(self) -> None:
        if self.experiment.clip:
            self._flat.clip(self.experiment.clip)
        self._optimizer.step(self._rate())

    def _look(self, before: Progress, loss: float) -> Progress:
        """Take down what an update led to; now and then the net is judged."""
        step, history, verdict, solved = before.step + 1, before.history, before.verdict, before.solved
        history.losses.append(loss)
        _photograph(self._net, history, step)
        last = step == self.experiment.steps
        if last or step % (JUDGED_EVERY * (10 if solved else 1)) == 0:
            verdict = self._judge(step, whole=last)
            history.weights = self._net.weights()
            solved = verdict.solved and before.verdict is not None and before.verdict.solved
        return Progress(step, loss, verdict, solved, "", history)

    @property
    def _learnt(self) -> tuple[Tensor, ...]:
        return self._flat.values, *self._optimizer.memory

    def _go_to(self, bookmark: Bookmark) -> None:
        for own, kept in zip(self._learnt, bookmark.learnt, strict=True):
            own.copy_(kept)
        self._judge.rng.bit_generator.state = bookmark.judged
        self._batches.go_to(bookmark.progress.step, bookmark.drawn)


def _blank(experiment: Experiment, net: TaskNet) -> History:
    """The history of a net that has seen no batch."""
    task, time, delay = experiment.task_spec, experiment.time, experiment.delay or None
    return History(
        baselines=usual_baselines(task, time, delay),
        watched=fixed_sequences(task, time=time, delay=delay),
        weights=net.weights(),
    )


Batch = tuple[Tensor, Tensor, Tensor]


class Batches(Iterator[Batch]):
    """Inputs, targets and the weight of every number in the loss; equal for every cell with this seed.

    They are drawn some at a time, whole chunks, so that a longer run begins as a shorter one. There is no end.
    """

    def __init__(self, experiment: Experiment) -> None:
        self._experiment, self._rng = experiment, np.random.default_rng([experiment.seed, 1])
        self.before: Mapping[str, Any] = self._rng.bit_generator.state  # before the chunk at hand was drawn
        self._chunk: Iterator[Batch] = iter(())

    def go_to(self, taken: int, before: Mapping[str, Any]) -> None:
        """Go on after so many batches, if this was `before` then."""
        self._rng.bit_generator.state = before
        self._chunk = islice(self._drawn(), (taken - 1) % CHUNK + 1, None) if taken else iter(())

    def __next__(self) -> Batch:
        if (batch := next(self._chunk, None)) is None:
            self._chunk = self._drawn()
            batch = next(self._chunk)
        return batch

    def _drawn(self) -> Iterator[Batch]:
        self.before, e = self._rng.bit_generator.state, self._experiment
        whole = e.task_spec.make(self._rng, CHUNK * e.batch, e.time, e.delay or None)
        xs, ys, mask = (_split(array) for array in whole)
        return zip(*(torch.from_numpy(array) for array in (xs, ys, shares(e.loss, mask, ys))), strict=True)


def _split(whole: np.ndarray) -> np.ndarray:
    """(time, chunk × batch, ...) -> (chunk, time, batch, ...), every batch in one piece of memory."""
    batches = whole.reshape(len(whole), CHUNK, -1, *whole.shape[2:]).swapaxes(0, 1)
    return np.ascontiguousarray(batches, dtype=np.float32)


class _Judge:
    """The task's own criterion, on sequences the net has never seen."""

    def __init__(self, experiment: Experiment, net: TaskNet, history: History) -> None:
        self.experiment, self.net, self.history = experiment, net, history
        self.rng = np.random.default_rng([experiment.seed, 2])

    def __call__(self, step: int, whole: bool) -> CriterionResult:
        """All 1,000 sequences are looked at if the `whole` is asked for or a hundred give hope."""
        verdict, found = self._on(FRESH if whole else GLANCE)
        if verdict.solved and not whole:
            verdict, found = self._on(FRESH)
        self.history.scores.append((step, verdict.score))
        self.history.errors.append((step, found))
        return verdict

    def _on(self, count: int) -> tuple[CriterionResult, Errors]:
        e = self.experiment
        fresh = e.task_spec.make(self.rng, count, e.time, e.delay or None)
        most = affordable(e, GLANCE)  # more at once would only fill memory
        parts = [fresh.xs[:, start : start + most] for start in range(0, count, most)]
        said = np.concatenate([self.net.answers(part) for part in parts], axis=1)
        return e.task_spec.solved(said, fresh), errors(*informative_outputs(said, fresh))


def _photograph(net: TaskNet, history: History, step: int) -> None:
    """Keep the outputs on the fixed sequences: a column of the picture the lecture draws.

    The longer the run, the wider a column, so that pictures grow with the logarithm of its length only.
    """
    if history.watched is None or step % max(1, step // DENSE):
        return
    history.pictures.append((step, net.answers(history.watched.batch.xs)))


def _diverged(experiment: Experiment) -> str:
    return (
        f"The loss is no longer a number: the updates grew until the weights overflowed. "
        f"Try a learning rate below {experiment.learning_rate:g}, or clip the gradient. The last good weights are kept."
    )
