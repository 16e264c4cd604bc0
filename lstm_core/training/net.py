"""The net of an experiment: one or two layers of a cell, and what reads the answer off.

A layer runs on torch's own fused kernel where that is faster: for torch's LSTM (by its graph, whatever its name) with
many units, steps or sequences. All others are compiled. Both compute what `run.trace` computes; tests hold them to it.
"""

from collections.abc import Mapping
from typing import cast

import numpy as np
import torch
from torch import Tensor, nn

from lstm_core.cell import Cell
from lstm_core.cells.torch_layout import from_torch, to_torch
from lstm_core.training.compiled import CompiledLayer, Stack, WholeStep
from lstm_core.training.experiment import Experiment
from lstm_core.training.initial import initial, memory_of

Weights = dict[str, np.ndarray]


class FusedLayer(nn.Module):
    """torch.nn.LSTM under our names for its weights.

    Its checks cost a tenth of an update at these sizes, so that its kernel is called directly.
    """

    def __init__(self, inputs: int, hidden: int) -> None:
        super().__init__()
        self.lstm = nn.LSTM(inputs, hidden)
        self.parts: list[Tensor] = [*self.lstm.parameters()]

    def forward(self, xs: Tensor) -> Tensor:
        """xs: (time, batch, inputs) -> hs: (time, batch, hidden)."""
        start = xs.new_zeros(1, xs.shape[1], self.lstm.hidden_size)
        hs: Tensor = torch.lstm(xs, (start, start), self.parts, True, 1, 0.0, True, False, False)[0]
        return hs

    def load(self, weights: Mapping[str, np.ndarray]) -> None:
        """Take over our weights; torch's second bias stays zero and is not trained."""
        self.lstm.bias_hh_l0.requires_grad_(False)
        with torch.no_grad():
            for name, block in to_torch("LSTM", weights).items():
                getattr(self.lstm, f"{name}_l0").copy_(torch.as_tensor(block))

    def named(self) -> Weights:
        """Our weights."""
        stacked = {name.removesuffix("_l0"): p.detach().numpy() for name, p in self.lstm.named_parameters()}
        return from_torch("LSTM", stacked)


class GraphLayer(nn.Module):
    """Any cell, on the compiled path."""

    def __init__(self, cell: Cell, inputs: int, hidden: int) -> None:
        super().__init__()
        self.layer = CompiledLayer(cell, inputs, hidden)

    def forward(self, xs: Tensor) -> Tensor:
        """xs: (time, batch, inputs) -> hs: (time, batch, hidden)."""
        hs: Tensor = self.layer(xs)[0]
        return hs

    def load(self, weights: Mapping[str, np.ndarray]) -> None:
        """Take over our weights."""
        self.layer.load_weights(weights)

    def named(self) -> Weights:
        """Our weights."""
        return {name: weight.detach().numpy() for name, weight in self.layer.named_weights().items()}


class TaskNet(nn.Module):
    """Layers and readout of an experiment, with the weights its seed gives it."""

    def __init__(self, experiment: Experiment) -> None:
        super().__init__()
        cell = experiment.cell
        rng = np.random.default_rng(experiment.seed)
        self.layers = nn.ModuleList()
        for inputs, hidden in experiment.sizes:
            layer = FusedLayer(inputs, hidden) if experiment.by_kernel else GraphLayer(cell, inputs, hidden)
            layer.load(
                initial(experiment.initial, cell, inputs, hidden, memory_of(experiment.time, experiment.delay), rng)
            )
            self.layers.append(layer)
        self.readout = _readout(experiment, rng)
        self._named = cast("list[FusedLayer | GraphLayer]", list(self.layers))
        self._compiled = [layer.layer for layer in self.layers if isinstance(layer, GraphLayer)]
        self._stacks: dict[tuple[int, int], Stack] = {}  # for outputs alone, by (time, batch)

    def forward(self, xs: Tensor) -> Tensor:
        """xs: (time, batch, inputs) -> ys: (time, batch, outputs)."""
        for layer in self.layers:
            xs = layer(xs)
        return xs if self.readout is None else self.readout(xs)

    def answers(self, xs: np.ndarray) -> np.ndarray:
        """The same without a thought of gradients, as arrays."""
        if not self._compiled:
            with torch.no_grad():
                found: np.ndarray = self(torch.as_tensor(xs, dtype=torch.float32)).numpy()
            return found
        weights = [layer.vector.detach().numpy() for layer in self._compiled]
        with np.errstate(all="ignore"):
            hs = self._stack(*xs.shape[:2]).forward(weights, xs.transpose(0, 2, 1))
            if self.readout is not None:
                hs = np.matmul(self.readout.weight.detach().numpy(), hs)
                hs += self.readout.bias.detach().numpy()[:, None]
        return np.ascontiguousarray(hs.transpose(0, 2, 1))

    def whole_step(self, values: np.ndarray, gradients: np.ndarray, time: int, batch: int) -> WholeStep | None:
        """Loss and gradients by compiled calls, from the flat vectors of this net; None if torch's kernel is faster."""
        outputs = self.readout.out_features if self.readout is not None else 0
        return WholeStep(self._compiled, values, gradients, outputs, time, batch) if self._compiled else None

    def _stack(self, time: int, batch: int) -> Stack:
        shape = (time, batch)
        if shape not in self._stacks:
            self._stacks[shape] = Stack(self._compiled, time, batch, np.dtype(np.float32))
        return self._stacks[shape]

    def weights(self) -> list[Weights]:
        """A copy of the weights: one dictionary per layer, and {"W_y", "b_y"} for the readout, if any."""
        found = [{name: np.array(w) for name, w in layer.named().items()} for layer in self._named]
        if self.readout:
            parts = {"W_y": self.readout.weight, "b_y": self.readout.bias}
            found.append({name: np.array(part.detach().numpy()) for name, part in parts.items()})
        return found


def _readout(experiment: Experiment, rng: np.random.Generator) -> nn.Linear | None:
    if experiment.readout == "none":
        return None
    hidden, outputs = experiment.sizes[-1][1], len(experiment.task_spec.outputs)
    readout = nn.Linear(hidden, outputs)
    bound = (6 / (hidden + outputs)) ** 0.5 if experiment.initial != "PyTorch" else hidden**-0.5
    with torch.no_grad():
        readout.weight.copy_(torch.as_tensor(rng.uniform(-bound, bound, (outputs, hidden))))
        readout.bias.zero_()
    return readout
