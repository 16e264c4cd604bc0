"""Cross entropy by torch, and perplexity as one over the geometric mean."""

import math

import torch

from tests.lstm_core.drills.reference import made, near


def test_n20_is_torchs_loss_in_three_units():
    for drill in made("N20"):
        p = torch.tensor(drill.given["p"], dtype=torch.float64)
        pairs = torch.stack([p, 1 - p], 1).log()
        nats = torch.nn.functional.nll_loss(pairs, torch.zeros(len(p), dtype=torch.long)).item()
        assert drill.answers["nats"] == near(nats)
        assert drill.answers["bits"] == near(nats / math.log(2))
        assert drill.answers["perplexity"] == near(1 / p.prod().item() ** (1 / len(p)))
