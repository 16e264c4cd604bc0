"""A cell as a PyTorch module that trains: the same graph, run on tensors."""

import torch
from torch import Tensor, nn

from lstm_core.cell import Cell
from lstm_core.run import trace


class Recurrent(nn.Module):
    """Unrolls one cell over a sequence."""

    def __init__(self, cell: Cell, inputs: int, hidden: int) -> None:
        super().__init__()
        self.cell, self.hidden = cell, hidden
        bound = hidden**-0.5  # where torch.nn.LSTM starts, too
        shapes = cell.shapes(inputs, hidden)
        self.weights = nn.ParameterDict(
            {name: torch.empty(shape).uniform_(-bound, bound) for name, shape in shapes.items()}
        )

    def forward(self, xs: Tensor, state: dict[str, Tensor] | None = None) -> tuple[Tensor, dict[str, Tensor]]:
        """xs: (time, batch, inputs) -> hs: (time, batch, hidden), and the last states.

        `state` holds the states to begin with, (batch, hidden) each; zeros if it is not given.
        """
        state = state or {name: xs.new_zeros(xs.shape[1], self.hidden) for name in self.cell.states}
        steps = trace(self.cell, dict(self.weights.items()), list(xs), state, xp=torch)
        last = {old: steps[-1][new] for old, new in self.cell.states.items()}
        return torch.stack([values["h_next"] for values in steps]), last
