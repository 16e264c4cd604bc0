"""The weights, copied into the forms in which they are multiplied."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from lstm_core.cell.ops import WEIGHTED
from lstm_core.training.compiled.calls import Array, Call, run
from lstm_core.training.compiled.plan import MatrixProduct
from lstm_core.training.compiled.values import ValueArrays


class WeightArrays:
    """What one sequence is run with, whatever an optimiser does to the weights meanwhile.

    A sigmoid is a tanh in other units: sigmoid(a) = tanh(a / 2) / 2 + 1/2. So on the way forwards the weights that
    lead to one are halved, and one call squashes all gates and candidates of a product together. The way back
    takes the matrices as they are, but transposed, one piece for each value that they multiply.
    """

    def __init__(self, values: ValueArrays) -> None:
        self.values, self.layout = values, values.layout
        self.scale = self._scale()
        self.vector, self.scaled = np.empty_like(self.scale), np.empty_like(self.scale)
        self.matrices = self.layout.matrices(self.scaled)
        self.whole_matrices = self.layout.matrices(self.vector)
        self.peepholes, self.whole_peepholes = self._spread(), self._spread()
        self.transposed = {product: list(self._pieces(product)) for product in values.products}
        self.program = list(self._program())

    def load(self, vector: Array) -> None:
        """Take over the weights, (size,)."""
        np.copyto(self.vector, vector)
        run(self.program)

    def _scale(self) -> Array:
        """One half for every weight that leads to a sigmoid and to nothing else, 1 for the others: (size,)."""
        scale = np.ones(self.layout.size, self.values.dtype)
        named, plan = self.layout.named(scale), self.layout.plan
        for node in plan.cell.nodes:
            if node.op in WEIGHTED and plan.squash(node) == "sigmoid":
                for weight in node.weights:
                    named[weight][:] = 0.5
        return scale

    def _spread(self) -> dict[str, Array]:
        """Room for every peephole, repeated over the batch because that multiplies faster: (hidden, batch)."""
        return {name: self.values.array() for name in self.layout.peeping}

    def _pieces(self, product: MatrixProduct) -> Iterator[tuple[str, Array]]:
        """What a product reads, and room for the part of its matrix that reads it: (width of the value, rows)."""
        for name, columns in self.layout.columns(product):
            yield name, self.whole_matrices[product][:, columns].T.copy()

    def _program(self) -> Iterator[Call]:
        yield partial(np.multiply, self.vector, self.scale, self.scaled)
        for product, pieces in self.transposed.items():
            for (_, piece), (_, columns) in zip(pieces, self.layout.columns(product), strict=True):
                yield partial(np.copyto, piece, self.whole_matrices[product][:, columns].T)
        for spread, vector in ((self.peepholes, self.scaled), (self.whole_peepholes, self.vector)):
            for name, column in self.layout.peepholes(vector).items():
                yield partial(np.copyto, spread[name], column)
