"""Two steps of torch's GRU cell, in the other convention of z and with the reset gate before the matrix."""

import torch

from tests.lstm_core.drills.reference import made, near


def test_n26_is_the_formula_of_chung_and_torchs_cell_where_both_agree():
    for drill in made("N26"):
        n, h = drill.given, torch.tensor(drill.given["h0"], dtype=torch.float64)
        for t, x in enumerate(n["xs"], 1):
            r, z = (torch.sigmoid(n[f"W_{k}"] * x + n[f"U_{k}"] * h + n[f"b_{k}"]) for k in "rz")
            new = torch.tanh(n["W_n"] * x + n["U_n"] * (r * h) + n["b_n"])  # one unit: as in torch, but for the bias
            h = torch.lerp(h, new, z)
            assert drill.answers[f"h_{t}"] == near(h.item())
