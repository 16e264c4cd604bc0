"""When two cells are the same, whatever their boxes are called: as graphs (networkx), and in what they compute."""

from functools import cache
from typing import Any

import networkx as nx

from lstm_core.cell import Cell
from lstm_core.grade.equations import read_plain
from lstm_core.prose.complaint import Complaint


def pairing(a: Cell, b: Cell) -> dict[str, str]:
    """For each node of one cell its counterpart in the other; empty if the cells are not the same graph."""
    same = lambda a, b: a["does"] == b["does"]
    ways = lambda a, b: sorted(e["how"] for e in a.values()) == sorted(e["how"] for e in b.values())
    return next(nx.isomorphism.MultiDiGraphMatcher(graph(a), graph(b), same, ways).isomorphisms_iter(), {})


def graph(cell: Cell) -> nx.MultiDiGraph:
    """Boxes by what they do, with names only where the outside sees them."""
    drawn = nx.MultiDiGraph()
    for node in cell.nodes:
        seen = node.name if node.op == "input" or node.name in cell.states.values() else ""
        drawn.add_node(node.name, does=(node.op, seen))
        for arg in node.args:
            drawn.add_edge(arg, node.name, how="peephole" if arg == node.peeped else "")
    return drawn


def meaning(cell: Cell) -> dict[str, Any]:
    """What becomes of each state, written out; neither order and brackets of + and × nor unread boxes matter."""

    @cache
    def of(name: str) -> Any:
        node = cell[name]
        if node.op == "input":
            return name
        if node.op in ("add", "mul"):
            return node.op, *sorted(repr(of(part)) for part in flat(name, node.op))
        letter = name if len(name) == 1 else ""  # f and i do the same with different weights
        return node.op, letter, node.peeped and of(node.peeped), *sorted(repr(of(arg)) for arg in node.args)

    def flat(name: str, op: str) -> list[str]:
        inside = cell[name].op == op and (len(name) > 1)
        return [part for arg in cell[name].args for part in flat(arg, op)] if inside else [name]

    return {state: of(new) for state, new in cell.states.items()}


def refusal(text: str) -> str:
    """The sentence with which a text is refused, or nothing."""
    try:
        read_plain("t", text)
    except ValueError as error:
        return str(error) if type(error) in (ValueError, Complaint) else f"Python's own {type(error).__name__}"
    return ""
