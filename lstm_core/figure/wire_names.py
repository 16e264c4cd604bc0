"""Where the names of gates and candidates stand: f_t, i_t, C̃_t, o_t beside the wires that carry them.

The places follow from the routed figure. A name stands as near to its box as there is room, beside a
wire that carries its value alone, clear of every box, wire, number and name that is there already.
"""

from collections.abc import Iterator, Mapping
from functools import lru_cache
from math import sqrt

from lstm_core.cell import Cell
from lstm_core.cell.ops import ACTIVATIONS
from lstm_core.figure.routing import Point, Routing, Segment, route
from lstm_core.latex import CONVENTIONS, symbol
from lstm_core.prose.text import letter_and_index

ACROSS, DOWN = 0.5, 0.34  # inches between neighbouring points of the fine grid
SIZE = 14.5  # points
LETTER, INDEX, HIGH, TILDE = 0.16, 0.08, 0.2, 0.04  # inches: a letter, one of its index, a line, what stands above it
CLEAR = 0.03  # inches between a name and whatever is beside it
ASIDE = (0.0, 0.04, 0.08, 0.12)  # inches that a name may stand off its wire
SLICES = 20  # of a circle
STRIDE = 0.005  # inches between two places that are tried
NUMBER_AT, NUMBER = (0.31, 0.2), (0.56, 0.17)  # of a circle: where its number stands, and how large it may be
BELOW = 0.25  # the number of what comes in or goes out stands so far below it
Place = tuple[float, float]  # inches to the right and up
Box = tuple[float, float, float, float]  # left, low, right, high


@lru_cache(maxsize=64)
def wire_names(cell: Cell) -> Mapping[str, Place]:
    """The middle of each name, in inches from the middle of its node; a name for which there is no room is left out."""
    where = route(cell)
    taken, found = list(_taken(cell, where)), {}
    for name in named(cell):
        size = _size(cell, name)
        boxes = ((place, _around(place, size)) for place in _beside(where, name, size))
        free = next(((place, box) for place, box in boxes if not any(_meet(box, other) for other in taken)), None)
        if free:
            (across, up), box = free
            x, y = _inches(where.nodes[name])
            found[name] = (across - x, up - y)
            taken.append(box)
    return found


def named(cell: Cell) -> list[str]:
    """What gets its name on its wire: gates and candidates. States are named where they come in and go out."""
    return [node.name for node in cell.drawn if cell.role(node.name) in ("gate", "candidate")]


def _size(cell: Cell, name: str) -> Place:
    """Room for the widest of the letters that books have for it."""
    symbols = [letter_and_index(symbol(cell, name, convention)) for convention in CONVENTIONS.values()]
    wide = max(LETTER * _width(letter) + INDEX * len(index) for letter, index in symbols)
    return wide, HIGH + TILDE * any(_width(letter) < len(letter) for letter, _ in symbols)


def _width(letter: str) -> int:
    return sum(not 0x300 <= ord(sign) < 0x370 for sign in letter)  # a tilde above takes no room


def _beside(where: Routing, name: str, size: Place) -> Iterator[Place]:
    """Places along the wires that carry a value, from its box on: right and left of a wire, or above and below."""
    wide, high = (side / 2 + CLEAR + 0.01 for side in size)
    for segment in _from_start(where, name):
        (x, y), (to_x, to_y) = map(_inches, (segment.start, segment.end))
        long = abs(to_x - x) + abs(to_y - y)
        sides = [(side * (wide + more), 0.0) for more in ASIDE for side in (1, -1)]
        if x != to_x:
            sides = [(0.0, high), (0.0, -high)]
        for k in range(1, int(long / STRIDE)):
            share = k * STRIDE / long
            for aside, above in sides:
                yield x + share * (to_x - x) + aside, y + share * (to_y - y) + above


def _from_start(where: Routing, name: str) -> list[Segment]:
    """The pieces of a value's wires, those nearest to its box first."""
    mine = [segment for segment in where.segments if segment.source == name]
    reached, ordered = {where.nodes[name]}, []
    while mine:
        segment = next(segment for segment in mine if segment.start in reached)
        mine.remove(segment)
        reached.add(segment.end)
        ordered.append(segment)
    return ordered


def _taken(cell: Cell, where: Routing) -> Iterator[Box]:
    """Everything that is drawn, with a little room around it."""
    for node in cell.drawn:
        yield from _node(cell, node.name, _inches(where.nodes[node.name]))
    for _, place in where.outlets.values():
        yield from _label(_inches(place))
    for join, place in where.joins.items():
        x, y = _inches(place)
        yield _around((x, y), (0.13, 0.13))
        yield _around((x + 0.42, y - 0.19), (0.22 * len(join) + 0.3, 0.2))
    for segment in where.segments:
        yield _between(_inches(segment.start), _inches(segment.end))


def _node(cell: Cell, name: str, place: Place) -> Iterator[Box]:
    node = cell[name]
    if node.op == "input":
        yield from _label(place)
    elif name in cell.folded or node.weights or node.op in ACTIVATIONS:
        yield _around(place, (0.72, 0.55))
    else:
        yield from _disc(place, 0.17 + CLEAR)
        yield _around((place[0] + NUMBER_AT[0], place[1] + NUMBER_AT[1]), NUMBER)


def _label(place: Place) -> Iterator[Box]:
    yield _around(place, (0.6, 0.3))
    yield _around((place[0], place[1] - BELOW), (0.6, 0.2))


def _disc(place: Place, radius: float) -> Iterator[Box]:
    """A circle in slices, so that a name may stand in the corner beside it."""
    for k in range(SLICES):
        yield _around(place, (2 * radius * sqrt(1 - (k / SLICES) ** 2), 2 * radius * (k + 1) / SLICES))


def _around(place: Place, size: Place) -> Box:
    (x, y), (wide, high) = place, size
    return x - wide / 2, y - high / 2, x + wide / 2, y + high / 2


def _between(start: Place, end: Place) -> Box:
    left, right = sorted((start[0], end[0]))
    low, high = sorted((start[1], end[1]))
    return left - CLEAR, low - CLEAR, right + CLEAR, high + CLEAR


def _meet(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]


def _inches(point: Point) -> Place:
    return point[0] * ACROSS, -point[1] * DOWN
