"""A right drawing of a cell: its parts where the cell's picture has them, its wires as the lecturer leads them."""

from collections.abc import Iterable, Mapping
from itertools import count

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.drawing import GRID, HEIGHT, WIDTH, Drawing, Part, Wire
from lstm_core.grade.parts import KINDS
from lstm_core.grade.purposes import named_boxes
from lstm_core.latex import plain_letter

MARGIN = 40  # pixels left free around the drawing
Place = tuple[int, int]


def drawing_of(cell: Cell) -> Drawing:
    """The cell as a learner should draw it; ids are p1, p2 ... and w1, w2 ..."""
    ids: dict[str, str] = {node.name: f"p{k}" for k, node in enumerate(cell.drawn, 1)}
    ends = [*cell.states.values(), *(["y"] if "y" in cell else [])]
    joins = {join: f"p{k}" for k, join in enumerate(_joins(cell), len(ids) + 1)}
    out = {name: f"p{k}" for k, name in enumerate(ends, len(ids) + len(joins) + 1)}
    places = _places(cell, ids, joins, out)
    labels = {name: f"{plain_letter(cell, name)}_t" for name in named_boxes(cell)}
    parts = [Part(ids[n.name], _kind(n), *places[ids[n.name]], labels.get(n.name, "")) for n in cell.drawn]
    parts += [Part(part, "join", *places[part]) for part in joins.values()]
    parts += [Part(part, name, *places[part]) for name, part in out.items()]
    return Drawing(tuple(parts), tuple(_wires(cell, ids, joins, out)))


def _kind(node: Node) -> str:
    if node.op == "input" and node.name not in KINDS:
        raise ValueError(f"{node.name} cannot be drawn here: a drawing begins with x, h and C only.")
    return "linear" if node.op in WEIGHTED else node.name if node.op == "input" else node.op


def _joins(cell: Cell) -> list[tuple[str, ...]]:
    """The joins of the picture; without one, one join for what most layers read."""
    found = list(cell.joins)
    if not found:
        several = [node.args[:2] for node in cell.nodes if node.op in WEIGHTED and len(node.args) > 1]
        found = [max(several, key=several.count)] if several else []
    return found


def _wires(
    cell: Cell, ids: Mapping[str, str], joins: Mapping[tuple[str, ...], str], out: Mapping[str, str]
) -> Iterable[Wire]:
    number = count(1)

    def wire(source: str, target: str, port: int = 0) -> Wire:
        return Wire(f"w{next(number)}", source, target, port)

    for join, part in joins.items():
        yield from (wire(ids[name], part) for name in join)
    for node in cell.drawn:
        args = list(cell[cell.folded.get(node.name, node.name)].args)
        many = KINDS[_kind(node)].many
        for join in joins if many else ():
            if set(join) <= set(args):
                yield wire(joins[join], ids[node.name])
                args = [arg for arg in args if arg not in join]
        for port, arg in enumerate(args):
            yield wire(ids.get(arg, ""), ids[node.name], 0 if many else port)
    for name, part in out.items():
        yield wire(ids[name], part)


def _places(
    cell: Cell, ids: Mapping[str, str], joins: Mapping[tuple[str, ...], str], out: Mapping[str, str]
) -> dict[str, Place]:
    """Where every part stands, in pixels; what the picture leaves out stands in rows below it."""
    rough = {ids[name]: place for name, place in cell.places.items() if name in ids}
    rough |= {part: cell.joins[join] for join, part in joins.items() if join in cell.joins}
    right = max((column for column, _ in rough.values()), default=7) + 1
    below = count(8 * (1 + max((row for _, row in rough.values()), default=-1)))
    for part in (*ids.values(), *joins.values()):
        if part not in rough:
            k = next(below)
            rough[part] = (k % 8, k // 8)
    for name, part in out.items():
        rough[part] = _free((right, rough[ids[name]][1]), rough)
    width, height = (max(place[k] for place in rough.values()) or 1 for k in (0, 1))
    across, down = (WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height
    return {part: (_snap(MARGIN + x * across), _snap(MARGIN + y * down)) for part, (x, y) in rough.items()}


def _free(place: Place, taken: Mapping[str, Place]) -> Place:
    """The place, or the next one below it that is free."""
    while place in taken.values():
        place = (place[0], place[1] + 1)
    return place


def _snap(pixel: float) -> int:
    return round(pixel / GRID) * GRID
