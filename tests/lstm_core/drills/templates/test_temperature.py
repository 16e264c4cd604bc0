"""Softmax against torch, and the wanted ratio tried out."""

import torch

from tests.lstm_core.drills.reference import made, near


def test_n14_is_torchs_softmax_and_gives_the_wanted_ratio():
    for drill in made("N14"):
        n, z = drill.given, torch.tensor(drill.given["z"], dtype=torch.float64)
        assert drill.answers["p"] == near(tuple(torch.softmax(z / n["tau"], 0).tolist()))
        p = torch.softmax(z / drill.answers["wanted"], 0)
        assert (p.max() / p.min()).item() == near(n["R"])
