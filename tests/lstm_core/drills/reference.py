"""What the tests of the recipes share: drills of one kind, torch cells with given weights, and nearness."""

import pytest
import torch
from torch import nn

from lstm_core.drills import Drill
from tests.lstm_core.drills.many import drills

SEEDS = 120


def made(key: str, variant: str = "") -> list[Drill]:
    """The drills of a template, or of one of its variants; enough of them to say something."""
    found = [drill for drill in drills(key, SEEDS) if drill.key == (f"{key} {variant}" if variant else key)]
    assert len(found) > 15, "there are too few to say that it is right"
    return found


def near(value: object, tolerance: float = 1e-9) -> object:
    return pytest.approx(value, abs=tolerance, rel=tolerance)


def filled(cell: nn.Module, **values: object) -> nn.Module:
    """A torch cell in float64 with these weights."""
    cell = cell.double()
    with torch.no_grad():
        for name, value in values.items():
            getattr(cell, name).copy_(torch.tensor(value, dtype=torch.float64).reshape(getattr(cell, name).shape))
    return cell


def row(value: float) -> torch.Tensor:
    return torch.tensor([[value]], dtype=torch.float64)
