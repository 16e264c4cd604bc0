"""The shapes are those of torch's tensors."""

import torch
from torch import nn

from lstm_core.drills.templates.shapes import ITEMS
from tests.lstm_core.drills.reference import made


def test_n07_are_the_shapes_of_torch():
    asked = set()
    for drill in made("N07"):
        n = drill.given
        net = nn.LSTM(n["X"], n["H"])
        xs = torch.zeros(n["T"], n["B"], n["X"])
        hs, (_, c) = net(xs)
        joined = torch.cat([c[0, 0], xs[0, 0]])
        shapes = {
            "W_f": torch.cat([net.weight_hh_l0, net.weight_ih_l0], 1).chunk(4)[1].shape,
            "joined": joined.shape,
            "f": c[0, 0].shape,
            "g": c[0, 0].shape,
            "b_o": net.bias_ih_l0.chunk(4)[3].shape,
            "W_hy": nn.Linear(n["H"], n["Y"]).weight.shape,
            "xs": xs.shape,
            "hs": hs.shape,
        }
        for name, answer in drill.answers.items():
            assert answer == tuple(shapes[name]), name
        asked |= drill.answers.keys()
    assert asked == set(ITEMS)  # a wrong answer that looks like a mistake would never be asked for
