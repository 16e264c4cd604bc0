"""Attention by torch's own function."""

import torch

from tests.lstm_core.drills.reference import made, near


def test_n21_is_torchs_attention_without_scaling():
    for drill in made("N21"):
        states, query = (torch.tensor(drill.given[name], dtype=torch.float64) for name in ("h", "s"))
        context = torch.nn.functional.scaled_dot_product_attention(query[None], states, states, scale=1.0)[0]
        assert drill.answers["context"] == near(tuple(context.tolist()))
        eye = torch.eye(len(states), dtype=torch.float64)
        weights = torch.nn.functional.scaled_dot_product_attention(query[None], states, eye, scale=1.0)[0]
        assert drill.answers["weights"] == near(tuple(weights.tolist()))
