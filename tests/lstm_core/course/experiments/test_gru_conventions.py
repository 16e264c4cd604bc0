"""The two ways to write a GRU: PyTorch's own module is on the side that we say, and so are the papers."""

import numpy as np
import pytest
import torch

from lstm_core.course.experiments.gru_conventions import (
    AFTER,
    BEFORE,
    KEEPS,
    MATRICES,
    OLD,
    REPLACES,
    mixture,
    past_terms,
)

RESETS = [(1.0, 0.0), (0.0, 1.0), (0.3, 0.8), (1.0, 1.0), (0.0, 0.0)]
each_matrix = pytest.mark.parametrize("matrix", MATRICES)


def state(cell, z, old=0.7, new=-0.4):
    return float(mixture(cell, z, old, new)["h_next"][0])


@pytest.mark.parametrize("z", [0.0, 0.02, 0.5, 1.0])
def test_what_one_book_keeps_the_other_replaces(z):
    assert state(KEEPS, z) == pytest.approx(z * 0.7 + (1 - z) * -0.4)
    assert state(REPLACES, z) == pytest.approx((1 - z) * 0.7 + z * -0.4)
    assert state(KEEPS, z) == pytest.approx(state(REPLACES, 1 - z))


def test_an_open_update_gate_keeps_in_pytorch():
    gru = torch.nn.GRU(1, 1)
    with torch.no_grad():
        gru.bias_ih_l0[1] = 50.0  # r, z, n
        _, last = gru(torch.zeros(1, 1), torch.tensor([[0.7]]))
    assert float(last) == pytest.approx(0.7, abs=1e-6)
    assert state(KEEPS, 1.0) == 0.7


@each_matrix
@pytest.mark.parametrize("reset", RESETS)
@pytest.mark.parametrize("bias", [0.0, 0.4])
def test_what_is_heard_is_what_the_formula_says(matrix, reset, bias):
    u, r, h = np.array(MATRICES[matrix]), np.array(reset), np.array(OLD)
    found = past_terms(matrix, reset, bias)
    assert np.allclose(found.before, u @ (r * h) + bias)
    assert np.allclose(found.after, r * (u @ h + bias))


@each_matrix
@pytest.mark.parametrize("bias", [0.0, 0.4])
def test_before_and_after_agree_for_every_reset_only_if_diagonal_and_without_bias(matrix, bias):
    agree = all(np.allclose(one.before, one.after) for one in (past_terms(matrix, reset, bias) for reset in RESETS))
    assert agree == (matrix == "diagonal" and bias == 0)


def test_pytorch_applies_the_reset_gate_behind_the_matrix():
    """With r = (1, 0) and z = 0 the new state is the tanh of what is heard."""
    gru = torch.nn.GRU(1, 2)
    with torch.no_grad():
        for weight in gru.parameters():
            weight.zero_()
        gru.bias_ih_l0[:4] = torch.tensor([50.0, -50.0, -50.0, -50.0])
        gru.weight_hh_l0[4:] = torch.tensor(MATRICES["crossed"])
        gru.bias_hh_l0[4:] = 0.2
        _, last = gru(torch.zeros(1, 1), torch.tensor([OLD]))
    assert last[0].tolist() == pytest.approx(np.tanh(past_terms("crossed", (1.0, 0.0), 0.2).after), abs=1e-6)
    assert AFTER.name == "GRU (PyTorch)"
    assert BEFORE.name == "GRU"
