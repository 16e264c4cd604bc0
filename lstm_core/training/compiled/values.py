"""Where every value of every step lives, batch last: (time, hidden, batch).

With the batch last a gate is a block of rows of its product, contiguous in memory. A matrix product wants what it
reads in one piece, [h 1 x], so a value is computed right where it will be read; only what is read in several
places is copied to the others.
"""

from collections.abc import Iterator

import numpy as np

from lstm_core.training.compiled.calls import Array
from lstm_core.training.compiled.layout import VectorLayout
from lstm_core.training.compiled.plan import MatrixProduct


class ValueArrays:
    """The arrays that hold the values of one sequence."""

    def __init__(self, layout: VectorLayout, time: int, batch: int, dtype: np.dtype) -> None:
        self.layout, self.plan, self.time, self.batch, self.dtype = layout, layout.plan, time, batch, dtype
        self.products = tuple(product for product in self.plan.products if product.alive)
        self.one, self.half, self.minus_one = (np.array(number, dtype) for number in (1, 0.5, -1))
        self.read = self._read()  # [h 1 x] for every (h,) that some product reads: (time + 1, rows, batch)
        self.slots = self._slots()  # where in there a value stands, one view for each
        self.states = self._states()  # one step more than the rest: (time + 1, hidden, batch)
        self.places = {node.name: list(self._places(node.name)) for node in self.plan.order}
        self.blocks = {product: self._block(product) for product in self.products}
        for node in self.plan.order:
            if node.name not in self.plan.box and not self.places[node.name]:
                self.places[node.name] = [self.array(time)]

    def array(self, *shape: int) -> Array:
        """Zeros, (..., hidden, batch)."""
        return np.zeros((*shape, self.layout.hidden, self.batch), self.dtype)

    def home(self, name: str) -> Array:
        """Where a value is computed and looked up: (time, hidden, batch)."""
        return self.places[name][0]

    def copies(self, name: str) -> list[Array]:
        """Where else it has to be."""
        return self.places.get(name, [])[1:]

    def operand(self, product: MatrixProduct) -> Array:
        """What the matrix of a product multiplies: (time, columns, batch)."""
        return self.read[product.reads][:-1, : self.layout.width(product)]

    def x_places(self) -> list[Array]:
        """Every place that x has to be written to: (time, inputs, batch)."""
        readings = {product.reads for product in self.products if product.x}
        return [self.read[names][:-1, len(names) * self.layout.hidden + 1 :] for names in readings]

    def _read(self) -> dict[tuple[str, ...], Array]:
        rows: dict[tuple[str, ...], int] = {}
        for product in self.products:
            rows[product.reads] = max(rows.get(product.reads, 0), self.layout.width(product))
        read = {names: np.zeros((self.time + 1, count, self.batch), self.dtype) for names, count in rows.items()}
        for names, array in read.items():
            array[:, len(names) * self.layout.hidden] = 1  # what the bias multiplies
        return read

    def _slots(self) -> dict[str, list[Array]]:
        slots: dict[str, list[Array]] = {}
        for names, array in self.read.items():
            for k, name in enumerate(names):
                slots.setdefault(name, []).append(array[:, self.layout.rows(k)])
        return slots

    def _states(self) -> dict[str, Array]:
        return {
            name: self.slots[name][0] if name in self.slots else self.array(self.time + 1)
            for name in self.plan.cell.states
        }

    def _places(self, name: str) -> Iterator[Array]:
        """Where a value has to be for others to find it; the first is its home."""
        if name in self.states:
            yield self.states[name][:-1]
        if name in self.plan.replaces:
            yield self.states[self.plan.replaces[name]][1:]
        for slot in self.slots.get(name, []):
            if slot is not self.states.get(name):
                yield slot[:-1]

    def _block(self, product: MatrixProduct) -> Array:
        """Where the sums of a product are computed, and squashed in place: (time, rows, batch)."""
        names = [self.plan.box.get(node.name, node.name) for node in product.sums]
        if len(names) == 1 and self.places[names[0]]:
            return self.home(names[0])
        block = np.zeros((self.time, self.layout.height(product), self.batch), self.dtype)
        for k, name in enumerate(names):
            self.places[name].insert(0, block[:, self.layout.rows(k)])
        return block
