"""How large a state can ever become, worked out from the graph of its cell."""

import math
from collections.abc import Mapping

from lstm_core.cell.graph import Cell, Node
from lstm_core.cell.ops import ACTIVATIONS

Sizes = dict[str, float]


def bounds(cell: Cell) -> dict[str, float]:
    """For each state, a size it never exceeds if it begins within −1 and 1, whatever comes in; inf if there is none.

    Sizes are passed through the graph, once for each step of time, and whatever still grows after some steps is
    taken to grow for ever. A mixture z a + (1 − z) b is no larger than the larger of a and b.
    """
    sizes = dict.fromkeys(cell.states, 1.0)
    for _ in sizes:
        for _ in range(len(sizes) + 1):
            before, sizes = sizes, _later(cell, sizes)
        sizes = {state: size if size == before[state] else math.inf for state, size in sizes.items()}
    return sizes


def _later(cell: Cell, sizes: Sizes) -> Sizes:
    """How large each state may be one step later."""
    found: Sizes = dict(sizes)
    for node in cell.nodes:
        if node.name not in found:
            found[node.name] = _size(cell, node, found)
    return {state: max(size, found[cell.states[state]]) for state, size in sizes.items()}


def _size(cell: Cell, node: Node, found: Mapping[str, float]) -> float:
    if node.op in ACTIVATIONS:
        return 1.0
    sizes = [found[arg] for arg in node.args]
    match node.op:
        case "mul":
            return math.prod(sizes)
        case "add":
            mixed = _mixed(cell, node)
            return max(found[name] for name in mixed) if mixed else sum(sizes)
        case "one_minus":
            return 1.0 if cell[node.args[0]].op == "sigmoid" else 1 + sizes[0]
    return math.inf  # x, and weighted sums of anything


def _mixed(cell: Cell, node: Node) -> tuple[str, ...]:
    """What a sum z a + (1 − z) b mixes: (a, b), if z is a gate."""
    first, second = (cell[arg] for arg in node.args)
    if first.op == second.op == "mul":
        for gate in (*first.args, *second.args):
            for one, two in ((first, second), (second, first)):
                left = [arg for arg in two.args if cell[arg].op == "one_minus" and cell[arg].args == (gate,)]
                if left and gate in one.args and cell[gate].op == "sigmoid":
                    return _beside(one, gate), _beside(two, left[0])
    return ()


def _beside(product: Node, name: str) -> str:
    """The other factor of a product."""
    first, second = product.args
    return second if first == name else first
