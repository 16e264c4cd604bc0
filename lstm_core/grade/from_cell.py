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
ORDER, LEAVING = ("c", "h", "x"), ("c_next", "h_next", "y")  # from top to bottom, as in the lecturer's figure
Place = tuple[int, int]


def drawing_of(cell: Cell) -> Drawing:
    """The cell as a learner should draw it; ids are p1, p2 ... and w1, w2 ..."""
    return drawing_and_parts(cell)[0]


def drawing_and_parts(cell: Cell) -> tuple[Drawing, dict[str, tuple[str, ...]]]:
    """The same, and for every node the ids of the parts that have its value.

    Raises ValueError for a cell that begins with something else than x, h and C.
    """
    ids: dict[str, str] = {node.name: f"p{k}" for k, node in enumerate(cell.drawn, 1)}
    ends = [*cell.states.values(), *(["y"] if "y" in cell else [])]
    joins = {join: f"p{k}" for k, join in enumerate(_joins(cell), len(ids) + 1)}
    out = {name: f"p{k}" for k, name in enumerate(ends, len(ids) + len(joins) + 1)}
    places = _places(cell, ids, joins, out)
    labels = {name: f"{plain_letter(cell, name)}_t" for name in named_boxes(cell)}
    parts = [Part(ids[n.name], _kind(n), *places[ids[n.name]], labels.get(n.name, "")) for n in cell.drawn]
    parts += [Part(part, "join", *places[part]) for part in joins.values()]
    parts += [Part(part, name, *places[part]) for name, part in out.items()]
    of_node = {name: (part, *([out[name]] if name in out else [])) for name, part in ids.items()}
    return Drawing(tuple(parts), tuple(_wires(cell, ids, joins, out))), of_node


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
        args = list(_read(cell, node))
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
    """Where every part stands, in pixels; what the picture leaves out stands between its neighbours."""
    if not cell.places:
        return _in_layers(cell, ids, joins, out)
    rough = {ids[name]: place for name, place in cell.places.items() if name in ids}
    rough |= {part: cell.joins[join] for join, part in joins.items() if join in cell.joins}
    right = max(column for column, _ in rough.values()) + 1
    beside = {ids[node.name]: (*_read(cell, node), *cell.readers[node.name]) for node in cell.drawn}
    beside |= {part: join for join, part in joins.items()}
    for part in [part for part in beside if part not in rough]:
        near = [ids.get(name, "") for name in beside[part]]
        rough[part] = _between([rough[other] for other in near if other in rough], rough)
    for name, part in out.items():
        rough[part] = _free((right, rough[ids[name]][1]), rough)
    width, height = (max(place[k] for place in rough.values()) or 1 for k in (0, 1))
    across, down = (WIDTH - 2 * MARGIN) / width, (HEIGHT - 2 * MARGIN) / height
    return {part: (_snap(MARGIN + x * across), _snap(MARGIN + y * down)) for part, (x, y) in rough.items()}


def _in_layers(
    cell: Cell, ids: Mapping[str, str], joins: Mapping[tuple[str, ...], str], out: Mapping[str, str]
) -> dict[str, Place]:
    """Where every part stands without a picture: right of all that it reads, at the height of what it reads."""
    reads: dict[str, list[str]] = {ids[name]: [] for name in ORDER if name in ids}
    reads |= {ids[name]: [] for name in cell.inputs}
    reads |= {part: [ids[name] for name in join] for join, part in joins.items()}
    for node in cell.drawn:
        if node.op != "input":
            args = _read(cell, node)
            joined = [join for join in joins if KINDS[_kind(node)].many and set(join) <= set(args)]
            reads[ids[node.name]] = [joins[join] for join in joined]
            reads[ids[node.name]] += [ids[arg] for arg in args if all(arg not in join for join in joined)]
    reads |= {out[name]: [ids[name]] for name in LEAVING if name in out}
    column: dict[str, int] = {}
    for part, sources in reads.items():
        column[part] = 1 + max((column[source] for source in sources), default=-1)
    column |= dict.fromkeys(out.values(), max(column.values()))
    return _spread(reads, column)


def _spread(reads: Mapping[str, list[str]], column: Mapping[str, int]) -> dict[str, Place]:
    """Every column from top to bottom, in the order of what its parts read."""
    height: dict[str, float] = {}
    across = (WIDTH - 2 * MARGIN) / max(1, *column.values())
    for k in range(max(column.values()) + 1):
        inside = [part for part in reads if column[part] == k]
        inside.sort(key=lambda part: sum(height[s] for s in reads[part]) / max(1, len(reads[part])))
        for row, part in enumerate(inside):
            height[part] = (row + 0.5) / len(inside)
    down = HEIGHT - 2 * MARGIN
    return {part: (_snap(MARGIN + column[part] * across), _snap(MARGIN + height[part] * down)) for part in reads}


def _read(cell: Cell, node: Node) -> tuple[str, ...]:
    """What goes into a node, or into the sum inside its box."""
    return cell[cell.folded.get(node.name, node.name)].args


def _between(near: list[Place], taken: Mapping[str, Place]) -> Place:
    """The free place that is nearest to the middle of these."""
    middle = [sum(place[k] for place in near) / max(1, len(near)) for k in (0, 1)]
    columns, rows = (range(max(place[k] for place in taken.values()) + 2) for k in (0, 1))
    free = [(x, y) for x in columns for y in rows if (x, y) not in taken.values()]
    return min(free, key=lambda place: (place[0] - middle[0]) ** 2 + (place[1] - middle[1]) ** 2)


def _free(place: Place, taken: Mapping[str, Place]) -> Place:
    """The place, or the next one below it that is free."""
    while place in taken.values():
        place = (place[0], place[1] + 1)
    return place


def _snap(pixel: float) -> int:
    return round(pixel / GRID) * GRID
