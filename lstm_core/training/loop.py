"""Train a net on a task, one batch at a time, and say honestly how it goes.

`train` is a generator: every `next` is one update, and whoever iterates decides when to stop.
"""

import math
from collections.abc import Callable, Iterator

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from lstm_core.tasks import (
    FRESH,
    CriterionResult,
    Errors,
    errors,
    fixed_sequences,
    informative_outputs,
    usual_baselines,
)
from lstm_core.training.budget import affordable
from lstm_core.training.experiment import Experiment
from lstm_core.training.loss_weights import CHUNK, shares
from lstm_core.training.net import TaskNet
from lstm_core.training.optimizers import OPTIMIZERS, Flat
from lstm_core.training.progress import History, Progress

JUDGED_EVERY = 10  # updates between two looks at fresh sequences; once solved, ten times as many
GLANCE = 100  # fresh sequences that suffice to see that a net is not there yet; it is solved on FRESH only
DENSE = 20  # every update up to twice this one is photographed, later ones ever more rarely


def train(experiment: Experiment, rate: Callable[[], float] | None = None) -> Iterator[Progress]:
    """Yield after every update; stop iterating to stop training.

    `rate`, if given, is asked for the learning rate before every update, so that it can be changed on the way.
    A loss that is no longer finite ends the run with a sentence; the last good weights are in `history.weights`.
    """
    torch.set_num_threads(1)  # tensors this small only lose by sharing; the setting belongs to this thread
    net = TaskNet(experiment)
    flat = Flat([net])
    optimizer = OPTIMIZERS[experiment.optimizer](flat)
    history = History(
        watched=fixed_sequences(experiment.task_spec, time=experiment.time, delay=experiment.delay or None)
    )
    judge = _Judge(experiment, net, history)
    history.baselines = usual_baselines(experiment.task_spec, experiment.time, experiment.delay or None)
    history.weights = net.weights()
    verdict, solved = None, False
    for step, (xs, ys, root) in enumerate(batches_of(experiment), 1):
        flat.gradients.zero_()
        loss = mse_loss(net(xs) * root, ys * root, reduction="sum")
        value = float(loss.detach())
        if not math.isfinite(value):
            yield Progress(step - 1, math.nan, verdict, False, _diverged(experiment), history)
            return
        loss.backward()
        if experiment.clip:
            flat.clip(experiment.clip)
        optimizer.step(rate() if rate else experiment.learning_rate)
        history.losses.append(value)
        _photograph(net, history, step)
        if step % (JUDGED_EVERY * (10 if solved else 1)) == 0 or step == experiment.steps:
            before = verdict
            verdict = judge(step, whole=step == experiment.steps)
            history.weights = net.weights()
            solved = verdict.solved and before is not None and before.solved
        done = step == experiment.steps or (solved and experiment.until_solved)
        yield Progress(step, value, verdict, solved, "", history)
        if done:
            return


def batches_of(experiment: Experiment) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Inputs, targets and the root of the weight of every number in the loss; equal for every cell with this seed."""
    rng = np.random.default_rng([experiment.seed, 1])
    for _ in range(0, experiment.steps, CHUNK):  # whole chunks, so that a longer run begins as a shorter one
        whole = experiment.task_spec.make(rng, CHUNK * experiment.batch, experiment.time, experiment.delay or None)
        xs, ys, mask = (_split(array) for array in whole)
        roots = np.sqrt(shares(experiment.loss, mask, ys))
        yield from zip(torch.from_numpy(xs), torch.from_numpy(ys), torch.from_numpy(roots), strict=True)


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
        with torch.no_grad():
            xs = torch.as_tensor(fresh.xs, dtype=torch.float32)
            said = torch.cat([self.net(part) for part in xs.split(affordable(e, count), dim=1)], dim=1).numpy()
        return e.task_spec.solved(said, fresh), errors(*informative_outputs(said, fresh))


def _photograph(net: TaskNet, history: History, step: int) -> None:
    """Keep the outputs on the fixed sequences: a column of the picture the lecture draws.

    The longer the run, the wider a column, so that pictures grow with the logarithm of its length only.
    """
    if history.watched is None or step % max(1, step // DENSE):
        return
    with torch.no_grad():
        said = net(torch.as_tensor(history.watched.batch.xs, dtype=torch.float32)).numpy()
    history.pictures.append((step, np.array(said)))


def _diverged(experiment: Experiment) -> str:
    return (
        f"The loss is no longer a number: the updates grew until the weights overflowed. "
        f"Try a learning rate below {experiment.learning_rate:g}, or clip the gradient. The last good weights are kept."
    )
