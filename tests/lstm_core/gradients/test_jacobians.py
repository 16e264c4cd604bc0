"""Jacobians over time are those of torch's autograd and of finite differences, and the traps are the lecture's."""

import numpy as np
import pytest
import torch
from hypothesis import given

from lstm_core.cells import CELLS
from lstm_core.gradients.jacobians import direct, jacobians, lag_below, norms, powers
from lstm_core.run import step, trace
from tests.lstm_core.examples import cells, each_cell, numbers

INPUTS, HIDDEN, TIME = 2, 3, 6


def example(cell):
    weights, begun = numbers(cell, INPUTS, HIDDEN)
    xs = np.random.default_rng(1).normal(size=(TIME, INPUTS))
    state = {name: begun[name] for name in cell.states}
    return weights, xs, state, trace(cell, weights, xs, state)


def by_autograd(cell, weights, x, values):
    """The Jacobian of one step, states stacked in the order of the cell."""
    tensors = {name: torch.tensor(w) for name, w in weights.items()}

    def all_states(stacked):
        state = dict(zip(cell.states, stacked.split(HIDDEN), strict=True))
        now = step(cell, tensors, {"x": torch.tensor(x), **state}, xp=torch)
        return torch.cat([now[new] for new in cell.states.values()])

    before = torch.cat([torch.tensor(values[name]) for name in cell.states])
    return torch.autograd.functional.jacobian(all_states, before).numpy()


def agree(cell):
    weights, xs, _, steps = example(cell)
    found = jacobians(cell, weights, steps)
    assert found.shape == (TIME, HIDDEN * len(cell.states), HIDDEN * len(cell.states))
    for t, values in enumerate(steps):
        np.testing.assert_allclose(found[t], by_autograd(cell, weights, xs[t], values), rtol=1e-9, atol=1e-9)


@each_cell
def test_every_jacobian_is_that_of_autograd(cell):
    agree(cell)


@given(cells())
def test_so_it_is_for_cells_that_nobody_has_drawn(cell):
    agree(cell)


@each_cell
def test_their_product_is_what_a_small_push_at_the_beginning_does_at_the_end(cell):
    weights, xs, state, steps = example(cell)
    product, tiny = np.linalg.multi_dot(jacobians(cell, weights, steps)[::-1]), 1e-6
    for k in range(HIDDEN):
        ends = []
        for sign in (1, -1):
            pushed = state | {"h": state["h"] + sign * tiny * np.eye(HIDDEN)[k]}
            last = trace(cell, weights, xs, pushed)[-1]
            ends.append(np.concatenate([last[new] for new in cell.states.values()]))
        column = HIDDEN * list(cell.states).index("h") + k
        np.testing.assert_allclose(product[:, column], (ends[0] - ends[1]) / (2 * tiny), atol=1e-7)


def test_norms_over_the_lag_are_those_of_the_products():
    cell = CELLS["LSTM"]
    weights, *_, steps = example(cell)
    chain = jacobians(cell, weights, steps)
    place = {"h": slice(0, HIDDEN), "c": slice(HIDDEN, 2 * HIDDEN)}
    place = {name: place["hc"[list(cell.states).index(name)]] for name in cell.states}
    for of, by in (("h", "h"), ("h", "c"), ("c", "c")):
        found = norms(cell, chain, of, by)
        assert len(found) == TIME + 1
        product = chain[-1] @ chain[-2] @ chain[-3]
        assert found[3] == pytest.approx(np.linalg.svd(product[place[of], place[by]])[1][0])
        assert found[0] == pytest.approx(float(of == by))


def test_an_elman_curve_is_the_product_of_w_and_the_slopes_of_tanh():
    cell = CELLS["Elman"]
    weights, *_, steps = example(cell)
    product, due = np.eye(HIDDEN), [1.0]
    for values in reversed(steps):
        product = product @ np.diag(1 - values["h_next"] ** 2) @ weights["U_h"]
        due.append(np.linalg.norm(product, 2))
    np.testing.assert_allclose(norms(cell, jacobians(cell, weights, steps)), due)


def test_without_recurrent_weights_the_memory_of_an_lstm_has_the_straight_way_alone():
    cell = CELLS["LSTM"]
    weights, xs, state, _ = example(cell)
    weights = {name: w * 0 if name[0] == "U" else w for name, w in weights.items()}
    steps = trace(cell, weights, xs, state)
    straight = direct(cell, steps)["c"]
    np.testing.assert_allclose(norms(cell, jacobians(cell, weights, steps), "c", "c"), straight)
    assert straight[2] == pytest.approx(max(steps[-1]["f"] * steps[-2]["f"]))


def test_what_is_kept_whole_has_a_straight_way_of_one_and_elman_has_none():
    steps = example(CELLS["LSTM 1997"])[-1]
    assert direct(CELLS["LSTM 1997"], steps)["c"].tolist() == [1.0] * (TIME + 1)
    assert direct(CELLS["Elman"], example(CELLS["Elman"])[-1]) == {}


def test_eigenvalues_tell_only_how_it_ends():
    """Lesson 4: both eigenvalues are 0.5, and the norm is 10 before it falls."""
    matrix = np.array([[0.5, 10.0], [0.0, 0.5]])
    found = powers(matrix, 20)
    assert [round(found[k], 1) for k in (1, 2, 3, 5)] == [10.0, 10.0, 7.5, 3.1]
    assert [round(found[10], 2), round(found[20], 4)] == [0.2, 0.0004]
    assert np.abs(np.linalg.eigvals(matrix)).max() == pytest.approx(0.5)


def test_the_lag_is_the_first_one_below_the_share():
    assert lag_below(0.9 ** np.arange(100)) == 44
    assert lag_below(np.ones(5)) is None
    assert lag_below(2 * 0.1 ** np.arange(5), 0.5) == 1
