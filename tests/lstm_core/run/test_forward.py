"""One step, or a sequence with every value kept, in NumPy and in torch, batched or not, with gates held or not."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import products, random_weights, step, trace, zero_state
from tests.lstm_core.examples import cells, each_cell, each_figure, numbers

LSTM, ELMAN = CELLS["LSTM"], CELLS["Elman"]


def scalar(**values):
    return {name: np.array([float(value)]) for name, value in values.items()}


def held_for(time, **values):
    return {name: np.full((time, 1), value) for name, value in values.items()}


# Numbers worked out on paper


def test_a_step_of_the_lstm_gives_the_numbers_of_the_worked_example():
    """Drill N01: x = 1, h = 0.5, C = 2, and for every box a weight for x, one for h, and a bias."""
    boxes = {"f": (0, 1, 1), "i": (1, 0, -1), "g": (1, 1, 0), "o": (0, 2, 0)}
    weights = {}
    for box, (w, u, b) in boxes.items():
        weights |= {f"W_{box}": np.array([[w]]), f"U_{box}": np.array([[u]]), f"b_{box}": np.array([b])}
    values = step(LSTM, weights, scalar(x=1, h=0.5, c=2))
    expected = {"f": 0.8176, "i": 0.5, "g": 0.9051, "o": 0.7311, "c_next": 2.0877, "h_next": 0.7089}
    assert {name: round(float(values[name][0]), 4) for name in expected} == expected


def test_three_steps_of_the_elman_cell_give_the_numbers_of_the_lecture():
    """Lesson 3: h_t = tanh(0.5 h_{t-1} + x_t) after one pulse."""
    weights = {"W_h": np.ones((1, 1)), "U_h": np.full((1, 1), 0.5), "b_h": np.zeros(1)}
    steps = trace(ELMAN, weights, np.array([[1.0], [0.0], [0.0]]), scalar(h=0))
    assert [round(float(values["h_next"][0]), 4) for values in steps] == [0.7616, 0.3634, 0.1797]


@pytest.mark.parametrize(("f", "steps", "left"), [(0.9, 20, 0.122), (0.9, 50, 0.0052), (1.1, 50, 117), (1.0, 500, 1)])
def test_memory_held_at_a_constant_gate_is_left_as_the_power_of_it(f, steps, left):
    kept = trace(LSTM, {}, np.zeros((steps, 1)), scalar(h=0, c=1), held=held_for(steps, f=f, i=0, g=0, o=0))
    assert float(kept[-1]["c_next"][0]) == pytest.approx(left, rel=0.01)


@pytest.mark.parametrize(("bias", "half_life"), [(0, 1), (1, 2.2), (3, 14.3), (5, 103)])
def test_the_bias_of_the_forget_gate_sets_the_half_life_of_the_memory(bias, half_life):
    weights = {name: np.zeros(shape) for name, shape in LSTM.shapes(1, 1).items()} | scalar(b_f=bias)
    steps = trace(LSTM, weights, np.zeros((120, 1)), scalar(h=0, c=1))
    kept_per_step = float(steps[-1]["c_next"][0]) ** (1 / len(steps))
    assert np.log(0.5) / np.log(kept_per_step) == pytest.approx(half_life, rel=0.01)


@pytest.mark.parametrize(("f", "half_life"), [(0.9, 6.6), (0.99, 69)])
def test_half_lives_at_constant_f_are_those_of_the_lecture(f, half_life):
    steps = trace(LSTM, {}, np.zeros((80, 1)), scalar(h=0, c=1), held=held_for(80, f=f, i=0, g=0, o=0))
    left = [float(values["c_next"][0]) for values in steps]
    crossed = next(t for t, value in enumerate(left, 1) if value <= 0.5)
    assert crossed - 1 < half_life <= crossed + 0.05


# Arrays of any shape, from any library


@each_figure
def test_torch_and_numpy_agree_on_every_value(cell):
    weights, given_ = numbers(cell, 3, 4, batch=(2,))
    ours = step(cell, weights, given_)
    as_tensors = [{name: torch.tensor(array) for name, array in arrays.items()} for arrays in (weights, given_)]
    theirs = step(cell, *as_tensors, xp=torch)
    assert ours.keys() == theirs.keys() == {node.name for node in cell.nodes}
    for name, value in ours.items():
        np.testing.assert_allclose(value, theirs[name].numpy(), rtol=1e-12, atol=1e-14)


@each_cell
@given(batch=st.lists(st.integers(1, 3), max_size=2).map(tuple))
def test_a_batch_is_so_many_single_steps(cell, batch):
    weights, given_ = numbers(cell, 2, 3, batch=batch)
    together = step(cell, weights, given_)
    for place in np.ndindex(*batch):
        alone = step(cell, weights, {name: array[place] for name, array in given_.items()})
        for name, value in alone.items():
            np.testing.assert_allclose(together[name][place], value, rtol=1e-12, atol=1e-14)


@given(cell=cells(), inputs=st.integers(1, 4), hidden=st.integers(1, 4))
def test_any_cell_that_can_be_read_can_be_run(cell, inputs, hidden):
    """Whatever the widths: a cell in which x would have to be as wide as a state is refused by the reader."""
    weights, given_ = numbers(cell, inputs, hidden)
    values = step(cell, weights, given_)
    assert all(values[node.name].shape == (inputs if node.name == "x" else hidden,) for node in cell.nodes)


@each_cell
def test_large_numbers_overflow_nowhere(cell):
    weights, given_ = numbers(cell, 2, 3)
    with np.errstate(all="raise", under="ignore"):
        values = step(cell, weights, {name: 1e9 * array for name, array in given_.items()})
    assert all(np.all(np.isfinite(value)) for value in values.values())


@each_figure
def test_a_weighted_sum_is_the_sum_of_its_products_and_the_bias_stands_last(cell):
    weights, given_ = numbers(cell, 2, 3)
    values = step(cell, weights, given_)
    for node in cell.nodes:
        if node.weights:
            terms = products(node, weights, values)
            assert len(terms) == len(node.weights)
            np.testing.assert_array_equal(terms[-1], weights[node.weights[-1]])
            np.testing.assert_allclose(np.sum(terms, axis=0), values[node.name])


# Sequences


@each_figure
def test_a_trace_is_one_step_after_another(cell):
    weights, given_ = numbers(cell, 2, 3)
    xs = np.random.default_rng(1).normal(size=(4, 2))
    state = {name: given_[name] for name in cell.states}
    steps = trace(cell, weights, xs, state)
    assert len(steps) == 4
    for x, values in zip(xs, steps, strict=True):
        by_hand = step(cell, weights, {"x": x, **state})
        assert values.keys() == by_hand.keys() == {node.name for node in cell.nodes}
        assert all(np.array_equal(values[name], by_hand[name]) for name in values)
        state = {old: by_hand[new] for old, new in cell.states.items()}


def test_a_sequence_of_no_steps_has_no_values():
    assert trace(LSTM, {}, [], zero_state(LSTM, 3)) == []


@each_cell
def test_nothing_that_is_given_is_changed(cell):
    weights, given_ = numbers(cell, 2, 3)
    before = {name: array.copy() for name, array in {**weights, **given_}.items()}
    trace(cell, weights, np.zeros((3, 2)), {name: given_[name] for name in cell.states})
    step(cell, weights, given_)
    assert all(np.array_equal(before[name], array) for name, array in {**weights, **given_}.items())
    assert given_.keys() == set(cell.inputs)


# Holding a value


def test_a_held_gate_needs_no_weights_and_its_sum_is_left_out():
    weights, given_ = numbers(LSTM, 2, 3)
    without = {name: array for name, array in weights.items() if not name.endswith("_f")}
    values = step(LSTM, without, {**given_, "f": np.ones(3)})
    assert "linear_f" not in values
    np.testing.assert_array_equal(values["kept"], given_["c"])


def test_a_sum_that_somebody_else_reads_is_still_worked_out():
    cell = read_cell("t", "x\nh\ns = linear(x, h)\na = sigmoid(s)\nh_next = a * s")
    weights, given_ = numbers(cell, 2, 3)
    assert "s" in step(cell, weights, {**given_, "a": np.ones(3)})


def test_a_new_state_is_worked_out_even_if_everybody_who_reads_it_is_held():
    cell = read_cell("t", "x\nh\nc\nh_next = linear(x, h)\nc_next = tanh(h_next)")
    weights, given_ = numbers(cell, 2, 3)
    held = {"c_next": np.ones((4, 3))}
    steps = trace(cell, weights, np.zeros((4, 2)), {name: given_[name] for name in "hc"}, held=held)
    assert all("h_next" in values for values in steps)


def test_what_is_held_follows_its_series_and_the_rest_follows_it():
    weights, given_ = numbers(LSTM, 1, 1)
    series = np.array([[1.0], [0.0], [0.5]])
    steps = trace(LSTM, weights, np.zeros((3, 1)), {name: given_[name] for name in "hc"}, held={"f": series})
    for values, f in zip(steps, series, strict=True):
        np.testing.assert_array_equal(values["f"], f)
        np.testing.assert_array_equal(values["kept"], f * values["c"])


# Numbers to begin with


@each_figure
def test_random_weights_fit_the_cell_are_drawn_from_the_seed_and_fit_on_paper(cell):
    weights = random_weights(cell, 3, 4, seed=7)
    assert {name: array.shape for name, array in weights.items()} == cell.shapes(3, 4)
    again, other = random_weights(cell, 3, 4, seed=7), random_weights(cell, 3, 4, seed=8)
    assert all(np.array_equal(array, again[name]) for name, array in weights.items())
    assert not all(np.array_equal(array, other[name]) for name, array in weights.items())
    for array in weights.values():
        assert all(len(f"{entry:g}".lstrip("-")) <= 3 for entry in array.ravel())
        assert not np.any((array == 0) & np.signbit(array)), "no number is printed as -0.0"


def test_the_scale_is_the_standard_deviation_of_random_weights():
    drawn = [array.ravel() for array in random_weights(LSTM, 30, 30, seed=0, scale=2.0).values()]
    assert np.concatenate(drawn).std() == pytest.approx(2, rel=0.05)


@each_cell
def test_the_zero_state_has_every_state_in_the_shape_asked_for(cell):
    state = zero_state(cell, 2, 5)
    assert state.keys() == cell.states.keys()
    assert all(array.shape == (2, 5) and not array.any() for array in state.values())
