"""Train a net on a task, one batch at a time, and say honestly how it goes.

`train` is a generator: every `next` is one update, and whoever iterates decides when to stop.
"""

import math
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import numpy as np
import torch
from torch import Tensor

from lstm_core.tasks import FRESH, Verdict, Watched, fixed
from lstm_core.training.experiment import Experiment
from lstm_core.training.net import Net, Weights
from lstm_core.training.optimizers import OPTIMIZERS, Flat

CHUNK = 16  # batches drawn at once
JUDGED_EVERY = 10  # updates between two looks at fresh sequences
COLUMNS = 400  # at most so many columns in the picture of outputs against learning episodes


@dataclass(frozen=True)
class Progress:
    """What can be seen of a run after one update; never changed, only replaced."""

    step: int
    loss: float
    verdict: Verdict | None = None  # the last judgement on 1,000 fresh sequences
    solved: bool = False  # the criterion was met twice in a row
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
    for step, (xs, ys, weight) in enumerate(_batches(experiment), 1):
        flat.gradients.zero_()
        loss = (((net(xs) - ys) ** 2) * weight).sum()
        value = float(loss.detach())
        if not math.isfinite(value):
            yield Progress(step - 1, math.nan, verdict, False, _diverged(experiment), history)
            return
        loss.backward()
        flat.clip(experiment.clip)
        optimizer.step(rate() if rate else experiment.learning_rate)
        history.losses.append(value)
        _photograph(net, history, step, experiment)
        if step % JUDGED_EVERY == 0 or step == experiment.steps:
            before = verdict
            verdict = judge()
            history.scores.append((step, verdict.score))
            history.weights = net.weights()
            solved = verdict.solved and before is not None and before.solved
        done = step == experiment.steps or (solved and experiment.until_solved)
        yield Progress(step, value, verdict, solved, "", history)
        if done:
            return


def _batches(experiment: Experiment) -> Iterator[tuple[Tensor, Tensor, Tensor]]:
    """Inputs, targets and the weight of every number in the loss; the same for every cell with this seed."""
    rng = np.random.default_rng([experiment.seed, 1])
    size, task = experiment.batch, experiment.job
    for _ in range(0, experiment.steps, CHUNK):  # whole chunks, so that a longer run begins as a shorter one
        whole = task.make(rng, CHUNK * size, experiment.time, experiment.delay or None)
        for k in range(CHUNK):
            part = slice(k * size, (k + 1) * size)
            xs, ys, mask = (
                np.ascontiguousarray(a[:, part], dtype=np.float32) for a in (whole.xs, whole.ys, whole.mask)
            )
            yield torch.from_numpy(xs), torch.from_numpy(ys), torch.from_numpy(_weights(experiment.loss, mask, ys))


def _weights(loss: str, mask: np.ndarray, ys: np.ndarray) -> np.ndarray:
    """The share of every number in the loss, (time, batch, 1): what is summed is then a mean."""
    outputs = ys.shape[-1]
    counts, others = mask.sum() * outputs, (1 - mask).sum() * outputs
    if loss == "all steps" or counts == 0 or (others == 0 and loss == "balanced"):
        share = np.full_like(mask, 1 / ys[..., 0].size / outputs)
    elif loss == "balanced":
        share = mask / counts + (1 - mask) / others
    else:
        share = mask / counts
    return share[..., None].astype(np.float32)


class _Judge:
    """The task's own criterion, on 1,000 sequences the net has never seen."""

    def __init__(self, experiment: Experiment, net: Net) -> None:
        self.experiment, self.net = experiment, net
        self.rng = np.random.default_rng([experiment.seed, 2])

    def __call__(self) -> Verdict:
        e = self.experiment
        fresh = e.job.make(self.rng, FRESH, e.time, e.delay or None)
        with torch.no_grad():
            said = self.net(torch.as_tensor(fresh.xs, dtype=torch.float32)).numpy()
        return e.job.solved(said, fresh)


def _photograph(net: Net, history: History, step: int, experiment: Experiment) -> None:
    """Keep the outputs on the fixed sequences: a column of the picture the lecture draws."""
    every = max(1, experiment.steps // COLUMNS)
    if history.watched is None or (step % every and step > 20):
        return
    with torch.no_grad():
        said = net(torch.as_tensor(history.watched.batch.xs, dtype=torch.float32)).numpy()
    history.pictures.append((step, np.array(said)))


def _diverged(experiment: Experiment) -> str:
    return (
        f"The loss is no longer a number: the updates grew until the weights overflowed. "
        f"Try a learning rate below {experiment.learning_rate:g}, or clip the gradient. The last good weights are kept."
    )
