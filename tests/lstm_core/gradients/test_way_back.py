"""The backward equations of every cell are those of torch's autograd and of finite differences."""

import numpy as np
import pytest
import torch
from hypothesis import given, settings

from lstm_core.cells import CELLS
from lstm_core.gradients.way_back import solve, way_back, weight_equations, weight_gradients
from lstm_core.notation import read_cell
from lstm_core.run import step, trace
from tests.lstm_core.examples import cells, each_cell, numbers

INPUTS, HIDDEN, TIME = 2, 3, 4
LSTM = CELLS["LSTM"]
LOSSES = np.random.default_rng(2).normal(size=(TIME, HIDDEN))
TINY = 1e-6


def example(cell):
    weights, begun = numbers(cell, INPUTS, HIDDEN)
    xs = np.random.default_rng(1).normal(size=(TIME, INPUTS))
    return weights, xs, {name: begun[name] for name in cell.states}


def loss(cell, weights, xs, state):
    return sum(float(given @ now["h_next"]) for given, now in zip(LOSSES, trace(cell, weights, xs, state), strict=True))


def tensors(arrays):
    return {name: torch.tensor(array, requires_grad=True) for name, array in arrays.items()}


def by_autograd(cell, weights, xs, state):
    """Every value of every step and every weight, by torch alone; each copy of a state is a value of its own."""
    leaves, begun = tensors(weights), tensors(state)
    steps, total = [], torch.zeros(())
    for x, given_here in zip(xs, LOSSES, strict=True):
        read = {name: value * 1 for name, value in begun.items()}
        steps.append(step(cell, leaves, {"x": torch.tensor(x, requires_grad=True), **read}, torch))
        total = total + steps[-1]["h_next"] @ torch.tensor(given_here)
        begun = {old: steps[-1][new] for old, new in cell.states.items()}
    asked = [(t, name, value) for t, values in enumerate(steps) for name, value in values.items()]
    found = torch.autograd.grad(
        total, [value for *_, value in asked] + list(leaves.values()), materialize_grads=True, allow_unused=True
    )
    values = {(t, name): gradient.numpy() for (t, name, _), gradient in zip(asked, found, strict=False)}
    return values, {name: gradient.numpy() for name, gradient in zip(leaves, found[len(asked) :], strict=True)}


def agree(cell):
    weights, xs, state = example(cell)
    steps = trace(cell, weights, xs, state)
    deltas = solve(cell, weights, steps, LOSSES)
    values, due = by_autograd(cell, weights, xs, state)
    for t, found in enumerate(deltas):
        for name, delta in found.items():
            np.testing.assert_allclose(delta, values[t, name], rtol=1e-10, atol=1e-10, err_msg=f"{t} {name}")
    for weight, gradient in weight_gradients(cell, steps, deltas).items():
        np.testing.assert_allclose(gradient, due[weight], rtol=1e-10, atol=1e-10, err_msg=weight)


@each_cell
def test_every_equation_gives_what_autograd_finds_at_every_step(cell):
    agree(cell)


@settings(max_examples=80)
@given(cells())
def test_so_it_does_for_cells_that_nobody_has_drawn(cell):
    agree(cell)


@each_cell
def test_every_weight_gradient_is_the_slope_of_the_loss(cell):
    weights, xs, state = example(cell)
    steps = trace(cell, weights, xs, state)
    found = weight_gradients(cell, steps, solve(cell, weights, steps, LOSSES))
    assert found.keys() == weights.keys() == {one.weight for one in weight_equations(cell)}
    for name, array in weights.items():
        for place in np.ndindex(array.shape):
            moved = [{**weights, name: array + sign * TINY * _one_hot(array.shape, place)} for sign in (1, -1)]
            up, down = (loss(cell, changed, xs, state) for changed in moved)
            assert found[name][place] == pytest.approx((up - down) / (2 * TINY), rel=1e-5, abs=1e-7), name


def _one_hot(shape, place):
    found = np.zeros(shape)
    found[place] = 1
    return found


def cut_lstm(weights, xs, state):
    """The LSTM in torch with the state that boxes read detached: errors at their sums change weights and end there."""
    leaves = tensors(weights)
    h, c = (torch.tensor(state[name]) for name in "hc")
    total = torch.zeros(())
    for x, given_here in zip(torch.tensor(xs), LOSSES, strict=True):
        read = h.detach()
        sums = {box: leaves[f"W_{box}"] @ x + leaves[f"U_{box}"] @ read + leaves[f"b_{box}"] for box in "figo"}
        c = torch.sigmoid(sums["f"]) * c + torch.sigmoid(sums["i"]) * torch.tanh(sums["g"])
        h = torch.sigmoid(sums["o"]) * torch.tanh(c)
        total = total + h @ torch.tensor(given_here)
    return dict(zip(leaves, torch.autograd.grad(total, list(leaves.values())), strict=True))


def test_the_cut_of_1997_is_that_of_detached_states():
    weights, xs, state = example(LSTM)
    steps = trace(LSTM, weights, xs, state)
    found = weight_gradients(LSTM, steps, solve(LSTM, weights, steps, LOSSES, cut=True))
    for name, gradient in cut_lstm(weights, xs, state).items():
        np.testing.assert_allclose(found[name], gradient, rtol=1e-10, atol=1e-10, err_msg=name)


def test_the_cut_depends_on_no_name_given_to_a_value_on_the_way():
    page = "x\nh\nr = sigmoid(linear(x, h))\n{}\nn = tanh(linear(x, {}))\nkept = r * h\nh_next = kept + n"
    named, unnamed = (read_cell("c", page.format(line, past)) for line, past in (("p = r * h", "p"), ("", "(r * h)")))
    gradients = []
    for cell in (named, unnamed):
        weights, xs, state = example(cell)
        steps = trace(cell, weights, xs, state)
        gradients.append(weight_gradients(cell, steps, solve(cell, weights, steps, LOSSES, cut=True)))
    for weight, gradient in gradients[0].items():
        np.testing.assert_allclose(gradient, gradients[1][weight], err_msg=weight)


def test_in_an_elman_net_the_cut_leaves_only_the_step_itself():
    cell = CELLS["Elman"]
    weights, xs, state = example(cell)
    steps = trace(cell, weights, xs, state)
    for t, found in enumerate(solve(cell, weights, steps, LOSSES, cut=True)):
        np.testing.assert_allclose(found["h_next"], LOSSES[t])


def test_a_value_that_is_used_over_and_over_does_not_make_the_equations_explode():
    lines = ["x", "h", "v0 = sigmoid(linear(x, h))", *(f"v{k} = v{k - 1} * v{k - 1}" for k in range(1, 50))]
    cell = read_cell("Powers", "\n".join([*lines, "h_next = v49 + h"]))
    assert sum(len(one.terms) for one in way_back(cell)) < 150
