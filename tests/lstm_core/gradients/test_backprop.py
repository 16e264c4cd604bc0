"""The way back through time in NumPy is that of torch's autograd, for every cell."""

import numpy as np
import pytest
import torch
from hypothesis import given

from lstm_core.cells import CELLS
from lstm_core.gradients import gradients
from lstm_core.gradients.backprop import backward, contributions_per_step, stored_values
from lstm_core.run import trace
from tests.lstm_core.examples import cells, each_figure, numbers

INPUTS, HIDDEN, TIME = 2, 3, 5


def example(cell):
    weights, begun = numbers(cell, INPUTS, HIDDEN)
    xs = np.random.default_rng(1).normal(size=(TIME, INPUTS))
    return weights, xs, {name: begun[name] for name in cell.states}


def tensors(arrays):
    return {name: torch.tensor(array) for name, array in arrays.items()}


def agree(cell):
    weights, xs, state = example(cell)
    ours = backward(cell, weights, trace(cell, weights, xs, state), np.ones(HIDDEN))
    theirs = gradients(cell, tensors(weights), torch.tensor(xs), tensors(state))
    for t in range(TIME):
        assert ours[t].keys() == theirs[t].keys()
        for name, gradient in theirs[t].items():
            np.testing.assert_allclose(ours[t][name], gradient, rtol=1e-9, atol=1e-9, err_msg=f"{t} {name}")


@each_figure
def test_every_gradient_of_every_step_is_that_of_autograd(cell):
    agree(cell)


@given(cells())
def test_so_it_is_for_cells_that_nobody_has_drawn(cell):
    agree(cell)


@each_figure
def test_the_shares_of_all_steps_add_up_to_the_gradient_of_each_weight(cell):
    weights, xs, state = example(cell)
    slope = np.array([1.0, -2.0, 0.5])
    steps = trace(cell, weights, xs, state)
    found = contributions_per_step(cell, steps, backward(cell, weights, steps, slope))
    leaves = {name: tensor.requires_grad_() for name, tensor in tensors(weights).items()}
    last = trace(cell, leaves, list(torch.tensor(xs)), tensors(state), xp=torch)[-1]["h_next"]
    due = torch.autograd.grad((last * torch.tensor(slope)).sum(), list(leaves.values()), materialize_grads=True)
    for name, gradient in zip(leaves, due, strict=True):
        assert found[name].shape == (TIME, *weights[name].shape)
        np.testing.assert_allclose(found[name].sum(axis=0), gradient, rtol=1e-9, atol=1e-9, err_msg=name)


@pytest.mark.parametrize(("name", "vectors"), [("Elman", 1), ("GRU", 4), ("LSTM", 7)])
def test_the_way_back_needs_as_many_vectors_per_step_as_the_exam_asks_for(name, vectors):
    assert len(stored_values(CELLS[name])) == vectors
