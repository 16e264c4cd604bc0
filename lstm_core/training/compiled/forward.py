"""The calls of the way forwards, in the order of the cell's equations."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from lstm_core.cell import Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.training.compiled.calls import Array, Call, Program, TimeIndex, at, product
from lstm_core.training.compiled.plan import MatrixProduct
from lstm_core.training.compiled.values import ValueArrays
from lstm_core.training.compiled.weights import WeightArrays

ALL_STEPS = slice(None)


def forward(values: ValueArrays, weights: WeightArrays) -> Program:
    """The calls that fill in the values, given the weights, x and the states to begin with."""
    return _Forward(values, weights).program()


class _Forward:
    def __init__(self, values: ValueArrays, weights: WeightArrays) -> None:
        self.values, self.weights, self.plan, self.layout = values, weights, values.plan, values.layout
        self.products = {product.first: product for product in values.products}
        self.rows = {
            node.name: block[:, self.layout.rows(k)]
            for product, block in values.blocks.items()
            for k, node in enumerate(product.sums)
        }
        self.scratch = values.array(values.time)

    def program(self) -> Program:
        """First what no state reaches, for all steps at once; then step by step."""
        before = [node for node in self.plan.order if node.name not in self.plan.looped]
        inside = [node for node in self.plan.order if node.name in self.plan.looped]
        program = [call for node in before for call in self._node(node, ALL_STEPS)]
        for t in range(self.values.time):
            program += [call for node in inside for call in self._node(node, t)]
        return program

    def _node(self, node: Node, t: TimeIndex) -> Iterator[Call]:
        """The calls for one node; the first sum of a product stands for all that are computed with it."""
        if node.name in self.products:
            yield from self._product(self.products[node.name], t)
        if self.plan.late(node):
            yield from self._finish([node], self.rows[node.name], t)
        elif node.op not in WEIGHTED and node.name not in self.plan.box.values():
            yield from self._unit(node, t)
            yield from self._copies(node.name, t)

    def _product(self, together: MatrixProduct, t: TimeIndex) -> Iterator[Call]:
        """All sums of a product; those that peep at what is not there yet are finished when their turn comes."""
        block = self.values.blocks[together]
        yield from product(self.weights.matrices[together], at(self.values.operand(together), t), at(block, t))
        yield from self._finish([node for node in together.sums if not self.plan.late(node)], block, t)

    def _finish(self, sums: list[Node], block: Array, t: TimeIndex) -> Iterator[Call]:
        """What comes after the product, for the sums that stand on top of a block: peepholes, squashing, copies."""
        for node in (node for node in sums if node.peeped):
            scratch = at(self.scratch, t)
            rows = at(self.rows[node.name], t)
            yield partial(np.multiply, self.weights.peepholes[node.name], at(self.values.home(node.peeped), t), scratch)
            yield partial(np.add, rows, scratch, rows)
        squashes = [self.plan.squash(node) for node in sums]
        yield from self._squash(at(block, t), squashes.count("sigmoid"), squashes.count("tanh"))
        for node in sums:
            yield from self._copies(self.plan.box.get(node.name, node.name), t)

    def _squash(self, block: Array, gates: int, candidates: int) -> Iterator[Call]:
        """In place, gates on top and candidates below them; what is left of the block stays as it is."""
        half, hidden = self.values.half, self.layout.hidden
        if gates + candidates:
            squashed = block[..., : (gates + candidates) * hidden, :]
            yield partial(np.tanh, squashed, squashed)
        if gates:
            top = block[..., : gates * hidden, :]
            yield partial(np.multiply, top, half, top)
            yield partial(np.add, top, half, top)

    def _unit(self, node: Node, t: TimeIndex) -> Iterator[Call]:
        """A node that works on each unit by itself; for an input there is nothing to do."""
        out, args = at(self.values.home(node.name), t), [at(self.values.home(arg), t) for arg in node.args]
        match node.op:
            case "mul":
                yield partial(np.multiply, *args, out)
            case "add":
                yield partial(np.add, *args, out)
            case "one_minus":
                yield partial(np.subtract, self.values.one, *args, out)
            case "tanh":
                yield partial(np.tanh, *args, out)
            case "sigmoid":
                yield partial(np.multiply, *args, self.values.half, out)
                yield partial(np.tanh, out, out)
                yield partial(np.multiply, out, self.values.half, out)
                yield partial(np.add, out, self.values.half, out)

    def _copies(self, name: str, t: TimeIndex) -> Iterator[Call]:
        for place in self.values.copies(name):
            yield partial(np.copyto, at(place, t), at(self.values.home(name), t))
