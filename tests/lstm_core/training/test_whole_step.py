"""A whole training step gives the loss and the gradients of torch's own `loss.backward()`, update after update."""

import math

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from torch import Tensor, nn

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.training import Experiment
from lstm_core.training.compiled import CompiledLayer, WholeStep
from lstm_core.training.loop import Training
from lstm_core.training.net import TaskNet
from lstm_core.training.optimizers import Flat
from lstm_core.training.reference import Recurrent
from tests.lstm_core.examples import cells, each_cell

TIME, BATCH, INPUTS, HIDDEN, OUTPUTS, UPDATES = 6, 5, 3, 4, 2, 10
NEAR = {torch.float64: 1e-10, torch.float32: 1e-5}
LARGEST = 1e4


class Interpreted(nn.Module):
    """The same net node by node, with torch's readout: what it computes is checked against torch.nn elsewhere."""

    def __init__(self, layers: list[CompiledLayer], readout: nn.Linear | None, dtype: torch.dtype) -> None:
        super().__init__()
        self.layers = nn.ModuleList(Recurrent(layer.cell, layer.layout.inputs, HIDDEN).to(dtype) for layer in layers)
        self.readout = readout

    def follow(self, layers: list[CompiledLayer]) -> None:
        """Take over the weights of compiled layers."""
        with torch.no_grad():
            for own, layer in zip(self.layers, layers, strict=True):
                for name, weight in layer.named_weights().items():
                    own.weights[name].copy_(weight)

    def forward(self, xs: Tensor) -> Tensor:
        for layer in self.layers:
            xs = layer(xs)[0]
        return self.readout(xs) if self.readout else xs

    def gradients(self) -> list[dict[str, Tensor]]:
        """Those of every layer by name; what a cell never uses has none."""
        return [
            {
                name: torch.zeros_like(weight) if weight.grad is None else weight.grad
                for name, weight in layer.weights.items()
            }
            for layer in self.layers
        ]


def assert_near(ours: Tensor, theirs: Tensor) -> None:
    """As near as the numbers of this kind allow, measured by the largest."""
    near = NEAR[ours.dtype] * max(1.0, float(theirs.abs().max()))
    np.testing.assert_allclose(ours, theirs, rtol=0, atol=near)


def assert_same(cell: Cell, layers: int = 1, outputs: int = OUTPUTS, dtype: torch.dtype = torch.float64) -> None:
    """Ten updates; after each the weights have moved along the gradients."""
    torch.manual_seed(1)
    compiled = [CompiledLayer(cell, inputs, HIDDEN, dtype) for inputs in (INPUTS, HIDDEN)[:layers]]
    readout = nn.Linear(HIDDEN, outputs, dtype=dtype) if outputs else None
    flat = Flat([*compiled, *([readout] if readout else [])])
    step = WholeStep(compiled, flat.values.numpy(), flat.gradients.numpy(), outputs, TIME, BATCH)
    teacher = Interpreted(compiled, nn.Linear(HIDDEN, outputs, dtype=dtype) if outputs else None, dtype)
    for _ in range(UPDATES):
        teacher.follow(compiled)
        if readout:
            teacher.readout.load_state_dict(readout.state_dict())
        xs, ys = (torch.randn(TIME, BATCH, width, dtype=dtype) for width in (INPUTS, outputs or HIDDEN))
        shares = torch.rand(TIME, BATCH, 1, dtype=dtype)
        teacher.zero_grad()
        loss = ((teacher(xs) - ys).square() * shares).sum()
        loss.backward() if loss.requires_grad else None
        found = step.loss(*(tensor.numpy().transpose(0, 2, 1) for tensor in (xs, ys, shares)))
        if not found < LARGEST:  # a cell that grows without end: what is left are roundings
            return
        step.backward()
        assert found == pytest.approx(float(loss.detach()), rel=NEAR[dtype])
        for layer, theirs in zip(compiled, teacher.gradients(), strict=True):
            for name, gradient in layer.named_gradients().items():
                assert_near(gradient, theirs[name])
        if readout:
            for ours, theirs in zip(readout.parameters(), teacher.readout.parameters(), strict=True):
                assert_near(ours.grad, theirs.grad)
        flat.values.sub_(flat.gradients, alpha=0.02)


@each_cell
@pytest.mark.parametrize("layers", [1, 2])
@pytest.mark.parametrize("outputs", [OUTPUTS, 0], ids=["a readout", "no readout"])
def test_every_cell_in_every_kind_of_net(cell, layers, outputs):
    assert_same(cell, layers, outputs)


@each_cell
def test_in_single_precision_as_in_training(cell):
    assert_same(cell, 2, dtype=torch.float32)


@settings(max_examples=60)
@given(cell=cells())
def test_any_cell(cell):
    assert_same(cell)


def test_a_state_that_nothing_reads_gets_the_same_gradient_at_every_update():
    assert_same(read_cell("Unread", "x\nh\nh_next = tanh(linear(x))"))


@pytest.mark.parametrize("hidden", [16, 128], ids=["compiled", "by torch's kernel"])
def test_a_stock_loop_over_the_net_that_trains_finds_its_gradients(hidden):
    experiment = Experiment(hidden=hidden, batch=64, clip=0.0, seed=3)
    training = Training(experiment)
    net, (xs, ys, shares) = TaskNet(experiment), next(Training(experiment)._batches)
    next(training)
    ((net(xs) - ys).square() * shares).sum().backward()
    theirs = [torch.zeros_like(own) if own.grad is None else own.grad for own in net.parameters()]
    np.testing.assert_allclose(training._flat.gradients, torch.cat([one.reshape(-1) for one in theirs]), atol=1e-5)
    assert (training._whole is None) == (hidden == 128)


@pytest.mark.parametrize("cell", CELLS)
def test_answers_are_those_of_the_net(cell):
    net = TaskNet(Experiment(cell=CELLS[cell], layers=2, hidden=6))
    xs = np.random.default_rng(0).normal(size=(9, 7, 3)).astype(np.float32)
    with torch.no_grad():
        theirs = net(torch.as_tensor(xs)).numpy()
    np.testing.assert_allclose(net.answers(xs), theirs, atol=1e-6)
    np.testing.assert_allclose(net.answers(xs[:, :4]), theirs[:, :4], atol=1e-6)


def test_a_loss_that_overflows_is_a_number_that_training_can_notice():
    layer = CompiledLayer(CELLS["LSTM"], 1, 1)
    flat = Flat([layer])
    step = WholeStep([layer], flat.values.numpy(), flat.gradients.numpy(), 0, 2, 1)
    assert not math.isfinite(step.loss(np.full((2, 1, 1), np.nan, np.float32), *np.ones((2, 2, 1, 1), np.float32)))
