"""Memory against arrays, clipping against torch."""

import numpy as np
import torch
from torch import nn

from tests.lstm_core.drills.reference import made, near


def test_n18_is_what_arrays_take_and_how_torch_clips():
    for drill in made("N18", "memory"):
        n = drill.given
        assert drill.answer == sum(np.empty((n["T"], n["B"], n["H"]), np.float32).nbytes for _ in range(n["n"]))
        assert drill.mark(f"{drill.answer / 1e6} MB").right
        assert drill.mark(f"{drill.answer / 2**20:.4g} MiB").right
    for drill in made("N18", "clipping"):
        weight = torch.zeros(2, dtype=torch.float64, requires_grad=True)
        weight.grad = torch.tensor(drill.given["g"], dtype=torch.float64)
        norm = nn.utils.clip_grad_norm_([weight], drill.given["most"])
        assert drill.answers["norm"] == near(norm.item())
        assert drill.answers["clipped"] == near(tuple(weight.grad.tolist()), 1e-5)
