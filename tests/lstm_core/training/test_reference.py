"""A cell as a PyTorch module does what torch.nn.LSTM, RNN and GRU do, and learns with every weight it has."""

import numpy as np
import pytest
import torch

from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import LAYOUTS, to_torch
from lstm_core.run import trace, zero_state
from lstm_core.training.reference import Recurrent
from tests.lstm_core.examples import each_cell

INPUTS, HIDDEN, BATCH, TIME = 3, 4, 2, 6
TORCH = {"LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU, "RNN": torch.nn.RNN}


def module_and_sequence(cell):
    torch.manual_seed(0)
    module = Recurrent(cell, INPUTS, HIDDEN).double()
    return module, torch.randn(TIME, BATCH, INPUTS, dtype=torch.double)


def arrays(module):
    return {name: weight.detach().numpy() for name, weight in module.weights.items()}


@each_cell
def test_the_module_follows_the_numpy_trace(cell):
    module, xs = module_and_sequence(cell)
    hs, last = module(xs)
    steps = trace(cell, arrays(module), xs.numpy(), zero_state(cell, BATCH, HIDDEN))
    assert hs.shape == (TIME, BATCH, HIDDEN)
    np.testing.assert_allclose(hs.detach(), [values["h_next"] for values in steps], rtol=1e-12)
    assert last.keys() == cell.states.keys()
    for old, new in cell.states.items():
        np.testing.assert_allclose(last[old].detach(), steps[-1][new], rtol=1e-12)


@each_cell
def test_every_weight_learns(cell):
    module, xs = module_and_sequence(cell)
    assert {name: tuple(weight.shape) for name, weight in module.weights.items()} == cell.shapes(INPUTS, HIDDEN)
    module(xs)[0].pow(2).sum().backward()
    assert all(weight.grad.abs().sum() > 0 for weight in module.parameters())


@each_cell
def test_a_sequence_may_be_cut_in_two_if_the_state_is_carried_on(cell):
    module, xs = module_and_sequence(cell)
    whole, end = module(xs)
    first, middle = module(xs[:2])
    second, last = module(xs[2:], middle)
    torch.testing.assert_close(torch.cat([first, second]), whole)
    torch.testing.assert_close(last, end)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_outputs_last_states_and_gradients_are_those_of_torchs_layer(layout):
    cell, _ = LAYOUTS[layout]
    module, xs = module_and_sequence(cell)
    theirs = TORCH[layout](INPUTS, HIDDEN).double()
    theirs.load_state_dict({f"{k}_l0": torch.tensor(v) for k, v in to_torch(layout, arrays(module)).items()})
    expected, states = theirs(xs)
    hs, last = module(xs)
    torch.testing.assert_close(hs, expected, rtol=0, atol=1e-12)
    for state, name in zip(states if isinstance(states, tuple) else [states], cell.states, strict=True):
        torch.testing.assert_close(last[name], state[0], rtol=0, atol=1e-12)
    hs.pow(2).sum().backward()
    expected.pow(2).sum().backward()
    ours = to_torch(layout, {name: weight.grad.numpy() for name, weight in module.weights.items()})
    for name in ("weight_ih", "weight_hh", "bias_ih"):
        np.testing.assert_allclose(ours[name], getattr(theirs, f"{name}_l0").grad, rtol=0, atol=1e-12)


def test_a_module_starts_where_torchs_would_and_the_seed_decides_where():
    cell = CELLS["LSTM"]
    torch.manual_seed(1)
    drawn = torch.cat([weight.flatten() for weight in Recurrent(cell, 20, 25).parameters()])
    torch.manual_seed(1)
    again = torch.cat([weight.flatten() for weight in Recurrent(cell, 20, 25).parameters()])
    assert torch.equal(drawn, again)
    assert drawn.abs().max() <= 0.2
    assert drawn.std().item() == pytest.approx(0.2 / 3**0.5, rel=0.05)
    assert drawn.dtype == torch.float32
