"""Parameters as torch counts them, and those of nets in the literature."""

import pytest
from torch import nn

from lstm_core.cells import CELLS
from lstm_core.drills.templates.counting import layer_count
from tests.lstm_core.drills.reference import made

KINDS = {"LSTM": nn.LSTM, "GRU": nn.GRU, "Elman": nn.RNN}


def test_n06_is_what_torch_counts():
    seen = set()
    for drill in made("N06"):
        n = drill.given
        kind = next(KINDS[name] for name in KINDS if name in drill.question)
        biases = 2 if "two biases" in drill.question else 0 if "no biases" in drill.question else 1
        net = kind(n["X"], n["H"], num_layers=n["layers"], bias=biases > 0, device="meta")
        count = sum(weights.numel() for name, weights in net.named_parameters() if biases == 2 or "bias_hh" not in name)
        if "Y" in n:
            count += sum(weights.numel() for weights in nn.Linear(n["H"], n["Y"], device="meta").parameters())
        assert drill.answer == count
        seen.add((kind, biases, n["layers"] > 1, "Y" in n))
    assert len(seen) > 30  # a wrong count that looks like a mistake would never be asked for; there are 36 kinds


@pytest.mark.parametrize(
    ("cell", "inputs", "hidden", "biases", "count"),
    [
        ("LSTM", 10, 20, 1, 2480),
        ("LSTM", 10, 20, 2, 2560),
        ("GRU", 10, 20, 2, 1920),
        ("Elman", 10, 20, 0, 600),
        ("LSTM", 25, 100, 1, 50_400),
        ("LSTM", 1, 9, 1, 396),
    ],
)
def test_n06_counts_the_nets_of_the_literature(cell, inputs, hidden, biases, count):
    assert layer_count(CELLS[cell], inputs, hidden, biases) == count
