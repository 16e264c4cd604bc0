"""The cells of PyTorch compute what ours compute, with weights carried over in either direction."""

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells.torch_layout import LAYOUTS, from_torch, to_torch
from lstm_core.run import step
from tests.lstm_core.examples import numbers

each_layout = pytest.mark.parametrize("layout", LAYOUTS)
TORCH = {"LSTM": torch.nn.LSTMCell, "GRU": torch.nn.GRUCell, "RNN": torch.nn.RNNCell}
sizes = st.integers(1, 7)


def run_theirs(module, given_):
    """What a cell of torch makes of the same input: {"h_next": ..., "c_next": ...}."""
    tensors = {name: torch.tensor(array) for name, array in given_.items()}
    with torch.no_grad():
        if isinstance(module, torch.nn.LSTMCell):
            return dict(zip(("h_next", "c_next"), module(tensors["x"], (tensors["h"], tensors["c"])), strict=True))
        return {"h_next": module(tensors["x"], tensors["h"])}


def assert_same(cell, weights, module, given_):
    ours, theirs = step(cell, weights, given_), run_theirs(module, given_)
    assert theirs.keys() == set(cell.states.values())
    for name, value in theirs.items():
        np.testing.assert_allclose(ours[name], value.numpy(), rtol=0, atol=1e-12)


@each_layout
@given(inputs=sizes, hidden=sizes, batch=st.integers(1, 3), seed=st.integers(0, 2**32))
def test_torchs_cell_with_our_weights_computes_what_ours_computes(layout, inputs, hidden, batch, seed):
    cell, _ = LAYOUTS[layout]
    weights, given_ = numbers(cell, inputs, hidden, seed, (batch,))
    module = TORCH[layout](inputs, hidden, dtype=torch.double)
    module.load_state_dict({name: torch.tensor(array) for name, array in to_torch(layout, weights).items()})
    assert_same(cell, weights, module, given_)


@each_layout
@given(inputs=sizes, hidden=sizes, batch=st.integers(1, 3), seed=st.integers(0, 2**32))
def test_our_cell_with_torchs_weights_computes_what_torchs_computes(layout, inputs, hidden, batch, seed):
    cell, _ = LAYOUTS[layout]
    torch.manual_seed(seed)
    module = TORCH[layout](inputs, hidden, dtype=torch.double)
    weights = from_torch(layout, {name: tensor.numpy() for name, tensor in module.state_dict().items()})
    assert {name: array.shape for name, array in weights.items()} == cell.shapes(inputs, hidden)
    _, given_ = numbers(cell, inputs, hidden, seed, (batch,))
    assert_same(cell, weights, module, given_)


@each_layout
def test_our_weights_come_back_unchanged_from_torchs_layout(layout):
    cell, _ = LAYOUTS[layout]
    weights, _ = numbers(cell, 3, 5)
    back = from_torch(layout, to_torch(layout, weights))
    assert back.keys() == weights.keys()
    assert all(np.array_equal(back[name], array) for name, array in weights.items())


@each_layout
def test_the_stacked_arrays_have_the_names_and_shapes_of_torchs_cell(layout):
    cell, _ = LAYOUTS[layout]
    weights, _ = numbers(cell, 3, 5)
    stacked = {name: array.shape for name, array in to_torch(layout, weights).items()}
    assert stacked == {name: tuple(tensor.shape) for name, tensor in TORCH[layout](3, 5).state_dict().items()}


def test_the_blocks_of_the_lstm_stand_in_the_order_i_f_g_o():
    cell, _ = LAYOUTS["LSTM"]
    weights = {name: np.full(shape, ord(name[-1])) for name, shape in cell.shapes(2, 1).items()}
    stacked = to_torch("LSTM", weights)
    assert "".join(chr(row[0]) for row in stacked["weight_ih"]) == "ifgo"
    assert "".join(chr(entry) for entry in stacked["bias_ih"]) == "ifgo"


def test_two_redundant_biases_become_their_sum_and_the_one_inside_the_reset_product_does_not():
    ones = {"weight_ih": np.ones((3, 1)), "weight_hh": np.ones((3, 1)), "bias_ih": np.ones(3), "bias_hh": np.full(3, 2)}
    weights = from_torch("GRU", ones)
    assert [float(weights[f"b_{name}"][0]) for name in ("r", "z", "seen", "past")] == [3, 3, 1, 2]
