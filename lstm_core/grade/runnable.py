"""Whether a drawing can be run, and if not, why and at which part."""

from collections.abc import Mapping, Sequence

from lstm_core.cell.ops import MATRICES
from lstm_core.grade.graph import Box, Graph, Read
from lstm_core.grade.parts import KINDS


class Unrunnable(ValueError):
    """Why a drawing cannot be run, and at which part ("" if it is about the whole)."""

    def __init__(self, sentence: str, part: str = "") -> None:
        super().__init__(sentence)
        self.part = part


def leaving_as(graph: Graph, out: str) -> Read:
    """The one value that leaves as h_t or C_t."""
    reads, glyph = graph.outs[out], KINDS[out].glyph
    if len(reads) != 1:
        many = "More than one value leaves" if reads else "Nothing leaves"
        raise Unrunnable(f"{many} as {glyph}. Lead exactly one wire to {glyph}.", graph.parts[out])
    if reads[0].source == "@x":
        raise Unrunnable(f"x_t has another width than {glyph}. Lead it through a box with weights.", graph.parts[out])
    return reads[0]


def in_order(graph: Graph, ends: list[str]) -> list[Box]:
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
    if not box.layer and len(box.reads) > kind.ports:
        raise Unrunnable(f"{kind.glyph} takes in a join of several values. Only boxes with weights can.", box.id)
    if len(box.reads) > len(MATRICES):
        raise Unrunnable(f"A box takes in {len(MATRICES)} values at most. Remove a wire.", box.id)


def check_whole(graph: Graph, leaving: Mapping[str, Read], order: Sequence[Box]) -> None:
    """Raise a sentence if the drawing lacks what every cell has."""
    known = {end.source for box in order for end in box.reads} | {end.source for end in leaving.values()}
    if "h_next" not in leaving:
        raise Unrunnable("Nothing leaves this cell as h_t. Lead a wire to h_t, so that the next step can begin.")
    if "@x" not in known:
        raise Unrunnable("x_t reaches nothing in this cell. Lead it into the boxes.", graph.parts.get("@x", ""))
    if "@c" in known and "c_next" not in leaving:
        raise Unrunnable("C_{t-1} enters, but nothing leaves as C_t. Lead a wire to C_t.", graph.parts["@c"])
