"""A cell and a drawing, each as a graph of boxes."""

from collections.abc import Mapping

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.drawing import Drawing, Part, Wire
from lstm_core.grade.graph import Box, Graph, Read
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES

NAMES = ("h_next", "c_next")  # parts that only name a value and hand it on


def of_cell(cell: Cell, peeps: bool = True) -> Graph:
    """Every node a box, each sum still apart. A drawing cannot show what is peeped, so this may be left out."""
    boxes = {}
    for node in cell.nodes:
        if node.op != "input":
            how = {arg: "peep" if peeps and arg == node.peeped else "" for arg in node.args}
            reads = tuple(Read(f"@{arg}" if cell[arg].op == "input" else arg, how[arg]) for arg in node.args)
            boxes[node.name] = Box(node.name, "linear" if node.op in WEIGHTED else node.op, reads, node.name)
    leaves = [*cell.states.values(), *(["y"] if "y" in cell else [])]
    parts = {**{f"@{name}": name for name in cell.inputs}, **{name: name for name in leaves}}
    return Graph(boxes, {name: (Read(name),) for name in leaves}, parts)


def of_drawing(drawing: Drawing) -> Graph:
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
