"""Our optimisers take the steps of torch's."""

import pytest
import torch
from torch import nn

from lstm_core.training.optimizers import OPTIMIZERS, Flat


@pytest.mark.parametrize(
    ("name", "theirs"),
    [("Adam", lambda p: torch.optim.Adam(p, lr=0.01)), ("SGD", lambda p: torch.optim.SGD(p, lr=0.01, momentum=0.9))],
)
def test_fifty_steps_end_where_torch_ends(name, theirs):
    torch.manual_seed(0)
    ours, other = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).double(), nn.Sequential()
    other = nn.Sequential(nn.Linear(3, 4), nn.Tanh(), nn.Linear(4, 2)).double()
    other.load_state_dict(ours.state_dict())
    flat = Flat([ours])
    optimizer, reference = OPTIMIZERS[name](flat), theirs(other.parameters())
    for _ in range(50):
        xs, ys = torch.randn(8, 3, dtype=torch.double), torch.randn(8, 2, dtype=torch.double)
        flat.gradients.zero_()
        (ours(xs) - ys).pow(2).mean().backward()
        optimizer.step(0.01)
        reference.zero_grad()
        (other(xs) - ys).pow(2).mean().backward()
        reference.step()
    for a, b in zip(ours.parameters(), other.parameters(), strict=True):
        torch.testing.assert_close(a, b, rtol=1e-6, atol=1e-8)


def test_clipping_shortens_a_long_gradient_and_leaves_a_short_one():
    layer = nn.Linear(2, 1)
    flat = Flat([layer])
    flat.gradients.copy_(torch.tensor([3.0, 4.0, 0.0]))
    assert flat.clip(10.0) == 5.0
    assert flat.gradients.norm() == 5.0
    assert flat.clip(1.0) == 5.0
    torch.testing.assert_close(flat.gradients.norm(), torch.tensor(1.0), rtol=1e-4, atol=0)
    torch.testing.assert_close(layer.weight.grad, torch.tensor([[0.6, 0.8]]), rtol=1e-4, atol=0)
