"""Train a net on a task, one batch at a time, and say honestly how it goes.

`train` is a generator: every `next` is one update, and whoever iterates decides when to stop.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor
from torch.nn.functional import mse_loss

from lstm_core.tasks import FRESH, Verdict, Watched, fixed
from lstm_core.training.experiment import Experiment
from lstm_core.training.net import Net, Weights
from lstm_core.training.optimizers import OPTIMIZERS, Flat

CHUNK = 16  # batches drawn at once
JUDGED_EVERY = 10  # updates between two looks at fresh sequences; once solved, ten times as many
GLANCE = 100  # fresh sequences that suffice to see that a net is not there yet; it is solved on FRESH only
DENSE = 20  # every update up to twice this one is photographed, later ones ever more rarely


@dataclass(frozen=True)
class Progress:
    """What can be seen of a run after one update; never changed, only replaced."""

    step: int
    loss: float
    verdict: Verdict | None = None  # the last judgement on fresh sequences
    solved: bool = False  # the criterion was met twice in a row, on 1,000 sequences each
    problem: str = ""  # why the run ended early, in a sentence
    history: "History" = field(default_factory=lambda: History(), repr=False)

    @property
    def losses(self) -> tuple[float, ...]:
        """The loss of every update so far."""
        return tuple(self.history.losses[: self.step])


@dataclass
class History:
    """What a run leaves behind; only ever appended to, so that older Progress stays true."""

    losses: list[float] = field(default_factory=list)
    scores: list[tuple[int, float]] = field(default_factory=list)  # (update, score of the criterion)
    pictures: list[tuple[int, np.ndarray]] = field(default_factory=list)  # (update, (time, sequences, outputs))
    watched: Watched | None = None  # the fixed sequences in the pictures
    weights: list[Weights] = field(default_factory=list)  # the last good ones


def train(experiment: Experiment, rate: Callable[[], float] | None = None) -> Iterator[Progress]:
    """Yield after every update; stop iterating to stop training.

    `rate`, if given, is asked for the learning rate before every update, so that it can be changed on the way.
    A loss that is no longer finite ends the run with a sentence; the last good weights are in `history.weights`.
    """
    torch.set_num_threads(1)  # tensors this small only lose by sharing; the setting belongs to this thread
    net = Net(experiment)
    flat = Flat([net])
    optimizer = OPTIMIZERS[experiment.optimizer](flat)
    history = History(watched=fixed(experiment.job, time=experiment.time, delay=experiment.delay or None))
    judge = _Judge(experiment, net)
    history.weights = net.weights()
    verdict, solved = None, False
    for step, (xs, ys, root) in enumerate(_batches(experiment), 1):
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
            verdict = judge(whole=step == experiment.steps)
            history.scores.append((step, verdict.score))
            history.weights = net.weights()
            solved = verdict.solved and before is not None and before.solved
        done = step == experiment.steps or (solved and experiment.until_solved)
        yield Progress(step, value, verdict, solved, "", history)
        if done:
            return


def _batches(experiment: Experiment) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Inputs, targets and the root of the weight of every number in the loss; equal for every cell with this seed."""
    rng = np.random.default_rng([experiment.seed, 1])
    for _ in range(0, experiment.steps, CHUNK):  # whole chunks, so that a longer run begins as a shorter one
        whole = experiment.job.make(rng, CHUNK * experiment.batch, experiment.time, experiment.delay or None)
        xs, ys, mask = (_split(array) for array in whole)
        roots = np.sqrt(_weights(experiment.loss, mask, ys))
        yield from zip(torch.from_numpy(xs), torch.from_numpy(ys), torch.from_numpy(roots), strict=True)


def _split(whole: np.ndarray) -> np.ndarray:
    """(time, chunk × batch, ...) -> (chunk, time, batch, ...), every batch in one piece of memory."""
    batches = whole.reshape(len(whole), CHUNK, -1, *whole.shape[2:]).swapaxes(0, 1)
    return np.ascontiguousarray(batches, dtype=np.float32)


def _weights(loss: str, mask: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """The share of every number in the loss of its batch, (..., time, batch, 1): what is summed is then a mean.

    mask: (..., time, batch), ys: (..., time, batch, outputs). Where no step counts, all do.
    """
    parts = {
        "balanced": (mask, 1 - mask),
        "all steps": (np.ones_like(mask),),
        "steps that count": (np.where(mask.any((-2, -1), keepdims=True), mask, 1),),
    }[loss]
    shares = sum(part / np.maximum(part.sum((-2, -1), keepdims=True), 1) for part in parts)
    return (shares / ys.shape[-1])[..., None].astype(np.float32)


class _Judge:
    """The task's own criterion, on sequences the net has never seen."""

    def __init__(self, experiment: Experiment, net: Net) -> None:
        self.experiment, self.net = experiment, net
        self.rng = np.random.default_rng([experiment.seed, 2])

    def __call__(self, whole: bool) -> Verdict:
        """All 1,000 sequences are looked at if the `whole` is asked for or a hundred give hope."""
        glance = self._on(FRESH if whole else GLANCE)
        return self._on(FRESH) if glance.solved and not whole else glance

    def _on(self, count: int) -> Verdict:
        e = self.experiment
        fresh = e.job.make(self.rng, count, e.time, e.delay or None)
        with torch.no_grad():
            said = self.net(torch.as_tensor(fresh.xs, dtype=torch.float32)).numpy()
        return e.job.solved(said, fresh)


def _photograph(net: Net, history: History, step: int) -> None:
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
