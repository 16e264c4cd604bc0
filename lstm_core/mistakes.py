"""Cells with one mistake in them: wrong answers for drills, and a test bench for the grader.

A mistake is one edit: another operation, another wire, a box left out, or an input of a layer left out.
"""

import re
from collections.abc import Iterator
from dataclasses import replace

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.latex import written


def mistakes(cell: Cell) -> Iterator[tuple[str, Cell]]:
    """Every cell that is one edit away: (name of the node that is wrong, cell with the mistake)."""
    seen = {_graph(cell)}
    for node in cell.nodes:
        for nodes in _edited(cell, node):
            try:
                wrong = replace(cell, nodes=nodes, picture="")
            except ValueError:  # it would read what is not there yet
                continue
            if wrong.states.keys() == cell.states.keys() and _graph(wrong) not in seen:
                seen.add(_graph(wrong))
                yield node.name, wrong


def describe(wrong: Cell, right: Cell) -> str:
    """The mistake in words: "f with tanh instead of sigmoid", "kept without C_{t-1}"."""
    for node in right.nodes:
        if node.name not in wrong:
            return f"the {OPS[node.op].words} left out, in {say(right, node.name)}"
        other = wrong[node.name]
        if node.weights and len(other.args) < len(node.args):
            lost = next(arg for arg in node.args if arg not in other.args)
            return f"{say(right, _box(right, node))} without {say(right, lost)}"
        if other.op != node.op:
            return f"{say(right, node.name)} with {OPS[other.op].words} instead of {OPS[node.op].words}"
    for node in right.nodes:
        for arg, instead in zip(node.args, wrong[node.name].args, strict=True):
            if arg != instead:
                return (
                    f"{say(right, instead)} taken where {say(right, arg)} belongs, in {say(right, _box(right, node))}"
                )
    return "nothing"


def squashed_memory(cell: Cell) -> Cell:
    """The classic mistake M1: a tanh on the line of the additive state, so that the memory fades.

    The state is c where there is one, else h. Raises ValueError if no state is made by an addition.
    """
    added = [new for new in cell.states.values() if cell[new].op == "add"]
    if not added:
        raise ValueError(f"{cell.name} has no memory that is added to")
    new = "c_next" if "c_next" in added else added[-1]
    inner = f"{new.removesuffix('_next')}_sum"
    nodes: list[Node] = []
    for node in cell.nodes:
        if node.name == new:
            nodes += [replace(node, name=inner, symbol="", meaning=""), replace(node, op="tanh", args=(inner,))]
        else:
            nodes.append(node)
    return Cell(f"{cell.name} with a tanh on the memory line", tuple(nodes))


def say(cell: Cell, name: str) -> str:
    """A node in words, for a sentence: what the page of equations calls it, else its name."""
    if name in cell.folded.values():
        return f"the sum inside {say(cell, _box(cell, cell[name]))}"
    meaning = re.split("[:,]", cell[name].meaning)[0]
    return f"the {meaning}" if cell.role(name) in ("gate", "candidate") and meaning else f"${written(cell, name)}$"


def _box(cell: Cell, node: Node) -> str:
    """The box a weighted sum is drawn in, or the node itself."""
    return next((box for box, inner in cell.folded.items() if inner == node.name), node.name)


def _edited(cell: Cell, node: Node) -> Iterator[tuple[Node, ...]]:
    """The nodes of every cell in which just this node is wrong."""
    if node.op in OPS:
        for version in _wrong_versions(cell, node):
            yield tuple(version if other is node else other for other in cell.nodes)
        if OPS[node.op].arity == 1 and node.name not in cell.states.values() and cell.readers[node.name]:
            yield _without(cell, node)
    if node.op in WEIGHTED and len(node.args) > 1:
        for arg in node.args:
            yield tuple(_drop(other, arg) if other is node else other for other in cell.nodes)


def _wrong_versions(cell: Cell, node: Node) -> Iterator[Node]:
    for op in OPS:
        if op != node.op and OPS[op].arity == OPS[node.op].arity:
            yield replace(node, op=op)
    for k, arg in enumerate(node.args):
        for other in cell.nodes:
            ready = other.name not in ("x", node.name, *node.args)
            if ready and (other.op in WEIGHTED) == (cell[arg].op in WEIGHTED):
                yield replace(node, args=(*node.args[:k], other.name, *node.args[k + 1 :]))


def _without(cell: Cell, node: Node) -> tuple[Node, ...]:
    """The box is left out: whoever read it reads what it read."""

    def past(other: Node) -> Node:
        return replace(other, args=tuple(node.args[0] if arg == node.name else arg for arg in other.args))

    return tuple(past(other) for other in cell.nodes if other is not node)


def _drop(node: Node, lost: str) -> Node:
    """The same layer without one of its inputs; without its peeped input, it is an ordinary layer."""
    op = "linear" if lost == node.peeped else node.op
    return replace(node, op=op, args=tuple(arg for arg in node.args if arg != lost))


def _graph(cell: Cell) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The nodes of a cell with what they read, whatever the order where + and × do not mind it."""

    def args(node: Node) -> tuple[str, ...]:
        return tuple(sorted(node.args)) if node.op in OPS and OPS[node.op].commutes else node.args

    return tuple((node.name, node.op, args(node)) for node in cell.nodes)
