"""What learners paste, and the files they send, are read or refused in a sentence."""

import contextlib
import io

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells.conventions import LAYOUTS, example
from lstm_core.cells.conventions.files import LARGEST_FILE, read, write
from lstm_core.cells.conventions.pasted import array, text

LSTM = LAYOUTS["LSTM"]
EVERY = [one for layouts in LAYOUTS.values() for one in layouts]


@pytest.mark.parametrize(
    "typed",
    [
        "1 -2\n0.5 4",
        "1, -2\n0.5, 4",
        "1;-2\n0,5;4",
        "1\t−2\n\n0.5\t4\n",
        "[[1, -2], [.5, 4]]",
        "array([[ 1. , -2. ],\n       [ 0.5,  4. ]])",
        "tensor([[ 1.0000, -2.0000],\n        [ 0.5000,  4.0000]], requires_grad=True)",
        "Parameter containing:\ntensor([[1., -2.], [0.5, 4.]], device='cpu', dtype=torch.float64)",
    ],
)
def test_rows_of_numbers_are_read_however_they_are_written(typed):
    assert array(typed, 2).tolist() == [[1, -2], [0.5, 4]]


@pytest.mark.parametrize("typed", ["1 2 3", "1\n2\n3", "[1, 2, 3]", "[[1], [2], [3]]", "1,2,3", "(1, 2, 3)"])
def test_a_bias_may_be_a_row_or_a_column(typed):
    assert array(typed, 1).tolist() == [1, 2, 3]


@pytest.mark.parametrize(
    ("typed", "says"),
    [
        ("", "it is empty"),
        ("[ ]", "it is empty"),
        ("1 2\n3", "row 1 has 2 numbers, but row 2 has 1"),
        ("1 two", "“two” is not a number"),
        ("1 nan", "nan is no weight"),
        ("1e9", "1e9 is no weight"),
        ("[1, 2", "a bracket is open"),
        ("1 " * 60_000, "characters"),
    ],
)
def test_what_cannot_be_read_gets_a_sentence(typed, says):
    with pytest.raises(ValueError, match=says):
        array(typed, 2)


def test_a_bias_of_several_rows_is_refused():
    with pytest.raises(ValueError, match="a bias is one row"):
        array("1 2\n3 4", 1)


@given(st.integers(1, 5), st.integers(1, 5), st.integers(0, 2**32))
def test_what_is_shown_can_be_pasted_back(rows, columns, seed):
    block = np.random.default_rng(seed).normal(size=(rows, columns))
    np.testing.assert_allclose(array(text(block), 2), block, rtol=1e-9)


@given(st.text(max_size=60))
def test_nothing_typed_ends_in_anything_but_numbers_or_a_sentence(typed):
    for dimensions in (1, 2):
        with contextlib.suppress(ValueError):
            assert array(typed, dimensions).ndim == dimensions


@pytest.mark.parametrize("kind", ["npz", "safetensors", "csv", "txt"])
@pytest.mark.parametrize("layout", EVERY, ids=lambda one: one.name)
def test_files_come_back_as_they_were_written(layout, kind):
    blocks = example(layout, 2, 3)
    again = read(f"net.{kind}", write(blocks, kind), layout)
    assert again.keys() == blocks.keys()
    assert all(np.array_equal(again[name], block) for name, block in blocks.items())


def test_a_file_of_a_whole_torch_layer_is_read():
    layer, page = torch.nn.LSTM(2, 3), io.BytesIO()
    np.savez(page, **{f"rnn.{name}": tensor.numpy() for name, tensor in layer.state_dict().items()})
    found = read("net.npz", page.getvalue(), LSTM[1])
    np.testing.assert_allclose(found["weight_hh"], layer.weight_hh_l0.detach().numpy())


def saved(**arrays):
    page = io.BytesIO()
    np.savez_compressed(page, **arrays)
    return page.getvalue()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("net.pt", b"", ".npz, .safetensors, .csv and .txt are read"),
        ("net.npz", b"nothing", "no .npz file"),
        ("net.safetensors", b"nothing", "no .safetensors file"),
        ("net.csv", b"\xff\xfe\x00", "save it as UTF-8"),
        ("net.csv", b"1,2", "A name such as weight_ih"),
        ("net.csv", b"weight_ih\n1,a", "In weight_ih, “a” is not a number"),
        ("net.npz", b"x" * (LARGEST_FILE + 1), "kB are read here"),
        ("net.npz", saved(big=np.zeros(10**6)), "Unpacked, this file has 8 MB"),
        ("net.npz", saved(kernel=np.zeros(2)), "in this file there is kernel"),
        ("net.npz", saved(weight_ih=np.array(["a"])), "holds no plain numbers"),
        ("net.npz", saved(weight_ih=np.array([{}], dtype=object)), "no .npz file of plain numbers"),
        ("net.npz", saved(**{"a.weight_ih": np.zeros(1), "b.weight_ih": np.zeros(1)}), "twice"),
    ],
)
def test_a_file_that_cannot_be_read_gets_a_sentence(name, data, says):
    with pytest.raises(ValueError, match=says):
        read(name, data, LSTM[1])


def test_infinite_numbers_in_a_file_are_refused():
    blocks = {**example(LSTM[1], 1, 1), "bias_ih": np.full(4, np.inf)}
    with pytest.raises(ValueError, match="bias_ih holds something that is no usual number"):
        read("net.npz", write(blocks, "npz"), LSTM[1])
