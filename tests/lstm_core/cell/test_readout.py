"""The readout is one sigmoid layer on the new hidden state, and changes nothing in the cell below it."""

import numpy as np
import pytest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import step
from tests.lstm_core.examples import each_cell, numbers


@each_cell
def test_y_is_one_sigmoid_layer_on_h(cell):
    """Lecture S4: y_t = sigma(W_hy h_t + b_y)."""
    read_out = with_readout(cell)
    weights, given = numbers(read_out, 3, 4)
    values = step(read_out, weights, given)
    expected = 1 / (1 + np.exp(-(weights["W_y"] @ values["h_next"] + weights["b_y"])))
    np.testing.assert_allclose(values["y"], expected, rtol=1e-12)


@each_cell
def test_every_other_value_is_what_it_was(cell):
    weights, given = numbers(with_readout(cell), 3, 4)
    before, after = step(cell, weights, given), step(with_readout(cell), weights, given)
    assert after.keys() - before.keys() == {"linear_y", "y"}
    assert all(np.array_equal(after[name], value) for name, value in before.items())


@each_cell
def test_the_readout_has_a_matrix_and_a_bias_and_carries_no_state(cell):
    read_out = with_readout(cell)
    assert read_out.parameters(7, 5) == cell.parameters(7, 5) + 5 * 5 + 5
    assert read_out.states == cell.states
    assert read_out.name == cell.name


@each_cell
def test_y_stands_on_top_and_the_picture_below_is_the_old_one(cell):
    read_out = with_readout(cell)
    x, y = read_out.places["y"]
    assert y == 0
    assert x > cell.places["h_next"][0], "to the right, where h leaves"
    for name, (column, row) in cell.places.items():
        assert read_out.places[name] == (column, row + 2)


def test_a_cell_without_a_picture_gets_none():
    cell = with_readout(read_cell("t", "x\nh\nh_next = tanh(linear(x, h))"))
    assert not cell.places
    assert "y" in cell


def test_a_second_readout_and_a_cell_without_h_are_refused():
    with pytest.raises(ValueError, match="linear_y is defined twice"):
        with_readout(with_readout(CELLS["GRU"]))
    with pytest.raises(ValueError, match="linear_y reads h_next, which is not defined above it"):
        with_readout(read_cell("t", "x\nc\nc_next = tanh(linear(x, c))"))
