"""Whether two cells are the same formula: their new states, multiplied out, have the same terms.

This proves that two cells compute the same, where trying numbers only makes it likely. Used are the rules of sums and
products, W (a + b) = W a + W b, σ(-a) = 1 - σ(a) and tanh(-a) = -tanh(a). Two cells that are the same by another rule
are not proved to be.
"""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.stand_ins import StandIns

MOST_TERMS = 400
Atom = Any  # a name, or an operation with what it is applied to
Sum = Mapping[tuple[Atom, ...], int]  # product of atoms, sorted -> how many of it


class _TooLong(ValueError):
    """More terms than are multiplied out."""


def same_formula(cells: StandIns) -> bool:
    """Whether every new state is proved to be the same in both."""
    if cells.drawn.states != cells.right.states:
        return False
    try:
        drawn = _new_states(cells.drawn, cells.weights)
        return drawn == _new_states(cells.right, {w: w for node in cells.right.nodes for w in node.weights})
    except _TooLong:
        return False


def _new_states(cell: Cell, weights: Mapping[str, str]) -> dict[str, Sum]:
    values: dict[str, Sum] = {}
    for node in cell.nodes:
        values[node.name] = _value(node, values, weights)
        if len(values[node.name]) > MOST_TERMS:
            raise _TooLong
    return {new: values[new] for new in cell.states.values()}


def _value(node: Node, values: Mapping[str, Sum], weights: Mapping[str, str]) -> Sum:
    if node.op == "input":
        return _atom(node.name)
    read = [values[arg] for arg in node.args]
    if node.op in WEIGHTED:
        return _weighted_sum(node, read, weights)
    match node.op:
        case "mul":
            return _product(*read)
        case "add":
            return _added(*read)
        case "one_minus":
            return _added({(): 1}, _scaled(read[0], -1))
    return _squashed(node.op, read[0])


def _atom(atom: Atom) -> Sum:
    return {(atom,): 1}


def _weighted_sum(node: Node, read: list[Sum], weights: Mapping[str, str]) -> Sum:
    """W a + U b + p ⊙ c + bias; a matrix reaches every term by itself."""
    terms = [_atom(weights[node.weights[-1]])]
    for arg, value, weight in zip(node.args, read, node.weights, strict=False):
        if arg == node.peeped:
            terms.append(_product(_atom(weights[weight]), value))
        else:
            terms.append({((weights[weight], term),): times for term, times in value.items()})
    return _added(*terms)


def _squashed(op: str, value: Sum) -> Sum:
    """σ or tanh of a sum whose sign is turned so that its first term counts positive."""
    if not value:
        return _atom((op, ()))
    terms = tuple(sorted(value.items(), key=repr))
    if terms[0][1] > 0:
        return _atom((op, terms))
    turned = _atom((op, tuple((term, -times) for term, times in terms)))
    return _added({(): 1}, _scaled(turned, -1)) if op == "sigmoid" else _scaled(turned, -1)


def _added(*sums: Sum) -> Sum:
    total: Counter[tuple[Atom, ...]] = Counter()
    for one in sums:
        for term, times in one.items():
            total[term] += times
    return {term: times for term, times in total.items() if times}


def _scaled(value: Sum, by: int) -> Sum:
    return {term: by * times for term, times in value.items()}


def _product(a: Sum, b: Sum) -> Sum:
    if len(a) * len(b) > MOST_TERMS:
        raise _TooLong
    return _added(
        *({tuple(sorted((*first, *second), key=repr)): m * n} for first, m in a.items() for second, n in b.items())
    )
