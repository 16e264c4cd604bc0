"""The graph of boxes that a drawing and a cell are both turned into: what a textbook draws, right or wrong.

Weights are folded into the boxes that read through them, joins are dissolved into what they gather, and
h_t and C_t are no boxes but names of values that leave. It can hold cycles and ports that nothing reaches.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from itertools import islice, product
from typing import NamedTuple

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.drawing import Drawing, Part, Wire
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES, SQUASHES

MOST_READINGS = 6  # ways to say whose a sum is that several boxes share
NAMES = ("h_next", "c_next")  # parts that only name a value and hand it on


class Read(NamedTuple):
    """One value that goes into a box."""

    source: str  # id of a box, or @x, @h, @c for what is given
    how: str = ""  # "peep": one weight per unit; "inside": the weighted sum within that box, before it is squashed
    wire: str = ""  # id of the wire that brings it
    at: str = ""  # id of the part where that wire ends: the box, or a join before it


@dataclass(frozen=True)
class Box:
    """One box of the drawing."""

    id: str
    kind: str  # sigmoid, tanh, linear, mul, add or one_minus
    reads: tuple[Read, ...] = ()
    label: str = ""

    @property
    def layer(self) -> bool:
        """Whether it has weights of its own: it reads x, h, several values or a join. C alone it only squashes."""
        if self.kind not in SQUASHES:
            return self.kind == "linear"
        given = {"@x", "@h"} if self.kind != "one_minus" else {"@x"}
        joined = any(read.at not in ("", self.id) for read in self.reads)
        return joined or len(self.reads) > 1 or any(read.source in given for read in self.reads)


@dataclass(frozen=True)
class Graph:
    """Boxes, and the values that leave: {"h_next": reads, "c_next": reads, "y": reads}."""

    boxes: Mapping[str, Box]
    outs: Mapping[str, tuple[Read, ...]]
    parts: Mapping[str, str]  # where @x, @h, @c, h_next, c_next and y are drawn
    merged: tuple[str, ...] = ()  # parts + and × that stand where h and x should be joined

    @cached_property
    def readers(self) -> Mapping[str, tuple[str, ...]]:
        """For every box and everything given, who reads it: ids of boxes and names of what leaves."""
        found: dict[str, list[str]] = {}
        everyone = [*((box.id, box.reads) for box in self.boxes.values()), *self.outs.items()]
        for name, reads in everyone:
            for read in reads:
                found.setdefault(read.source, []).append(name)
        return {name: tuple(readers) for name, readers in found.items()}


def readings(raw: Graph) -> Iterator[Graph]:
    """The graph with its weighted sums folded into boxes, once for every way to say whose a shared sum is."""
    choices = [[(box.id, owner) for owner in _owners(raw, box)] for box in raw.boxes.values() if box.kind == "linear"]
    for owners in islice(product(*choices), MOST_READINGS):
        graph = raw
        for inner, owner in owners:
            graph = _folded(graph, inner, owner) if owner else graph
        yield graph


def _owners(graph: Graph, inner: Box) -> list[str]:
    """The boxes a weighted sum may stand inside of, likeliest first; "" if it is a box of its own."""
    readers = graph.readers.get(inner.id, ())
    behind = [name for name in readers if name in graph.boxes and graph.boxes[name].kind in SQUASHES]
    behind = [name for name in behind if len(graph.boxes[name].reads) == 1 and name != inner.id]
    behind.sort(key=lambda name: not inner.id.endswith(f"_{name}"))
    return behind if behind and len(readers) == 1 else [*behind, ""]


def _folded(graph: Graph, inner: str, owner: str) -> Graph:
    """The graph in which one box has the sum inside; whoever else reads the sum reads the inside of that box."""

    def outside(reads: Iterable[Read]) -> tuple[Read, ...]:
        return tuple(r._replace(source=owner, how="inside") if r.source == inner else r for r in reads)

    boxes = {
        box.id: replace(box, reads=outside(graph.boxes[inner].reads if box.id == owner else box.reads))
        for box in graph.boxes.values()
        if box.id != inner
    }
    return replace(graph, boxes=boxes, outs={name: outside(reads) for name, reads in graph.outs.items()})


def graph_of_cell(cell: Cell, peepholes: bool = True) -> Graph:
    """Every node a box, each sum still apart. A drawing cannot show what is peeped, so this may be left out."""
    boxes = {}
    for node in cell.nodes:
        if node.op != "input":
            how = {arg: "peep" if peepholes and arg == node.peeped else "" for arg in node.args}
            reads = tuple(Read(f"@{arg}" if cell[arg].op == "input" else arg, how[arg]) for arg in node.args)
            boxes[node.name] = Box(node.name, "linear" if node.op in WEIGHTED else node.op, reads, node.name)
    answers = ["y"] if "y" in cell and "y" not in cell.inputs else []  # a state may be called y
    leaves = [*cell.states.values(), *answers]
    parts = {**{f"@{name}": name for name in cell.inputs}, **{name: name for name in leaves}}
    return Graph(boxes, {name: (Read(name),) for name in leaves}, parts)


def graph_of_drawing(drawing: Drawing) -> Graph:
    """Every part that works something out as a box; several parts for one x, h or C are one value."""
    parts = {part.id: part for part in drawing.parts}
    ends: dict[str, list[Wire]] = {part.id: [] for part in drawing.parts}
    for wire in sorted(drawing.wires, key=lambda wire: wire.port):
        ends[wire.target].append(wire)
    merged = _merged(drawing, parts)
    loose = {part.id for part in drawing.parts if part.kind == "join"} | set(merged)
    boxes, outs, where = {}, dict[str, tuple[Read, ...]](), dict[str, str]()
    for part in drawing.parts:
        reads = _reads(part, parts, ends, loose)
        if part.kind in LEAVES:
            before = outs.get(part.kind, ())
            outs[part.kind] = (*before, *(r for r in reads if r.source not in {b.source for b in before}))
            where.setdefault(part.kind, part.id)
        elif part.kind in GIVEN:
            where.setdefault(f"@{part.kind}", part.id)
        elif part.id not in loose:
            boxes[part.id] = Box(part.id, part.kind, reads, part.label)
    return Graph(boxes, outs, where, merged)


def _merged(drawing: Drawing, parts: Mapping[str, Part]) -> tuple[str, ...]:
    """The + and × that gather x and a state for boxes with weights, where a join belongs."""
    found = []
    for part in drawing.parts:
        before = {parts[wire.source].kind for wire in drawing.wires if wire.target == part.id}
        after = [parts[wire.target].kind for wire in drawing.wires if wire.source == part.id]
        gathers = part.kind in ("mul", "add") and "x" in before and before <= set(GIVEN)
        if gathers and after and all(KINDS[kind].many for kind in after):
            found.append(part.id)
    return tuple(found)


def _reads(part: Part, parts: Mapping[str, Part], ends: Mapping[str, list[Wire]], loose: set[str]) -> tuple[Read, ...]:
    """What goes into a part, looked up through joins and names; through a join, each value once."""
    found: list[Read] = []
    seen = {part.id}
    queue = [(wire, wire) for wire in ends[part.id]]
    for wire, brings in queue:
        source = parts[wire.source]
        if source.id in loose and source.id not in seen:
            seen.add(source.id)
            queue += [(inner, inner) for inner in ends[source.id]]
        elif source.kind in NAMES:
            value = _named(source, parts, ends)
            queue += [(value, brings)] if value else []
        elif source.id not in loose:
            name = f"@{source.kind}" if source.kind in GIVEN else source.id
            found.append(Read(name, "", brings.id, brings.target))
    return tuple(found) if KINDS[part.kind].ports == 2 else tuple({read.source: read for read in found}.values())


def _named(part: Part, parts: Mapping[str, Part], ends: Mapping[str, list[Wire]]) -> Wire | None:
    """The wire that brings the value which h_t or C_t names, through other names if need be; None if nothing does."""
    seen: set[str] = set()
    while ends[part.id] and part.id not in seen:
        seen.add(part.id)
        wire = ends[part.id][0]
        part = parts[wire.source]
        if part.kind not in NAMES:
            return wire
    return None
