"""Training steps per second of the compiled layer against torch's own.

A training step is forward, mean squared error of a linear readout, backward and Adam; recall nets of the size that
issue "Training core" names: 20 steps, 16 units, batch 64, 3 inputs, one output; one thread. All nets take turns in
one run, in another order every round, so that whatever else the machine does meets all of them; CPU time counts.
A ratio above 1 means that the compiled layer is the faster of the two; it is the median over the rounds.
"""

import random
import statistics
import time
from collections.abc import Callable

import torch
from torch import nn

from benchmarks.measure import Row
from lstm_core.cells import CELLS
from lstm_core.training.compiled import CompiledLayer
from lstm_core.training.reference import Recurrent

TIME, HIDDEN, BATCH, INPUTS = 20, 16, 64, 3
ROUNDS, STEPS = 25, 15  # so many rounds of so many training steps of every net

# Which cell's graph has to keep up with which of torch's layers, and how well. "interpreter" is our own slow path.
RACES = [
    *((cell, "LSTM", 0.8) for cell in CELLS),
    ("GRU (PyTorch)", "GRU", 1.0),
    ("Elman", "RNN", 1.0),
    ("LSTM", "interpreter", 1.0),
]


class _Net(nn.Module):
    """A recurrent layer and a linear readout."""

    def __init__(self, layer: nn.Module) -> None:
        super().__init__()
        self.layer, self.readout = layer, nn.Linear(HIDDEN, 1)

    def forward(self, xs: torch.Tensor) -> torch.Tensor:
        return self.readout(self.layer(xs)[0])


def measure(rounds: int = ROUNDS, steps: int = STEPS) -> list[Row]:
    """Every race of RACES, run in one go."""
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        seconds = _seconds({name: _training_step(layer) for name, layer in _layers().items()}, rounds, steps)
    finally:
        torch.set_num_threads(before)
    rows = []
    for cell, rival, promise in RACES:
        ratios = [theirs / ours for ours, theirs in zip(seconds[f"{cell}, compiled"], seconds[rival], strict=True)]
        against = rival if rival == "interpreter" else f"torch.nn.{rival}"
        rows.append(Row(f"{cell}, compiled, against {against}", statistics.median(ratios), "x", least=promise))
    return rows


def _layers() -> dict[str, nn.Module]:
    torch.manual_seed(0)
    return {
        **{f"{name}, compiled": CompiledLayer(cell, INPUTS, HIDDEN) for name, cell in CELLS.items()},
        **{rival: getattr(nn, rival)(INPUTS, HIDDEN) for rival in ("LSTM", "GRU", "RNN")},
        "interpreter": Recurrent(CELLS["LSTM"], INPUTS, HIDDEN),
    }


def _training_step(layer: nn.Module) -> Callable[[], None]:
    net = _Net(layer)
    optimiser = torch.optim.Adam(net.parameters(), lr=0.001, fused=True)
    xs, ys = torch.rand(TIME, BATCH, INPUTS), torch.rand(TIME, BATCH, 1)

    def step() -> None:
        optimiser.zero_grad()
        nn.functional.mse_loss(net(xs), ys).backward()
        optimiser.step()

    return step


def _seconds(training: dict[str, Callable[[], None]], rounds: int, steps: int) -> dict[str, list[float]]:
    """CPU seconds of every round, all threads together, after a round that does not count."""
    seconds: dict[str, list[float]] = {name: [] for name in training}
    order = list(training)
    shuffle = random.Random(0).shuffle
    for counts in [False] + [True] * rounds:
        shuffle(order)
        for name in order:
            start = time.process_time()
            for _ in range(steps):
                training[name]()
            if counts:
                seconds[name].append(time.process_time() - start)
    return seconds
