"""How much each value of a trace matters for the last h: torch's autograd, asked about every node."""

from collections.abc import Mapping, Sequence

import torch
from torch import Tensor

from lstm_core.cell import Cell
from lstm_core.run import trace


def gradients(
    cell: Cell, weights: Mapping[str, Tensor], xs: Sequence[Tensor], state: Mapping[str, Tensor]
) -> list[dict[str, Tensor]]:
    """One dictionary per step: d sum(h of the last step) / d value, shaped like the value.

    xs: (time, ..., inputs), state: (..., hidden) each. Values that do not matter have gradient zero.
    A state is the value that the step before made, so c of a step has the gradient of c_next of that one.
    """
    leaves = {name: start.clone().requires_grad_() for name, start in state.items()}
    steps = trace(cell, weights, [x.clone().requires_grad_() for x in xs], leaves, xp=torch)
    flat = [(t, name, value) for t, values in enumerate(steps) for name, value in values.items()]
    asked = torch.autograd.grad(steps[-1]["h_next"].sum(), [value for *_, value in flat], materialize_grads=True)
    found: list[dict[str, Tensor]] = [{} for _ in steps]
    for (t, name, _), gradient in zip(flat, asked, strict=True):
        found[t][name] = gradient
    return found
