"""A drawing as a cell that can be run and trained, if it can."""

from lstm_core.cell import MOST_NODES, Cell, Node
from lstm_core.grade.cell_row import cells_in_a_row
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.graph import Box, Graph, Read, graph_of_drawing
from lstm_core.grade.labels import normalised
from lstm_core.grade.runnable import Unrunnable, check_whole, in_order, leaving_as
from lstm_core.notation import plain_symbol
from lstm_core.prose import read

LETTERS = {"sigmoid": "s", "tanh": "t", "linear": "w", "mul": "m", "add": "a", "one_minus": "k"}  # of nameless boxes


def as_cell(drawing: Drawing, name: str = "My drawing") -> Cell:
    """The drawing, or the first cell of a row, as a cell; what leads to no new state, as y, is left out.

    Raises Unrunnable.
    """
    return cell_and_names(cells_in_a_row(drawing)[0], name)[0]


def cell_and_names(drawing: Drawing, name: str = "My drawing") -> tuple[Cell, dict[str, str]]:
    """The cell, and for every box that is in it the name of its node. Raises Unrunnable."""
    graph = graph_of_drawing(drawing)
    leaving = {out: leaving_as(graph, out) for out in ("h_next", "c_next") if out in graph.outs}
    order = in_order(graph, [leaving[out].source for out in sorted(leaving)])  # C before h
    check_whole(graph, leaving, order)
    names = _names(graph, order, leaving)
    given = ["x", "h", *(["c"] if "c_next" in leaving else [])]
    nodes = [Node(name, "input", (), plain_symbol(name, "input")) for name in given]
    nodes += [node for box in order for node in _nodes(box, names)]
    for out, end in leaving.items():
        nodes += _passed_on(names.get(end.source, end.source[1:]), out)
    if len(nodes) > MOST_NODES:
        raise Unrunnable("This drawing has too many boxes to be run. Remove what is not needed.")
    return Cell(name, tuple(nodes)), names


def _names(graph: Graph, order: list[Box], leaving: dict[str, Read]) -> dict[str, str]:
    """A name for every box: what it leaves as, else its letter, else one by its kind."""
    names: dict[str, str] = {}
    for out, read_ in leaving.items():
        if read_.source[0] != "@":
            names.setdefault(read_.source, out)
    words = {word: letter for letter, row in reversed(read("grade")["labels"].items()) for word in row}
    for k, box in enumerate((box for box in order if box.id not in names), 1):
        letter = words.get(normalised(box.label), "") if box.label else ""
        names[box.id] = letter if letter and letter not in names.values() else f"{LETTERS[box.kind]}{k}"
    return names


def _nodes(box: Box, names: dict[str, str]) -> list[Node]:
    """The nodes of one box: itself, and before it the weighted sum that stands inside."""
    name = names[box.id]
    reads = sorted(box.reads, key=lambda r: ("@x", "@h").index(r.source) if r.source in ("@x", "@h") else 2)
    args = tuple(names.get(r.source, r.source[1:]) for r in reads)
    if box.layer:
        memory = next((arg for arg in reversed(args) if arg in ("c", "c_next")), "")
        args = (*(arg for arg in args if arg != memory), memory) if memory and len(args) > 1 else args
        op = "peephole" if memory and len(args) > 1 else "linear"
        if box.kind == "linear":
            return [Node(name, op, args)]
        return [Node(f"{op}_{name}", op, args), Node(name, box.kind, (f"{op}_{name}",), plain_symbol(name, box.kind))]
    return [Node(name, box.kind, args, plain_symbol(name, box.kind))]


def _passed_on(source: str, out: str) -> list[Node]:
    """A value that leaves under a second name: 1 − (1 − value), since a cell has no copies."""
    if source == out:
        return []
    return [Node(f"{out}_turned", "one_minus", (source,)), Node(out, "one_minus", (f"{out}_turned",))]
