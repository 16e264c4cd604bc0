"""Numbers for two steps by hand: they fit on paper, and what they lead to is what torch says."""

import numpy as np
import pytest
import torch

from lstm_core.cells import CELLS
from lstm_core.course.experiments.two_steps import HANDED_OUT, given, run_steps, two_steps


@pytest.mark.parametrize("seed", range(HANDED_OUT))
def test_numbers_fit_on_paper_and_states_are_worth_computing(seed):
    weights, xs = two_steps(seed)
    assert all(round(float(number), 1) == pytest.approx(float(number)) for w in weights.values() for number in w.flat)
    states = [float(values["h_next"][0]) for values in run_steps(CELLS["Elman"], weights, xs)]
    assert all(abs(state) < 0.99 for state in states)
    assert xs[0] != xs[1]


def test_the_states_are_those_of_torch():
    weights, xs = two_steps(5)
    cell = torch.nn.RNNCell(1, 1, dtype=torch.float64)
    with torch.no_grad():
        for name, ours in (("weight_ih", "W_h"), ("weight_hh", "U_h"), ("bias_ih", "b_h")):
            getattr(cell, name).copy_(torch.as_tensor(weights[ours]))
        cell.bias_hh.zero_()
        state = torch.zeros(1, 1, dtype=torch.float64)
        for values, x in zip(run_steps(CELLS["Elman"], weights, xs), xs, strict=True):
            state = cell(torch.tensor([[x]], dtype=torch.float64), state)
            assert values["h_next"] == pytest.approx(state.numpy()[0], abs=1e-12)


def test_the_second_step_is_given_what_the_first_led_to():
    first, second = run_steps(CELLS["Elman"], *two_steps(0))
    assert given(second)["h"] == first["h_next"] == pytest.approx(np.tanh(1.0))
