"""A whole training step of a net in two lists of calls: layers, readout and loss, there and back.

Between compiled layers, readout and loss autograd makes a node for every operation, and at the sizes of this app those
cost as much as all the arithmetic. Here all arrays are there already, and the gradients are written straight into the
vector that the optimiser reads. `loss.backward()` over the same layers gives the same gradients; tests hold both
together. (A single node of autograd around these two lists was tried: torch's engine takes 0.1 ms to call it, a quarter
of the step.)
"""

from collections.abc import Sequence
from functools import partial
from itertools import accumulate, pairwise

import numpy as np

from lstm_core.training.compiled.calls import Array, Program, product, run, summed_products
from lstm_core.training.compiled.layer import CompiledLayer
from lstm_core.training.compiled.unrolled import Unrolled


class Stack:
    """Layers on top of each other, the input below, for sequences of one shape that begin with zeros."""

    def __init__(self, layers: Sequence[CompiledLayer], time: int, batch: int, dtype: np.dtype) -> None:
        self.layers = [Unrolled(layer.layout, time, batch, dtype) for layer in layers]
        self.top = self.layers[-1].values.home("h_next")  # (time, hidden, batch)

    def forward(self, weights: Sequence[Array], xs: Array) -> Array:
        """hs of the top layer, (time, hidden, batch), from the weights of each layer and xs: (time, inputs, batch)."""
        for layer, vector in zip(self.layers, weights, strict=True):
            layer.run_forward(vector, xs)
            xs = layer.values.home("h_next")
        return self.top


class WholeStep:
    """Loss and gradients of stacked layers with a linear readout, or none, for batches of one shape.

    values, gradients: (size,), the weights of all layers one after the other, the lowest first, then those of the
    readout, (outputs, hidden) and (outputs,), if `outputs` is not 0. Only these two vectors are looked at, so that
    whatever changes them is learnt from.
    """

    def __init__(
        self, layers: Sequence[CompiledLayer], values: Array, gradients: Array, outputs: int, time: int, batch: int
    ) -> None:
        self.stack = Stack(layers, time, batch, values.dtype)
        cuts = list(accumulate((layer.layout.size for layer in layers), initial=0))
        spans = [slice(start, stop) for start, stop in pairwise(cuts)]
        self.weights, self.of_weights = [values[span] for span in spans], [gradients[span] for span in spans]
        width = outputs or layers[-1].hidden
        self.off, self.weighted = (np.empty((time, width, batch), values.dtype) for _ in range(2))
        rest = values[cuts[-1] :], gradients[cuts[-1] :]
        self.readout = _Readout(*rest, self.stack.top, outputs) if outputs else None
        self.ys = self.readout.ys if self.readout else self.stack.top
        self.back = self._back()

    def loss(self, xs: Array, ys: Array, shares: Array) -> float:
        """The sum of (output - y)² times its share; xs: (time, inputs, batch), ys: (time, outputs, batch)."""
        with np.errstate(all="ignore"):
            self.stack.forward(self.weights, xs)
            if self.readout:
                run(self.readout.forward)
            np.subtract(self.ys, ys, self.off)
            np.multiply(self.off, shares, self.weighted)
            return float(np.vdot(self.off, self.weighted))

    def backward(self) -> None:
        """Write the gradients of the last loss into the vector; what was there before is replaced."""
        with np.errstate(all="ignore"):
            run(self.back)

    def _back(self) -> Program:
        """From the loss, whose derivative is twice the weighted difference, down to the lowest layer."""
        layers = self.stack.layers
        of_top = layers[-1].back.of_hs
        program: Program = [partial(np.add, self.weighted, self.weighted, self.weighted)]
        program += (
            self.readout.back(self.weighted, of_top) if self.readout else [partial(np.copyto, of_top, self.weighted)]
        )
        for k in reversed(range(len(layers))):
            back = layers[k].back
            program += [*back.fresh, *back.program, partial(np.copyto, self.of_weights[k], back.of_weights)]
            if k:
                program += back.into(layers[k - 1].back.of_hs)
        return program


class _Readout:
    """y = W h + b for all steps at once."""

    def __init__(self, values: Array, gradients: Array, hs: Array, outputs: int) -> None:
        count = outputs * hs.shape[1]
        self.hs, self.ys = hs, np.empty((hs.shape[0], outputs, hs.shape[2]), hs.dtype)
        self.matrix, self.bias = values[:count].reshape(outputs, -1), values[count:]
        self.of_matrix, self.of_bias = gradients[:count].reshape(outputs, -1), gradients[count:]
        self.forward: Program = [
            *product(self.matrix, hs, self.ys),
            partial(np.add, self.ys, self.bias.reshape(-1, 1), self.ys),
        ]

    def back(self, of_ys: Array, of_hs: Array) -> Program:
        """The calls for the gradients of W, b and hs, given that of the outputs."""
        return [
            *product(self.matrix.T, of_ys, of_hs),
            *summed_products(of_ys, self.hs, self.of_matrix),
            partial(np.add.reduce, of_ys, (0, 2), None, self.of_bias),
        ]
