"""A drawing as a cell that can be run and trained, if it can."""

from collections.abc import Mapping, Sequence

from lstm_core.cell import MOST_NODES, Cell, Node
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.graph import Box, Graph, Read
from lstm_core.grade.graphs import of_drawing
from lstm_core.grade.labels import plain
from lstm_core.grade.parts import KINDS
from lstm_core.grade.row import cells_in_a_row
from lstm_core.notation import plain_symbol
from lstm_core.ops import MATRICES
from lstm_core.prose import read

LETTERS = {"sigmoid": "s", "tanh": "t", "linear": "w", "mul": "m", "add": "a", "one_minus": "k"}  # of nameless boxes


class Unrunnable(ValueError):
    """Why a drawing cannot be run, and at which part ("" if it is about the whole)."""

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


def as_cell(drawing: Drawing, name: str = "My drawing") -> Cell:
    """The drawing, or the first cell of a row, as a cell; what leads to no new state, as y, is left out.

    Raises Unrunnable.
    """
    return built(cells_in_a_row(drawing)[0], name)[0]


def built(drawing: Drawing, name: str = "My drawing") -> tuple[Cell, dict[str, str]]:
    """The cell, and for every box that is in it the name of its node. Raises Unrunnable."""
    graph = of_drawing(drawing)
    leaving = {out: _leaving(graph, out) for out in ("h_next", "c_next") if out in graph.outs}
    order = _order(graph, [leaving[out].source for out in sorted(leaving)])  # C before h
    _check_whole(graph, leaving, order)
    names = _names(graph, order, leaving)
    given = ["x", "h", *(["c"] if "c_next" in leaving else [])]
    nodes = [Node(name, "input", (), plain_symbol(name, "input")) for name in given]
    nodes += [node for box in order for node in _nodes(box, names)]
    for out, end in leaving.items():
        nodes += _passed_on(names.get(end.source, end.source[1:]), out)
    if len(nodes) > MOST_NODES:
        raise Unrunnable("This drawing has too many boxes to be run. Remove what is not needed.")
    return Cell(name, tuple(nodes)), names


def _check_whole(graph: Graph, leaving: Mapping[str, Read], order: Sequence[Box]) -> None:
    """Raise a sentence if the drawing lacks what every cell has."""
    known = {end.source for box in order for end in box.reads} | {end.source for end in leaving.values()}
    if "h_next" not in leaving:
        raise Unrunnable("Nothing leaves this cell as h_t. Lead a wire to h_t, so that the next step can begin.")
    if "@x" not in known:
        raise Unrunnable("x_t reaches nothing in this cell. Lead it into the boxes.", graph.parts.get("@x", ""))
    if "@c" in known and "c_next" not in leaving:
        raise Unrunnable("C_{t-1} enters, but nothing leaves as C_t. Lead a wire to C_t.", graph.parts["@c"])


def _leaving(graph: Graph, out: str) -> Read:
    reads, glyph = graph.outs[out], KINDS[out].glyph
    if len(reads) != 1:
        many = "More than one value leaves" if reads else "Nothing leaves"
        raise Unrunnable(f"{many} as {glyph}. Lead exactly one wire to {glyph}.", graph.parts[out])
    if reads[0].source == "@x":
        raise Unrunnable(f"x_t has another width than {glyph}. Lead it through a box with weights.", graph.parts[out])
    return reads[0]


def _order(graph: Graph, ends: list[str]) -> list[Box]:
    """Every box that the ends need, in an order in which they can be worked out."""
    found: dict[str, Box] = {}
    waiting: list[str] = []

    def visit(name: str) -> None:
        if name in waiting:
            raise Unrunnable("This box needs its own result before it has one: the wires run in a circle.", name)
        if name[0] != "@" and name not in found:
            _check(graph, graph.boxes[name])
            waiting.append(name)
            for read_ in graph.boxes[name].reads:
                visit(read_.source)
            found[waiting.pop()] = graph.boxes[name]

    for end in ends:
        visit(end)
    return list(found.values())


def _check(graph: Graph, box: Box) -> None:
    """Raise a sentence if a box cannot be worked out."""
    kind = KINDS[box.kind]
    if len(box.reads) < kind.ports:
        missing = "two wires" if kind.ports == 2 else "a wire"
        raise Unrunnable(f"{kind.glyph} needs {missing}. Draw what is missing.", box.id)
    if not box.layer and any(read_.source == "@x" for read_ in box.reads):
        raise Unrunnable(f"{kind.glyph} takes in x_t, which has another width. Only boxes with weights can.", box.id)
    merged = [read_.at for read_ in box.reads if read_.at in graph.merged]
    if merged:
        raise Unrunnable("h and x cannot be added or multiplied where they meet. Put a join there.", merged[0])
    if len(box.reads) > len(MATRICES):
        raise Unrunnable(f"A box takes in {len(MATRICES)} values at most. Remove a wire.", box.id)


def _names(graph: Graph, order: list[Box], leaving: dict[str, Read]) -> dict[str, str]:
    """A name for every box: what it leaves as, else its letter, else one by its kind."""
    names: dict[str, str] = {}
    for out, read_ in leaving.items():
        if read_.source[0] != "@":
            names.setdefault(read_.source, out)
    words = {word: letter for letter, row in reversed(read("grade")["labels"].items()) for word in row}
    for k, box in enumerate((box for box in order if box.id not in names), 1):
        letter = words.get(plain(box.label), "") if box.label else ""
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
