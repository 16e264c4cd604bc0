"""Several cells drawn in a row, each handing h_t and C_t to the next: taken apart, so that each can be looked at."""

from dataclasses import replace

from lstm_core.grade.drawing import Drawing, Part
from lstm_core.grade.graph import NAMES

Groups = dict[str, str]  # id of a part -> id of the part that stands for its cell


def cells_in_a_row(drawing: Drawing) -> tuple[Drawing, ...]:
    """The cells of a drawing, one drawing each; just the drawing itself if it shows one cell."""
    parts = {part.id: part for part in drawing.parts}
    group = _groups(drawing, parts)
    cells = dict.fromkeys(group[part.id] for part in drawing.parts if part.kind == "x")
    if len(cells) < 2 or len({group[part.id] for part in drawing.parts if part.kind == "h_next"}) < 2:
        return (drawing,)
    return tuple(_one(drawing, parts, group, cell) for cell in cells)


def _groups(drawing: Drawing, parts: dict[str, Part]) -> Groups:
    """What hangs together without the wires that leave h_t or C_t; then what only hangs there, such as y."""
    group = {name: name for name in parts}
    inner = [wire for wire in drawing.wires if parts[wire.source].kind not in NAMES]
    for wire in inner:
        _unite(group, wire.source, wire.target)
    for wire in drawing.wires:
        kinds = {parts[name].kind for name, of in group.items() if of == group[wire.target]}
        if not kinds & {"x", "h_next"}:
            _unite(group, wire.source, wire.target)
    return group


def _unite(group: Groups, one: str, other: str) -> None:
    old, new = group[other], group[one]
    for name, of in group.items():
        if of == old:
            group[name] = new


def _one(drawing: Drawing, parts: dict[str, Part], group: Groups, cell: str) -> Drawing:
    """One cell by itself: what the cell before it hands over is its old h or C."""
    wires = tuple(wire for wire in drawing.wires if group[wire.target] == cell)
    own = [part for part in drawing.parts if group[part.id] == cell]
    handed = {wire.source for wire in wires} - {part.id for part in own}
    own += [replace(parts[name], kind=parts[name].kind.removesuffix("_next"), label="") for name in sorted(handed)]
    return Drawing(tuple(own), wires)
