"""Initial weights follow the recipes they are named after."""

import math

import numpy as np
import pytest

from lstm_core.cell.memory import fits_a_delay
from lstm_core.cells import CELLS
from lstm_core.training.initial import initial

SIZE = {"inputs": 3, "hidden": 16, "delay": 50.0}


def draw(recipe, cell):
    return initial(recipe, CELLS[cell], rng=np.random.default_rng(0), **SIZE)


@pytest.mark.parametrize("recipe", ["Keras", "PyTorch", "chrono"])
@pytest.mark.parametrize("cell", CELLS)
def test_every_weight_has_the_shape_the_cell_asks_for(recipe, cell):
    weights = draw(recipe, cell)
    assert {name: w.shape for name, w in weights.items()} == CELLS[cell].shapes(3, 16)


def test_keras_draws_the_stacked_matrix_of_an_lstm_at_once():
    weights = draw("Keras", "LSTM")
    bound = math.sqrt(6 / (3 + 4 * 16))  # glorot_uniform on the kernel (inputs, 4 * units)
    assert 0.9 * bound < max(np.abs(weights[f"W_{gate}"]).max() for gate in "ifgo") <= bound
    stacked = np.concatenate([weights[f"U_{gate}"] for gate in "figo"])  # (4 * units, units)
    np.testing.assert_allclose(stacked.T @ stacked, np.eye(16), atol=1e-12)
    assert (weights["b_f"] == 1).all()
    assert all((weights[f"b_{gate}"] == 0).all() for gate in "igo")


def test_keras_leaves_the_biases_of_a_gru_at_zero():
    weights = draw("Keras", "GRU (PyTorch)")
    assert all((w == 0).all() for name, w in weights.items() if name.startswith("b"))


@pytest.mark.parametrize(
    ("cell", "bias", "sign"),
    [
        ("LSTM", "b_f", 1),
        ("LSTM", "b_i", -1),
        ("GRU", "b_z", -1),
        ("GRU (PyTorch)", "b_z", 1),
        ("LSTM 1997", "b_i", -1),
    ],
)
def test_chrono_biases_are_the_logarithm_of_the_delay_towards_keeping(cell, bias, sign):
    assert (draw("chrono", cell)[bias] == sign * math.log(50)).all()


@pytest.mark.parametrize("cell", CELLS)
def test_pytorch_draws_everything_within_one_over_the_root_of_the_units(cell):
    drawn = np.concatenate([w.ravel() for w in draw("PyTorch", cell).values()])
    assert 0.2 < np.abs(drawn).max() <= 0.25


@pytest.mark.parametrize("cell", CELLS)
def test_chrono_starts_a_cell_otherwise_than_keras_only_where_a_gate_keeps_or_writes(cell):
    keras, chrono = draw("Keras", cell), draw("chrono", cell)
    differs = any(not np.array_equal(keras[weight], chrono[weight]) for weight in keras)
    assert differs == fits_a_delay(CELLS[cell])
