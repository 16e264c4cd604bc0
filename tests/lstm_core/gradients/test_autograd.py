"""Gradients at every value are those of finite differences, of torch.nn.LSTM, and of the lecture."""

import numpy as np
import pytest
import torch

from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import to_torch
from lstm_core.gradients import gradients
from lstm_core.run import step, trace
from tests.lstm_core.examples import each_figure, numbers

INPUTS, HIDDEN, TIME = 2, 3, 4


def example(cell, inputs=INPUTS, hidden=HIDDEN):
    """Random weights, sequence and state, as tensors."""
    weights, given = numbers(cell, inputs, hidden)
    as_tensors = lambda arrays: {name: torch.tensor(array) for name, array in arrays.items()}
    xs = torch.tensor(np.random.default_rng(1).normal(size=(TIME, inputs)))
    return as_tensors(weights), xs, as_tensors({name: given[name] for name in cell.states})


def last_h(cell, weights, xs, state, moved_at=-1, moved=None):
    """sum(h of the last step) in NumPy, with one value of one step put in place of what it would be."""
    for t, x in enumerate(xs):
        values = step(cell, weights, {"x": x, **state, **(moved if t == moved_at else {})})
        state = {old: values[new] for old, new in cell.states.items()}
    return values["h_next"].sum()


@each_figure
def test_the_gradient_at_every_value_is_that_of_finite_differences(cell):
    weights, xs, state = example(cell)
    found = gradients(cell, weights, xs, state)
    weights, state = ({name: tensor.numpy() for name, tensor in d.items()} for d in (weights, state))
    steps, tiny = trace(cell, weights, xs.numpy(), state), 1e-6
    assert len(found) == TIME
    for t, values in enumerate(steps):
        assert found[t].keys() == values.keys() == {node.name for node in cell.nodes}
        for name, value in values.items():
            if t and name in cell.states:  # the very value that the step before made
                torch.testing.assert_close(found[t][name], found[t - 1][cell.states[name]], rtol=0, atol=0)
                continue
            for k in range(len(value)):
                bump = tiny * (np.arange(len(value)) == k)
                up, down = (last_h(cell, weights, xs.numpy(), state, t, {name: value + s * bump}) for s in (1, -1))
                assert found[t][name][k].item() == pytest.approx((up - down) / (2 * tiny), abs=1e-8), (t, name)


def test_gradients_at_inputs_and_states_are_those_of_torchs_lstm():
    cell = CELLS["LSTM"]
    weights, xs, state = example(cell)
    found = gradients(cell, weights, xs, state)
    theirs = torch.nn.LSTM(INPUTS, HIDDEN).double()
    stacked = to_torch("LSTM", {name: tensor.numpy() for name, tensor in weights.items()})
    theirs.load_state_dict({f"{name}_l0": torch.tensor(array) for name, array in stacked.items()})
    xs = xs[:, None].requires_grad_()
    h, c = (state[name].reshape(1, 1, HIDDEN).requires_grad_() for name in "hc")
    theirs(xs, (h, c))[0][-1].sum().backward()
    torch.testing.assert_close(torch.stack([values["x"] for values in found]), xs.grad[:, 0], rtol=0, atol=1e-12)
    torch.testing.assert_close(found[0]["h"], h.grad[0, 0], rtol=0, atol=1e-12)
    torch.testing.assert_close(found[0]["c"], c.grad[0, 0], rtol=0, atol=1e-12)


def without_way_back_through_h(cell):
    weights, xs, state = example(cell)
    return {name: tensor * 0 if name.startswith("U_") else tensor for name, tensor in weights.items()}, xs, state


@pytest.mark.parametrize("name", ["LSTM", "Coupled LSTM"])
def test_memory_passes_gradients_through_the_forget_gate_alone(name):
    """With recurrent weights zeroed, dC_t/dC_{t-1} is f_t: no weight matrix, no derivative of a sigmoid."""
    cell = CELLS[name]
    weights, xs, state = without_way_back_through_h(cell)
    steps, found = trace(cell, weights, xs, state, xp=torch), gradients(cell, weights, xs, state)
    gates = torch.stack([values["f"] for values in steps])
    for t in range(TIME):
        torch.testing.assert_close(found[t]["c"], found[t]["c_next"] * gates[t], rtol=0, atol=1e-15)
    torch.testing.assert_close(found[0]["c"], found[-1]["c_next"] * gates.prod(0))


def test_the_memory_of_1997_passes_gradients_unchanged():
    """The constant error carousel: its self-weight is 1."""
    cell = CELLS["LSTM 1997"]
    found = gradients(cell, *without_way_back_through_h(cell))
    torch.testing.assert_close(found[0]["c"], found[-1]["c_next"], rtol=0, atol=1e-15)


def test_peepholes_open_a_second_way_from_memory_to_memory():
    cell = CELLS["Peephole LSTM"]
    weights, xs, state = without_way_back_through_h(cell)
    steps, found = trace(cell, weights, xs, state, xp=torch), gradients(cell, weights, xs, state)
    assert not torch.allclose(found[1]["c"], found[1]["c_next"] * steps[1]["f"])


def test_contributions_to_the_gradient_through_time_are_those_of_the_lecture():
    """Lesson 3: h_t = tanh(w h_{t-1} + x_t), w = 0.5, one pulse, L = h_3^2 / 2: 0 + 0.05748 + 0.06320 = 0.12069."""
    weights = {"W_h": torch.ones(1, 1), "U_h": torch.full((1, 1), 0.5), "b_h": torch.zeros(1)}
    xs, state = torch.tensor([[1.0], [0.0], [0.0]]), {"h": torch.zeros(1)}
    steps = trace(CELLS["Elman"], weights, xs, state, xp=torch)
    found = gradients(CELLS["Elman"], weights, xs, state)
    slope = steps[-1]["h_next"].item()  # dL/dh_3
    parts = [slope * (g["linear_h_next"] * values["h"]).item() for g, values in zip(found, steps, strict=True)]
    assert parts == pytest.approx([0, 0.05748, 0.06320], abs=5e-6)
    assert sum(parts) == pytest.approx(0.12069, abs=1e-5)


@pytest.mark.parametrize("w", [0.5, 0.9, 1.5])
def test_gradients_of_an_elman_cell_shrink_by_w_times_the_slope_of_tanh_at_every_step(w):
    full = lambda value, *shape: torch.full(shape, value, dtype=torch.double)
    weights = {"W_h": full(1.0, 1, 1), "U_h": full(w, 1, 1), "b_h": full(0.0, 1)}
    xs, state = full(0.1, 30, 1), {"h": full(0.0, 1)}
    steps = trace(CELLS["Elman"], weights, xs, state, xp=torch)
    found = gradients(CELLS["Elman"], weights, xs, state)
    factors = [w * (1 - values["h_next"].item() ** 2) for values in steps]
    assert found[0]["h"].item() == pytest.approx(np.prod(factors), rel=1e-9)


def test_a_value_that_does_not_matter_has_gradient_zero_and_nothing_given_is_marked():
    cell = CELLS["LSTM"]
    weights, xs, state = example(cell)
    weights |= {"W_o": weights["W_o"] * 0, "U_o": weights["U_o"] * 0, "b_o": torch.full((HIDDEN,), -1e4).double()}
    found = gradients(cell, weights, xs, state)
    assert all(not values["c"].any() for values in found), "the output gate is shut: nothing of C can be seen"
    assert not any(tensor.requires_grad for tensor in (*weights.values(), xs, *state.values()))
