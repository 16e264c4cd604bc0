"""What survives on the memory line: torch's gradient, and powers multiplied out."""

import math

import torch

from tests.lstm_core.drills.reference import made, near


def test_n08_is_torchs_gradient():
    for drill in made("N08"):
        c = start = torch.tensor(0.3, dtype=torch.float64, requires_grad=True)
        for f, i in zip(drill.given["f"], drill.given["i"], strict=True):
            c = f * c + i * 0.5
        assert drill.answer == near(torch.autograd.grad(c, start)[0].item())


def test_n09_leaves_half_and_one_over_e():
    for drill in made("N09"):
        f, n, a = drill.given["f"], drill.given["n"], drill.answers
        assert f ** a["half_life"] == near(0.5)
        assert f ** a["tau"] == near(math.exp(-1))
        left = 1.0
        for _ in range(n):
            left *= f
        assert a["left"] == near(left)
        assert drill.mark_all({"half_life": str(math.ceil(a["half_life"]))})["half_life"].right


def test_n10_loses_half_in_the_wanted_time():
    for drill in made("N10"):
        gate = torch.sigmoid(torch.tensor(drill.answers["b"], dtype=torch.float64)).item()
        assert gate == near(drill.answers["f"])
        assert gate ** drill.given["n"] == near(0.5)
