"""What sets cells apart, worked out from their graphs: gates, parameters, bounds, and the straightest way back."""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from lstm_core.cell.bounds import bounds
from lstm_core.cell.graph import Cell, Node
from lstm_core.cell.memory import keep_factors
from lstm_core.cell.ops import ACTIVATIONS, WEIGHTED


@dataclass(frozen=True)
class StatePath:
    """How a state reaches the node that replaces it: what a gradient passes at every step back."""

    state: str
    squashings: int = 0  # non-linearities
    matrices: int = 0
    factors: tuple[str, ...] = ()  # the nodes it is multiplied by


@dataclass(frozen=True)
class Facts:
    """One cell in a row of a table."""

    states: tuple[str, ...]
    gates: tuple[str, ...]
    layers: int  # boxes with weights
    squashings: int  # boxes and ovals with σ or tanh
    bounds: Mapping[str, float]  # for each state, how large it may ever become
    additive: Mapping[str, str]  # states carried on by an addition, and the factor on the way; see memory.keep_factors
    path: StatePath  # the straightest of all states


def facts(cell: Cell) -> Facts:
    """Everything that stands in the table of cells."""
    return Facts(
        tuple(cell.states),
        tuple(node.name for node in cell.nodes if cell.role(node.name) == "gate"),
        sum(node.op in WEIGHTED for node in cell.nodes),
        sum(node.op in ACTIVATIONS for node in cell.nodes),
        bounds(cell),
        keep_factors(cell),
        straightest_path(cell),
    )


def straightest_path(cell: Cell) -> StatePath:
    """The path through one step with the fewest non-linearities and matrices on it, of all states."""
    paths = [path for state, new in cell.states.items() if (path := _paths(cell, state).get(new))]
    if not paths:
        raise ValueError(f"{cell.name} carries nothing from step to step; give it a line such as h_next = …")
    return min(paths, key=_length)


def parameter_formula(cell: Cell, biases: int = 1) -> str:
    r"""How parameters are counted, in LaTeX: `4\,(HX + H^2 + H)`; with `biases=2`, one for each matrix."""
    shapes = list(cell.shapes(1, 2).values())
    wide, square = shapes.count((2, 1)), shapes.count((2, 2))
    single = (cell.parameters(1, 2, biases) - 2 * wide - 4 * square) // 2
    shared = math.gcd(wide, square, single)
    terms = [(wide // shared, "HX"), (square // shared, "H^2"), (single // shared, "H")]
    total = " + ".join(f"{times if times > 1 else ''}{letters}" for times, letters in terms if times)
    return total if shared == 1 else rf"{shared}\,({total})"


def differing_nodes(cell: Cell, other: Cell) -> tuple[str, ...]:
    """The drawn nodes of a cell that the other has not, or makes in another way; alike are nodes with one name."""
    return tuple(node.name for node in cell.drawn if not _same(cell, other, node))


def _paths(cell: Cell, state: str) -> dict[str, StatePath]:
    """The straightest path from a state to every node that depends on it."""
    shortest = {state: StatePath(state)}
    for node in cell.nodes:
        paths = [_extended(path, node, arg) for arg in node.args if (path := shortest.get(arg))]
        if paths:
            shortest[node.name] = min(paths, key=_length)
    return shortest


def _extended(path: StatePath, node: Node, arg: str) -> StatePath:
    factors = (node.args[1 - node.args.index(arg)],) if node.op == "mul" else ()
    squashings, matrices = node.op in ACTIVATIONS, node.op in WEIGHTED
    return StatePath(path.state, path.squashings + squashings, path.matrices + matrices, (*path.factors, *factors))


def _length(path: StatePath) -> tuple[int, int]:
    return path.squashings + path.matrices, len(path.factors)


def _same(cell: Cell, other: Cell, node: Node) -> bool:
    """Whether the other cell has this node as well, with the same weights inside."""
    names = [node.name, *([cell.folded[node.name]] if node.name in cell.folded else [])]
    return all(name in other and _made(cell[name]) == _made(other[name]) for name in names)


def _made(node: Node) -> tuple[str, tuple[str, ...]]:
    return node.op, tuple(sorted(node.args))
