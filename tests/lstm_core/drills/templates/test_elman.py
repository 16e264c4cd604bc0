"""Two steps by hand are what torch's own cell computes."""

import torch
from torch import nn

from tests.lstm_core.drills.reference import filled, made, near, row


def test_n02_is_what_torchs_rnn_computes():
    for drill in made("N02"):
        n = drill.given
        cell = filled(nn.RNNCell(1, 2), weight_ih=n["W_h"], weight_hh=n["U_h"], bias_ih=n["b_h"], bias_hh=[0, 0])
        h = torch.tensor([n["h_0"]], dtype=torch.float64)
        for step, x in enumerate(n["x"], 1):
            h = cell(row(x), h)
            assert drill.answers[f"h_{step}"] == near(tuple(h[0].tolist()))


def test_n27_is_a_layer_of_torch_with_the_logistic_function():
    for drill in made("N27"):
        n = {name: torch.tensor(value, dtype=torch.float64) for name, value in drill.given.items()}
        h = n["h_0"]
        for step, x in enumerate(n["x"], 1):
            h = torch.special.expit(nn.functional.linear(h, n["U_h"]) + n["W_h"][:, 0] * x + n["b_h"])
            assert drill.answers[f"h_{step}"] == near(tuple(h.tolist()))
