"""Which nodes of two cells correspond, whatever they are called: f of the LSTM and z of the GRU, say.

Nodes correspond if they are made in the same way from the same kinds of values; gates also have to act on the same kind
of value.
"""

from collections.abc import Iterator

from lstm_core.cell.graph import Cell, Node
from lstm_core.cell.ops import ACTIVATIONS

Recipe = tuple[str, ...]  # how a node is made: its operations, then the kinds of what it reads
Duty = tuple[str, ...]  # what a gate does: the kind of value it lets through, then what becomes of that


def without_counterpart(cell: Cell, other: Cell) -> tuple[str, ...]:
    """The drawn nodes of a cell that correspond to none of the other's; each node there stands for one at most."""
    free = {node.name for node in other.drawn}
    left = [node for node in cell.drawn if not (node.name in free and _alike(cell, node, other, other[node.name]))]
    free -= {node.name for node in cell.drawn} - {node.name for node in left}  # nodes of one name are paired first
    unmatched = []
    for node in left:
        able = [name for name in free if _alike(cell, node, other, other[name])]
        if able:
            free.remove(max(sorted(able), key=lambda name: len(_duties(cell, node.name) & _duties(other, name))))
        else:
            unmatched.append(node.name)
    return tuple(unmatched)


def _alike(cell: Cell, node: Node, other: Cell, partner: Node) -> bool:
    """Whether two nodes correspond; two gates need one duty in common."""
    duties = _duties(cell, node.name)
    shared = not duties or bool(duties & _duties(other, partner.name))
    return shared and _recipe(cell, node) == _recipe(other, partner)


def _recipe(cell: Cell, node: Node) -> Recipe:
    if node.op == "input":
        return ("input", node.name)
    summed = cell[cell.folded.get(node.name, node.name)]
    if node.op in ACTIVATIONS:
        end = "of weights" if any(cell.sums(node.name)) else ""
    else:
        end = "a new state" if node.name in cell.states.values() else ""
    return (node.op, summed.op, end, *sorted(_kind(cell, arg) for arg in summed.args))


def _kind(cell: Cell, name: str) -> str:
    """x, an old state, a fraction (a gate, or what it leaves), a candidate, or anything else."""
    node = cell[name]
    if node.op == "input":
        return "x" if name == "x" else "old"
    if node.op == "sigmoid" or (node.op == "one_minus" and _kind(cell, node.args[0]) == "fraction"):
        return "fraction"
    return "candidate" if cell.role(name) == "candidate" else "step"


def _duties(cell: Cell, name: str) -> frozenset[Duty]:
    """What a gate does to which kind of value; nothing for other nodes."""
    return frozenset(_served(cell, name)) if cell.role(name) == "gate" else frozenset()


def _served(cell: Cell, name: str) -> Iterator[Duty]:
    for reader in map(cell.__getitem__, cell.readers[name]):
        if reader.op == "one_minus":
            yield from _served(cell, reader.name)
        elif reader.op == "mul":
            let_through = reader.args[1 - reader.args.index(name)]
            yield (_kind(cell, let_through), *sorted({cell[onward].op for onward in cell.readers[reader.name]}))
