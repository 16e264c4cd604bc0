"""The bound is the steepest slope, which torch knows, times the largest singular value."""

import torch

from tests.lstm_core.drills.reference import made, near


def test_n12_no_step_grows_below_the_bound_and_some_step_does_above():
    for drill in made("N12"):
        slope = 1.0 if "tanh" in drill.given["squash"] else 0.25
        a, once = torch.zeros(1, dtype=torch.float64, requires_grad=True), torch.tanh if slope == 1 else torch.sigmoid
        steepest = torch.autograd.grad(once(a).sum(), a)[0].item()
        most = steepest * drill.given["largest"]
        assert drill.answers["bound"] == near(most)
        assert drill.answers["vanishing"] == ("guaranteed" if most < 1 else "possible")
        assert drill.answers["exploding"] == ("impossible" if most < 1 else "possible")
