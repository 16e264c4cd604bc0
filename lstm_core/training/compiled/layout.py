"""All weights of a cell in one vector, so that an optimiser has a single parameter and a step few copies.

The vector is one matrix after the other, (rows, columns) for each product of the plan, then the peepholes:

              what the cell reads   bias   x
    f       [       U_f             b_f    W_f ]
    i       [       U_i             b_i    W_i ]
"""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate, pairwise
from typing import Any

from lstm_core.training.compiled.plan import GraphPlan, MatrixProduct, matrix_args

Vector = Any  # np.ndarray or torch.Tensor, (size,): the weights, their gradient, whatever goes with them


@dataclass(frozen=True)
class VectorLayout:
    """Where every weight lies in the vector."""

    plan: GraphPlan
    inputs: int
    hidden: int

    def height(self, product: MatrixProduct) -> int:
        """Rows of a product's matrix."""
        return len(product.sums) * self.hidden

    def width(self, product: MatrixProduct) -> int:
        """Columns of a product's matrix."""
        return len(product.reads) * self.hidden + 1 + product.x * self.inputs

    def rows(self, k: int) -> slice:
        """The rows of the k-th sum of a product, and the columns of the k-th value that it reads."""
        return slice(k * self.hidden, (k + 1) * self.hidden)

    def columns(self, product: MatrixProduct) -> Iterator[tuple[str, slice]]:
        """Every value a product reads, with its columns."""
        for k, name in enumerate(product.reads):
            yield name, self.rows(k)
        if product.x:
            yield "x", slice(len(product.reads) * self.hidden + 1, None)

    @cached_property
    def peeping(self) -> tuple[str, ...]:
        """The sums that own a peephole."""
        return tuple(node.name for node in self.plan.cell.nodes if node.op == "peephole")

    @cached_property
    def _starts(self) -> list[int]:
        sizes = [self.height(product) * self.width(product) for product in self.plan.products]
        return list(accumulate(sizes, initial=0))

    @property
    def size(self) -> int:
        """How many numbers the cell learns."""
        return self._starts[-1] + len(self.peeping) * self.hidden

    def matrices(self, vector: Vector) -> dict[MatrixProduct, Any]:
        """The matrix of every product, (rows, columns), as a view."""
        spans = zip(self.plan.products, pairwise(self._starts), strict=True)
        return {product: vector[start:stop].reshape(-1, self.width(product)) for product, (start, stop) in spans}

    def peepholes(self, vector: Vector) -> dict[str, Any]:
        """The peephole weights of every sum that has some, (hidden, 1), as views."""
        columns = vector[self._starts[-1] :].reshape(-1, self.hidden, 1)
        return dict(zip(self.peeping, columns, strict=True))

    def named(self, vector: Vector) -> dict[str, Any]:
        """Every weight by name, in the shapes and the order of `Cell.shapes`, as views."""
        found = {}
        for product, matrix in self.matrices(vector).items():
            for k, node in enumerate(product.sums):
                rows = matrix[self.rows(k)]
                columns = dict(self.columns(product))
                for weight, arg in zip(node.weights, matrix_args(node), strict=False):
                    found[weight] = rows[:, columns[arg]]
                found[node.weights[-1]] = rows[:, len(product.reads) * self.hidden]
        for name, column in self.peepholes(vector).items():
            found[self.plan.cell[name].weights[-2]] = column[:, 0]
        return {name: found[name] for name in self.plan.cell.shapes(self.inputs, self.hidden)}
