"""What the app promises about learning, on seeds that nothing was chosen on.

CPU seconds of this process, training and judging together, one thread. Ratios are medians of rounds in which the
two sides take turns, so that a busy machine spoils both alike.
"""

import time
from collections.abc import Sequence
from itertools import islice
from statistics import median

import torch
from torch import nn

from benchmarks.measure import Row
from benchmarks.solving import delays, presets, run
from lstm_core.training import LECTURE, PRESETS, Experiment, train
from lstm_core.training.loop import Batches

ROUNDS = 9
PACE = {  # steps a second against a bare loop, at least
    "preset for recall": (PRESETS["recall"], 0.95),
    "the lecture's net": (LECTURE["recall"], 0.95),
    "5 units, batches of 20": (PRESETS["recall"].but(hidden=5, batch=20), None),
}


def measure() -> list[Row]:
    """Everything, in some minutes."""
    torch.set_num_threads(1)
    for _ in train(PRESETS["recall"].but(steps=20)):
        pass
    return [*presets(), *delays(), *pace()]


def pace() -> list[Row]:
    """Steps a second of `train`, picture and judging included, against a loop that does nothing but learn."""
    rows = []
    for name, (experiment, promise) in PACE.items():
        experiment = experiment.but(steps=400, until_solved=False)
        batches = list(islice(Batches(experiment), experiment.steps))
        rounds = [(_bare(experiment, batches), 400 / run(experiment)[2]) for _ in range(ROUNDS)]
        ratio = median(ours / bare for bare, ours in rounds)
        fast = f"{median(ours for _, ours in rounds):.0f} steps/s"
        rows.append(Row(f"{name}: steps/s against a bare nn.LSTM loop", ratio, "x", note=fast, least=promise))
    return rows


class _Bare(nn.Module):
    """The same net from torch's own parts."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        self.layers = nn.ModuleList(nn.LSTM(*size) for size in experiment.sizes)
        self.readout = nn.Linear(experiment.hidden, 1) if experiment.readout == "linear" else nn.Identity()

    def forward(self, xs: torch.Tensor) -> torch.Tensor:
        for layer in self.layers:
            xs = layer(xs)[0]
        return self.readout(xs)


def _bare(experiment: Experiment, batches: Sequence[tuple[torch.Tensor, ...]]) -> float:
    """Steps a second of the shortest loop one would write, its batches ready made."""
    net = _Bare(experiment)
    optimizer = torch.optim.Adam(net.parameters(), lr=experiment.learning_rate, fused=True)
    start = time.process_time()
    for xs, ys, _ in batches:
        optimizer.zero_grad()
        nn.functional.mse_loss(net(xs), ys).backward()
        optimizer.step()
    return len(batches) / (time.process_time() - start)
