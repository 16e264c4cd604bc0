"""A cell as a PyTorch module that trains fast: the graph compiled, whatever cell it is."""

from collections.abc import Mapping
from typing import Any

import numpy as np
import torch
from torch import Tensor, nn
from torch.autograd.function import once_differentiable

from lstm_core.cell import Cell
from lstm_core.training.compiled.layout import VectorLayout
from lstm_core.training.compiled.plan import GraphPlan
from lstm_core.training.compiled.unrolled import Unrolled

SHAPES = 4  # so many (time, batch) are kept ready


class CompiledLayer(nn.Module):
    """Computes what `reference.Recurrent` computes, gradients included, from one vector of weights.

    Raises ValueError, with a sentence for a learner, if the cell cannot be run over a sequence. One thread
    at a time may use a layer.
    """

    def __init__(self, cell: Cell, inputs: int, hidden: int, dtype: torch.dtype = torch.float32) -> None:
        super().__init__()
        self.cell, self.hidden = cell, hidden
        self.layout = VectorLayout(GraphPlan(cell), inputs, hidden)
        self.vector = nn.Parameter(torch.empty(self.layout.size, dtype=dtype))
        self._ready: dict[tuple[int, int, np.dtype], list[Unrolled]] = {}
        bound = hidden**-0.5  # where torch.nn.LSTM starts, too
        shapes = cell.shapes(inputs, hidden)
        self.load_weights({name: torch.empty(shape).uniform_(-bound, bound) for name, shape in shapes.items()})

    def forward(self, xs: Tensor, state: Mapping[str, Tensor] | None = None) -> tuple[Tensor, dict[str, Tensor]]:
        """xs: (time, batch, inputs) -> hs: (time, batch, hidden), and the last states.

        `state` holds the states to begin with, (batch, hidden) each; zeros if it is not given.
        """
        _, batch, inputs = xs.shape
        if inputs != self.layout.inputs:
            raise ValueError(f"{inputs} numbers arrive at every step; this layer was made for {self.layout.inputs}")
        begin = [(state or {}).get(name) for name in self.cell.states]
        if any(start is not None and start.shape != (batch, self.hidden) for start in begin):
            raise ValueError(f"a state to begin with must be {(batch, self.hidden)}, a row for every sequence")
        hs, *last = _Unroll.apply(self, torch.is_grad_enabled(), self.vector, xs, *begin)
        return hs, dict(zip(self.cell.states, last, strict=True))

    def named_weights(self) -> dict[str, Tensor]:
        """Every weight under its name in `Cell.shapes`, as a view: what is written there is learnt from there on."""
        return self.layout.named(self.vector.detach())

    def named_gradients(self) -> dict[str, Tensor]:
        """The gradient of every weight by name; empty before the first backward."""
        return {} if self.vector.grad is None else self.layout.named(self.vector.grad)

    def load_weights(self, weights: Mapping[str, Tensor | np.ndarray]) -> None:
        """Take over all weights, by name. Raises ValueError if they are not those of this cell."""
        named = self.named_weights()
        if named.keys() != weights.keys():
            raise ValueError(f"{self.cell.name} has the weights {', '.join(named)}, not {', '.join(weights)}")
        for name, own in named.items():
            new = torch.as_tensor(weights[name])
            if new.shape != own.shape:
                raise ValueError(f"{name} is {tuple(own.shape)}, not {tuple(new.shape)}")
            own.copy_(new.detach())

    def take(self, xs: Tensor) -> Unrolled:
        """Work arrays for sequences of this shape, for the caller alone until they are given back."""
        time, batch, _ = xs.shape
        dtype = self.vector.detach().numpy().dtype
        if waiting := self._ready.get((time, batch, dtype)):
            return waiting.pop()
        return Unrolled(self.layout, time, batch, dtype)

    def give_back(self, unrolled: Unrolled) -> None:
        """Keep work arrays for the next sequence of their shape; of many shapes, the latest few."""
        shape = (unrolled.values.time, unrolled.values.batch, unrolled.values.dtype)
        self._ready[shape] = [*self._ready.pop(shape, [])[:1], unrolled]
        while len(self._ready) > SHAPES:
            del self._ready[next(iter(self._ready))]

    def __getstate__(self) -> dict[str, Any]:
        """What a copy or a file of the layer holds: no work arrays."""
        return {**self.__dict__, "_ready": {}}


class _Unroll(torch.autograd.Function):
    """A whole sequence as one operation of torch's autograd."""

    @staticmethod
    def forward(
        ctx: Any, layer: CompiledLayer, learns: bool, vector: Tensor, xs: Tensor, *begin: Tensor | None
    ) -> tuple[Tensor, ...]:
        unrolled = layer.take(xs)
        hs, last = unrolled.forward(vector.detach().numpy(), xs.detach().numpy(), _given(layer, begin))
        if learns:
            ctx.layer, ctx.unrolled = layer, unrolled
            ctx.set_materialize_grads(False)
        else:
            layer.give_back(unrolled)
        return torch.from_numpy(hs), *(torch.from_numpy(state) for state in last.values())

    @staticmethod
    @once_differentiable
    def backward(ctx: Any, of_hs: Tensor | None, *of_last: Tensor | None) -> tuple[Tensor | None, ...]:
        if ctx.unrolled is None:
            raise RuntimeError("backward ran twice after one forward; by now the work arrays may serve another")
        layer, unrolled, ctx.unrolled = ctx.layer, ctx.unrolled, None
        of_weights = unrolled.backward(None if of_hs is None else of_hs.numpy(), _given(layer, of_last))
        _, _, _, of_xs_asked, *asked = ctx.needs_input_grad
        of_xs = torch.from_numpy(unrolled.of_xs()) if of_xs_asked else None
        of_begin = [
            torch.from_numpy(unrolled.of_state(n)) if a else None for n, a in zip(layer.cell.states, asked, strict=True)
        ]
        layer.give_back(unrolled)
        return None, None, torch.from_numpy(of_weights), of_xs, *of_begin


def _given(layer: CompiledLayer, states: tuple[Tensor | None, ...]) -> dict[str, np.ndarray]:
    """Those states of which there is something, by name: (batch, hidden) each."""
    pairs = zip(layer.cell.states, states, strict=True)
    return {name: state.detach().numpy() for name, state in pairs if state is not None}
