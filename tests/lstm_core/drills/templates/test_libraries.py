"""Shapes as torch's own LSTM returns them."""

import re

import torch
from torch import nn

from tests.lstm_core.drills.reference import made


def test_n24_is_what_torch_returns():
    for drill in made("N24")[:40]:
        n = drill.given
        both, first = (word == "True" for word in re.search(r"al=(\w+), batch_first=(\w+)", drill.question).groups())
        lstm = nn.LSTM(n["X"], n["H"], num_layers=n["L"], bidirectional=both, batch_first=first)
        lead = (n["B"], n["T"]) if first else (n["T"], n["B"])
        output, (h_n, c_n) = lstm(torch.zeros(*lead, n["X"]))
        assert drill.answers["output"] == tuple(output.shape)
        assert drill.answers["h_n"] == tuple(h_n.shape) == tuple(c_n.shape)
