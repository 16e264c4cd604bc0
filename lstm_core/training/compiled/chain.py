"""The chain rule inside one step, worked out for all steps at once.

Between two matrix products a cell treats each unit by itself: the derivative of one value by another is a single
number per unit, and after the way forwards it is known for every step. So nothing of it has to wait for the way back
through time. A value with one source of gradient, such as i in c_next = f * c + i * g, keeps no gradient of its own;
it gets that of the nearest value that does, a *station*, times one factor:

    d loss / d linear_i  =  d loss / d c_next  *  g i (1 - i)

Stations are the states, h_next, what a matrix reads, and every value that several stations reach.
"""

from collections.abc import Iterator, Mapping
from functools import partial

import numpy as np

from lstm_core.cell import Node
from lstm_core.training.compiled.calls import Array, Program
from lstm_core.training.compiled.plan import unit_args
from lstm_core.training.compiled.values import ValueArrays

Routes = dict[str, Array]  # station: factor, (time, hidden, batch), or a number that is the same everywhere


class ChainRule:
    """For every value the stations its gradient comes from, and the calls that compute the factors."""

    def __init__(self, values: ValueArrays, peepholes: Mapping[str, Array]) -> None:
        self.values, self.plan, self.peepholes = values, values.plan, peepholes
        multiplied = {name for product in values.products for name in product.reads}
        self.stations = {*self.plan.ends, *self.plan.cell.states, *multiplied}
        self.program: Program = []
        self.routes: dict[str, Routes] = {}
        for node in reversed(self.plan.order):
            self.routes[node.name] = self._routes(node.name)
            if len(self.routes[node.name]) > 1:
                self.stations.add(node.name)

    def _routes(self, name: str) -> Routes:
        """All ways from a station to a value, over the nodes that read it; several from one station are added up."""
        routes: Routes = {}
        for reader, k in self._readers(name):
            onward = {reader.name: self.values.one} if reader.name in self.stations else self.routes[reader.name]
            for station, factor in onward.items():
                way = self._through(reader, k, factor)
                routes[station] = self._new(np.add, routes[station], way) if station in routes else way
        return routes

    def _readers(self, name: str) -> Iterator[tuple[Node, int]]:
        """Every living node that reads a value unit by unit, and at which place."""
        for node in self.plan.order:
            if node.name in self.plan.alive:
                yield from ((node, k) for k, arg in enumerate(unit_args(node)) if arg == name)

    def _through(self, node: Node, k: int, factor: Array) -> Array:
        """The factor times the derivative of a node by the k-th value that it reads unit by unit."""
        match node.op:
            case "add":
                return factor
            case "mul":
                return self._times(factor, self.values.home(node.args[1 - k]))
            case "one_minus":
                return self._times(factor, self.values.minus_one)
            case "peephole":
                return self._times(factor, self.peepholes[node.name])
        slope = self._slope(node)
        if factor is not self.values.one:
            self.program.append(partial(np.multiply, factor, slope, slope))
        return slope

    def _slope(self, node: Node) -> Array:
        """The derivative of an activation, from its value y: 1 - y² for tanh, (1 - y) y for sigmoid."""
        y, one, slope = self.values.home(node.name), self.values.one, self.values.array(self.values.time)
        if node.op == "tanh":
            self.program += [partial(np.multiply, y, y, slope), partial(np.subtract, one, slope, slope)]
        else:
            self.program += [partial(np.subtract, one, y, slope), partial(np.multiply, slope, y, slope)]
        return slope

    def _times(self, a: Array, b: Array) -> Array:
        return b if a is self.values.one else self._new(np.multiply, a, b)

    def _new(self, call: np.ufunc, a: Array, b: Array) -> Array:
        out = self.values.array(self.values.time)
        self.program.append(partial(call, a, b, out))
        return out
