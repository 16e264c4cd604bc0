"""The calls of the way back through time: the gradient of the loss, from the last step to the first."""

from collections.abc import Iterator
from functools import partial

import numpy as np

from lstm_core.training.compiled.calls import Array, Call, Program, at, product, run, summed_products
from lstm_core.training.compiled.chain import ChainRule
from lstm_core.training.compiled.values import ValueArrays
from lstm_core.training.compiled.weights import WeightArrays

# What adds to a gradient: a product of two arrays, by matrices or unit by unit; or one array as it is.
Source = tuple[np.ufunc | None, tuple[Array, ...]]


class Backward:
    """The gradients of one sequence, and the calls that fill them in.

    The gradients of a state are (time + 1, hidden, batch), entry t that of the state step t begins with. What
    replaces a state at step t is the state of step t + 1 and has its gradient there too: what the later steps have
    left there is its beginning, and step t adds the rest.
    """

    def __init__(self, values: ValueArrays, weights: WeightArrays) -> None:
        self.values, self.plan, self.layout, self.weights = values, values.plan, values.layout, weights
        self.of_hs = values.array(values.time)  # as the loss gives it
        self.of_states = {name: values.array(values.time + 1) for name in self.plan.cell.states}
        self.of_blocks = {product: np.zeros_like(block) for product, block in values.blocks.items()}
        self.of_sums = {
            node.name: block[:, self.layout.rows(k)]
            for product, block in self.of_blocks.items()
            for k, node in enumerate(product.sums)
        }
        self.of_weights = np.zeros_like(weights.scaled)
        self.chain = ChainRule(values, weights.whole_peepholes)
        collected = self.chain.stations | self.of_sums.keys()
        names = [node.name for node in reversed(self.plan.order) if node.name in collected]
        self.of = {name: self._place(name) for name in names}
        self.begin: Program = []  # the calls for the gradients of the states to begin with
        self.fresh: Program = [partial(np.copyto, array[-1], 0) for array in self.of_states.values()]  # no later step
        self.program = [
            *self._of_unread_states(names),
            *self.chain.program,
            *self._loop(names),
            *self._of_matrices(),
            *self._of_peepholes(),
        ]

    def of_xs(self) -> Array:
        """The gradient of x, once the calls are made: (time, inputs, batch)."""
        found = np.zeros((self.values.time, self.layout.inputs, self.values.batch), self.values.dtype)
        run(self.into(found))
        return found

    def into(self, of_xs: Array) -> Program:
        """The calls that write the gradient of x there: (time, inputs, batch)."""
        pieces = [
            (piece, self.of_blocks[together])
            for together, read in self.weights.transposed.items()
            for name, piece in read
            if name == "x"
        ]
        if not pieces:
            return [partial(np.copyto, of_xs, 0)]
        part, (first, *rest) = np.empty_like(of_xs), pieces
        program = product(*first, of_xs)
        for piece in rest:
            program += [*product(*piece, part), partial(np.add, of_xs, part, of_xs)]
        return program

    def _place(self, name: str) -> Array:
        """Where a gradient is collected: (time, hidden, batch), or (hidden, batch) if a step may forget it."""
        if name in self.of_sums:
            return self.of_sums[name]
        if name in self.of_states:
            return self.of_states[name][:-1]
        if name in self.plan.replaces:
            return self.of_states[self.plan.replaces[name]][1:]
        return self.values.array()

    def _handed_on(self, name: str) -> bool:
        """Whether the later steps leave their share of a gradient where the rest is added to it."""
        return name in self.plan.replaces and name not in self.of_sums

    def _of_unread_states(self, names: list[str]) -> Iterator[Call]:
        """A state that nothing reads gets no gradient from a later step: zero, not what an earlier run left there."""
        for state, array in self.of_states.items():
            if state not in names or not any(self._sources(state)):
                yield partial(np.copyto, array[:-1], 0)

    def _loop(self, names: list[str]) -> Program:
        """From the last step to the first; what only the states to begin with need is kept apart."""
        scratch = self.values.array()
        sources = {name: list(self._sources(name)) for name in names}
        program: Program = []
        for t in reversed(range(self.values.time)):
            for name in names:
                to = self.begin if t == 0 and name in self.of_states else program
                to += self._collect(name, sources[name], t, scratch)
        return program

    def _sources(self, name: str) -> Iterator[Source]:
        """Everything that adds to the gradient of a value."""
        if name in self.plan.replaces and not self._handed_on(name):
            yield None, (self.of_states[self.plan.replaces[name]][1:],)
        if name == "h_next":
            yield None, (self.of_hs,)
        for together, pieces in self.weights.transposed.items():
            for read, piece in pieces:
                if read == name:
                    yield np.matmul, (piece, self.of_blocks[together])
        for station, factor in self.chain.routes[name].items():
            straight = factor is self.values.one
            yield (None, (self.of[station],)) if straight else (np.multiply, (self.of[station], factor))

    def _collect(self, name: str, sources: list[Source], t: int, scratch: Array) -> Iterator[Call]:
        """The calls that add up a gradient at step t; the first source is written, the others are added to it."""
        out, filled = at(self.of[name], t), self._handed_on(name)
        for call, arrays in sources:
            args = [at(array, t) for array in arrays]
            to = scratch if filled else out
            if call is np.matmul:
                yield from product(args[0], args[1], to)
            elif call:
                yield partial(call, *args, to)
            elif filled:
                to = args[0]
            else:
                yield partial(np.copyto, out, args[0])
            if filled:
                yield partial(np.add, out, to, out)
            filled = True

    def _of_matrices(self) -> Program:
        matrices = self.layout.matrices(self.of_weights)
        return [
            call
            for together, block in self.of_blocks.items()
            for call in summed_products(block, self.values.operand(together), matrices[together])
        ]

    def _of_peepholes(self) -> Iterator[Call]:
        """Summed over time first, then over the batch: two calls that run through memory in its order."""
        long, short = self.values.array(self.values.time), self.values.array()
        for name, out in self.layout.peepholes(self.of_weights).items():
            if name in self.of_sums:
                peeped = self.values.home(self.plan.cell[name].peeped)
                yield partial(np.multiply, self.of_sums[name], peeped, long)
                yield partial(np.add.reduce, long, 0, None, short)
                yield partial(np.add.reduce, short, 1, None, out[:, 0])
