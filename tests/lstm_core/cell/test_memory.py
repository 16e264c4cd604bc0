"""Half-lives: the gate is found in every cell, and the formula agrees with the lecture and with a real run."""

import math

import numpy as np
import pytest

from lstm_core.cell.memory import half_life, keep_factors, mean_factor
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import random_weights, trace

KEEPERS = {
    "Elman": {},
    "LSTM": {"c": "f"},
    "LSTM 1997": {"c": ""},
    "Peephole LSTM": {"c": "f"},
    "Coupled LSTM": {"c": "f"},
    "GRU": {"h": "rest"},
    "GRU (PyTorch)": {"h": "z"},
}


@pytest.mark.parametrize("name", CELLS)
def test_the_gate_that_keeps_a_state_is_found(name):
    assert keep_factors(CELLS[name]) == KEEPERS[name]


def test_what_is_no_fraction_keeps_nothing():
    cell = read_cell("tanh gate", "x\nh\nc\nf = tanh(linear(x, h))\nc_next = f * c + h\nh_next = tanh(c_next)")
    assert keep_factors(cell) == {}


def test_a_state_kept_twice_has_no_single_factor():
    lines = (
        "x\nh\nc\nf = sigmoid(linear(x, h))\ni = sigmoid(linear(x, h))\nc_next = f * c + i * c\nh_next = tanh(c_next)"
    )
    assert keep_factors(read_cell("twice", lines)) == {}


@pytest.mark.parametrize(("factor", "steps"), [(0.9, 6.6), (0.99, 69), (0.5, 1), (1, math.inf), (0, 0)])
def test_half_lives_of_the_lecture(factor, steps):
    assert half_life(factor) == pytest.approx(steps, rel=0.01)


@pytest.mark.parametrize(("bias", "steps"), [(0, 1), (1, 2.2), (3, 14.3), (5, 103)])
def test_half_life_by_the_bias_of_the_forget_gate(bias, steps):
    assert half_life(1 / (1 + math.exp(-bias))) == pytest.approx(steps, rel=0.01)


def test_the_mean_factor_keeps_as_much_as_the_factors_do():
    factors = [0.9, 0.5, 0.99, 0.7]
    assert mean_factor(factors) ** 4 == pytest.approx(math.prod(factors))
    assert mean_factor([0.5, 0.0]) == 0


@pytest.mark.parametrize("name", [name for name, found in KEEPERS.items() if any(found.values())])
def test_without_recurrent_weights_a_memory_halves_in_a_half_life(name):
    """The factor is what a small change of the first state is multiplied by (finite difference over the run)."""
    cell = CELLS[name]
    weights = random_weights(cell, 1, 1, 3)
    # the gates and the candidate must not see the state: only its own line is left
    blind = {
        weight: np.zeros_like(value)
        if any(
            weight == own and arg != "x"
            for node in cell.nodes
            for own, arg in zip(node.weights, node.args, strict=False)
        )
        else value
        for weight, value in weights.items()
    }
    xs = list(np.random.default_rng(0).normal(size=(12, 1)))
    ((state, gate),) = keep_factors(cell).items()
    start = {name: np.zeros(1) for name in cell.states}
    steps = trace(cell, blind, xs, start)
    changed = trace(cell, blind, xs, {**start, state: np.array([1e-3])})
    left = float((changed[-1][cell.states[state]] - steps[-1][cell.states[state]])[0]) / 1e-3
    factor = mean_factor([float(values[gate][0]) for values in steps])
    assert left == pytest.approx(0.5 ** (12 / half_life(factor)), rel=1e-6)
