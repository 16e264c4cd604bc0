"""Multiplications counted by torch's own counter."""

import torch
from torch import nn
from torch.utils.flop_counter import FlopCounterMode

from tests.lstm_core.drills.reference import made

TORCH = {"Elman": nn.RNNCell, "GRU": nn.GRUCell, "LSTM": nn.LSTMCell}


def multiplied(work) -> int:
    """Half of the operations of the matrix products in some work: a multiplication comes with an addition."""
    with FlopCounterMode(display=False) as counter:
        work()
    return counter.get_total_flops() // 2


def test_n22_counts_what_torch_multiplies():
    for drill in made("N22")[:12]:
        n, name = drill.given, next(name for name in TORCH if f" {name} cells" in drill.question)
        blocks = {"Elman": 1, "GRU": 3, "LSTM": 4}[name]
        x, h = torch.zeros(1, n["X"]), torch.zeros(1, n["H"])
        own = nn.Linear(n["X"], blocks * n["H"]), nn.Linear(n["H"], blocks * n["H"])
        assert TORCH[name](n["X"], n["H"]).weight_ih.shape == own[0].weight.shape
        assert drill.answers["step"] == multiplied(lambda own=own, x=x, h=h: (own[0](x), own[1](h)))
        assert drill.answers["sequence"] == n["T"] * drill.answers["step"]
        states = torch.zeros(n["T"], n["H"])
        assert drill.answers["scores"] == multiplied(lambda states=states: states @ states.T)
