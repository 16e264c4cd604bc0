"""A run as one plain PyTorch script: same sequences, same first weights, same updates, and nothing of this app.

Lines that begin with "# %%" part it into the cells of a notebook.
"""

from collections.abc import Mapping
from inspect import isfunction
from typing import Any

from lstm_core.tasks import FRESH
from lstm_core.training.experiment import Experiment
from lstm_core.training.export.net import net_source, weights_source
from lstm_core.training.export.sources import source
from lstm_core.training.loss_weights import CHUNK, shares

OPTIMIZERS = {
    "Adam": "torch.optim.Adam(net.parameters())",
    "SGD": "torch.optim.SGD(net.parameters(), lr=1.0, momentum=0.9)",
}


def script(experiment: Experiment, batches: int, rates: Mapping[int, float] | None = None) -> str:
    """Source that trains for this many batches; `rates`: learning rate by the first batch that used it."""
    e, job = experiment, experiment.task_spec
    rates = dict(rates or {1: e.learning_rate})
    parts = [
        _said(
            f"# {job.name}: {e.cell.name}, {e.sizes[0][1]} units, seed {e.seed}",
            "Written by the app “Recall: the LSTM, from memory”. It repeats one run, up to rounding: the same "
            "sequences, the same first weights, the same updates. It needs NumPy and PyTorch.",
        ),
        _settings(e, batches, rates),
        _said("## The task", job.question, f"Solved when: {job.criterion.sentence}"),
        _maker_source(job.maker),
        _said("Sequences are drawn in chunks, so that a longer run begins as a shorter one does."),
        f"{source(shares)}\n\n\n{_batches(e)}",
        _said("## The net", "The first weights come from NumPy, so that the seed alone decides them."),
        weights_source(e),
        net_source(e),
        _said("## Training"),
        _training(e),
        _said(f"## How good is it, on {FRESH:,} sequences it has never seen?"),
        _judged(e),
    ]
    return "\n\n".join(part if part.startswith("# %%") else f"# %%\n{part}" for part in parts) + "\n"


def _said(*paragraphs: str) -> str:
    return "# %% [markdown]\n" + "\n#\n".join(f"# {paragraph}" for paragraph in paragraphs)


def _settings(e: Experiment, batches: int, rates: Mapping[int, float]) -> str:
    return f"""import numpy as np
import torch
from torch import nn

torch.set_num_threads(1)  # tensors this small only lose by sharing
SEED, TIME, DELAY = {e.seed}, {e.time}, {e.delay or None}  # DELAY None: drawn anew for every sequence
BATCH, BATCHES = {e.batch}, {batches}  # sequences in a batch; batches in this run
RATES = {dict(rates)}  # learning rate, from this batch on
CLIP = {e.clip:g}  # largest norm of the gradient; 0: no clipping
SIZES = {e.sizes}  # inputs and units of every layer"""


def _maker_source(maker: Any) -> str:
    """What makes the sequences: a function, or a pattern that was designed, as data for the class that varies it."""
    return source(maker) if isfunction(maker) else f"{source(type(maker))}\n\n\n{_maker(maker)} = {maker!r}"


def _maker(maker: Any) -> str:
    return maker.__name__ if isfunction(maker) else "design"


def _batches(e: Experiment) -> str:
    return f'''def batches(count):
    """Inputs, targets and the share of every number in the loss."""
    rng = np.random.default_rng([SEED, 1])
    for _ in range(0, count, {CHUNK}):
        whole = {_maker(e.task_spec.maker)}(rng, {CHUNK} * BATCH, TIME, DELAY)
        for k in range({CHUNK}):
            part = slice(k * BATCH, (k + 1) * BATCH)
            xs, ys, mask = (np.ascontiguousarray(a[:, part], dtype=np.float32) for a in whole)
            yield torch.from_numpy(xs), torch.from_numpy(ys), torch.from_numpy(shares("{e.loss}", mask, ys))'''


def _training(e: Experiment) -> str:
    return f"""net = Net()
optimizer = {OPTIMIZERS[e.optimizer]}
losses = []
for batch, (xs, ys, share) in zip(range(1, BATCHES + 1), batches(BATCHES)):
    for group in optimizer.param_groups:
        group["lr"] = RATES.get(batch, group["lr"])
    optimizer.zero_grad()
    loss = ((net(xs) - ys) ** 2 * share).sum()
    loss.backward()
    if CLIP:
        nn.utils.clip_grad_norm_(net.parameters(), CLIP)
    optimizer.step()
    losses.append(loss.item())
    if batch % 10 == 0:
        print(f"batch {{batch:5}}  loss {{losses[-1]:.6f}}")"""


def _judged(e: Experiment) -> str:
    return f"""fresh = {_maker(e.task_spec.maker)}(np.random.default_rng([SEED, 3]), {FRESH}, TIME, DELAY)
with torch.no_grad():
    said = net(torch.from_numpy(fresh.xs)).numpy()
error = np.abs(said - fresh.ys).max(axis=2)
print(f"mean error at the steps that count: {{error[fresh.mask > 0].mean():.4f}}")
if (fresh.mask == 0).any():
    print(f"mean error at all other steps: {{error[fresh.mask == 0].mean():.4f}}")"""
