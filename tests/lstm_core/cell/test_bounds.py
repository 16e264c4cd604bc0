"""What is called bounded stays within its bounds, whatever is done to it; what is not can be made to grow."""

import math

import numpy as np
import pytest

from lstm_core.cell.bounds import bounds
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import trace
from tests.lstm_core.examples import DRAWN

each_drawn = pytest.mark.parametrize("cell", DRAWN.values(), ids=DRAWN)
STEPS = 200


def largest(cell, weights, xs, start):
    """The largest size of each state over a long run, from states (hidden,)."""
    steps = trace(cell, weights, xs, {name: np.array(start) for name in cell.states})
    return {state: max(float(np.abs(now[new]).max()) for now in steps) for state, new in cell.states.items()}


@each_drawn
@pytest.mark.parametrize("scale", [0.5, 5.0, 500.0])
def test_no_weights_and_inputs_drive_a_bounded_state_beyond_its_bound(cell, scale):
    rng = np.random.default_rng(3)
    for _ in range(4):
        weights = {name: rng.normal(scale=scale, size=shape) for name, shape in cell.shapes(2, 6).items()}
        xs = rng.choice([-1000.0, -1.0, 0.0, 1.0, 1000.0], size=(STEPS, 2))
        found = largest(cell, weights, list(xs), rng.uniform(-1, 1, 6))
        assert all(size <= bounds(cell)[state] + 1e-9 for state, size in found.items())


@each_drawn
def test_with_all_gates_open_a_state_without_a_bound_grows_and_the_others_do_not(cell):
    weights = {name: np.full(shape, 20.0 * name.startswith("b")) for name, shape in cell.shapes(1, 1).items()}
    found = largest(cell, weights, [np.zeros(1)] * STEPS, [0.0])
    for state, size in found.items():
        assert (size == pytest.approx(STEPS, rel=1e-6)) == math.isinf(bounds(cell)[state])


def test_only_a_free_input_gate_lets_a_memory_grow():
    """LSTM and peephole LSTM and that of 1997 count (Weiss et al. 2018); tied gates do not."""
    growing = {name for name, cell in CELLS.items() if math.inf in bounds(cell).values()}
    assert growing == {"LSTM", "Peephole LSTM", "LSTM 1997"}


def test_a_mixture_is_seen_in_whatever_order_it_is_written():
    for mixed in ("z * n + (1 - z) * h", "(1 - z) * h + z * n", "n * z + h * (1 - z)"):
        page = f"x\nh\nz = sigmoid(linear(x, h))\nn = tanh(linear(x, h))\nh_next = {mixed}"
        assert bounds(read_cell("Mixed", page)) == {"h": 1.0}


def test_two_different_gates_make_no_mixture():
    page = "x\nh\nz = sigmoid(linear(x))\nk = sigmoid(linear(h))\nn = tanh(linear(x))\nh_next = z * n + (1 - k) * h"
    assert bounds(read_cell("Loose", page)) == {"h": math.inf}
