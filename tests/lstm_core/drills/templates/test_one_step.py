"""One step by hand is what torch's own cells compute, or the formulas of the other convention."""

import math

from torch import nn

from tests.lstm_core.drills.reference import filled, made, near, row


def test_n01_is_what_torchs_lstm_computes():
    for drill in made("N01"):
        n = drill.given
        stacked = {letter: [n[f"{letter}_{box}"] for box in "ifgo"] for letter in "WUb"}
        cell = filled(
            nn.LSTMCell(1, 1), weight_ih=stacked["W"], weight_hh=stacked["U"], bias_ih=stacked["b"], bias_hh=[0] * 4
        )
        h, c = cell(row(n["x"]), (row(n["h"]), row(n["c"])))
        assert drill.answers["c_next"] == near(c.item())
        assert drill.answers["h_next"] == near(h.item())
        for box in "ifo":
            total = n[f"W_{box}"] * n["x"] + n[f"U_{box}"] * n["h"] + n[f"b_{box}"]
            assert drill.answers[box] == near(1 / (1 + math.exp(-total)))
        assert drill.answers["g"] == near(math.tanh(n["W_g"] * n["x"] + n["U_g"] * n["h"] + n["b_g"]))


def test_n03_is_what_torchs_gru_computes_or_the_formulas_of_the_other_convention():
    kinds = set()
    for drill in made("N03"):
        n, squash = drill.given, lambda a: 1 / (1 + math.exp(-a))
        total = lambda box, n, h: n[f"W_{box}"] * n["x"] + n[f"U_{box}"] * h + n[f"b_{box}"]
        kinds.add("W_seen" in n)
        if "W_seen" in n:
            cell = filled(
                nn.GRUCell(1, 1),
                weight_ih=[n["W_r"], n["W_z"], n["W_seen"]],
                weight_hh=[n["U_r"], n["U_z"], n["W_past"]],
                bias_ih=[n["b_r"], n["b_z"], n["b_seen"]],
                bias_hh=[0, 0, n["b_past"]],
            )
            expected = cell(row(n["x"]), row(n["h"])).item()
        else:
            r, z = squash(total("r", n, n["h"])), squash(total("z", n, n["h"]))
            expected = (1 - z) * n["h"] + z * math.tanh(total("n", n, r * n["h"]))
        assert drill.answer == near(expected)
    assert kinds == {True, False}
