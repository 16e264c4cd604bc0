"""Wires of a drawing, drawn level and upright around its parts: the cheapest way on the grid for each.

Wires of the same value run together as far as they can; they are cut where they part.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from heapq import heappop, heappush
from itertools import pairwise

import numpy as np

from lstm_core.grade.drawing import GRID, HEIGHT, WIDTH, Drawing, Part
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.glyphs import Points, Strokes

BOX, ROUND, PILL, JOIN = (30.0, 22.0), (19.0, 19.0), (26.0, 17.0), (9.0, 9.0)  # half of width and height
TURN, CROSS, ALONG, THROUGH, BESIDE = 4, 3, 30, 60, 6  # what is to be avoided, in steps
SAME_SIDE = 40  # two values that arrive at one side of a part
WAYS = ((1, 0), (0, 1), (-1, 0), (0, -1))
Node = tuple[int, int]  # column and row of the grid
Way = list[Node]


def half_size(kind: str) -> Points:
    """Half of the width and of the height of a part."""
    pill = kind in (*GIVEN, *LEAVES)
    return np.array(JOIN if kind == "join" else PILL if pill else BOX if KINDS[kind].many else ROUND)


def routes(drawing: Drawing) -> list[Strokes]:
    """For each wire of a drawing, the strokes along which it runs."""
    plan = _Plan(drawing)
    parts = {part.id: part for part in drawing.parts}
    ways = [plan.lay(parts[wire.source], parts[wire.target]) for wire in drawing.wires]
    found = []
    for wire, way in zip(drawing.wires, ways, strict=True):
        cuts = [k for k, node in enumerate(way) if 0 < k < len(way) - 1 and node in plan.forks[wire.source]]
        pieces = [_straight(way[a : b + 1]) for a, b in zip([0, *cuts], [*cuts, len(way) - 1], strict=True)]
        pieces[0] = _outside(pieces[0], parts[wire.source])
        pieces[-1] = _outside(pieces[-1], parts[wire.target])
        found.append([piece for piece in pieces if len(piece) > 1])
    return found


def _straight(way: Sequence[Node]) -> Points:
    """The points along a way, a pixel apart."""
    corners = np.array(way, dtype=float) * GRID
    at = np.linspace(0, len(way) - 1, (len(way) - 1) * GRID + 1)
    return np.stack([np.interp(at, np.arange(len(way)), corners[:, k]) for k in (0, 1)], axis=1)


def _outside(points: Points, part: Part) -> Points:
    """The points that do not lie on a part."""
    off = np.abs(points - (part.x, part.y)) / half_size(part.kind)
    return points[(off > 1).any(axis=1)]


@dataclass
class _Plan:
    """Where wires run already."""

    drawing: Drawing
    trees: dict[str, dict[Node, Way]] = field(default_factory=dict)  # of each source: the way to each place
    forks: dict[str, set[Node]] = field(default_factory=dict)
    owner: dict[Node, str] = field(default_factory=dict)  # whose wire runs there
    edges: dict[frozenset[Node], str] = field(default_factory=dict)
    sides: dict[tuple[str, Node], str] = field(default_factory=dict)  # part, and from where: whose value arrives

    @cached_property
    def solid(self) -> Mapping[Node, str]:
        """The places on parts."""
        return dict(self._solid())

    def _solid(self) -> Iterator[tuple[Node, str]]:
        for part in self.drawing.parts:
            wide, high = half_size(part.kind)
            for x in range(int(np.ceil((part.x - wide) / GRID)), int((part.x + wide) // GRID) + 1):
                for y in range(int(np.ceil((part.y - high) / GRID)), int((part.y + high) // GRID) + 1):
                    yield (x, y), part.id

    def lay(self, source: Part, target: Part) -> Way:
        """Lay a wire; the places along it."""
        tree, forks = self.trees.setdefault(source.id, {}), self.forks.setdefault(source.id, set())
        home = _node(source)
        begin = {home: [home]} | {node: way for node, way in tree.items() if node not in self.solid}
        new = self._cheapest(begin, source, target)
        way = [*begin[new[0]], *new[1:]]
        forks |= {new[0]} if new[0] != home else set()
        for k, node in enumerate(way):
            tree.setdefault(node, way[: k + 1])
            self.owner.setdefault(node, source.id)
        self.edges |= {frozenset(pair): source.id for pair in pairwise(way)}
        entry = next(k for k in range(len(way) - 1, -1, -1) if self.solid.get(way[k]) != target.id)
        self.sides[target.id, _step(way[entry], way[entry + 1])] = source.id
        return way

    def _cheapest(self, begin: Mapping[Node, Way], source: Part, target: Part) -> Way:
        """The cheapest way from any of some places to a part (Dijkstra 1959)."""
        queue: list[tuple[int, Node, Node, Way]] = []
        for node, way in begin.items():
            ahead = _step(way[-2], node) if len(way) > 1 else (0, 0)
            heappush(queue, (2 * (len(way) > 1), node, ahead, [node]))
        seen: set[tuple[Node, Node]] = set()
        goal = _node(target)
        while queue:
            cost, node, ahead, way = heappop(queue)
            if node == goal:
                return way
            if (node, ahead) in seen:
                continue
            seen.add((node, ahead))
            for step in WAYS:
                after = node[0] + step[0], node[1] + step[1]
                inside = 0 <= after[0] <= WIDTH // GRID and 0 <= after[1] <= HEIGHT // GRID
                back = (-step[0], -step[1]) == ahead
                if inside and not back:
                    price = self._price(node, after, source.id, target.id) + self._turn(node) * (
                        ahead not in ((0, 0), step)
                    )
                    heappush(queue, (cost + price, after, step, [*way, after]))
        raise ValueError("Every place of the grid can be reached.")

    def _turn(self, node: Node) -> int:
        """What a turn costs, more so right beside a part."""
        return TURN + BESIDE * (node not in self.solid and any(place in self.solid for place in _around(node)))

    def _price(self, node: Node, after: Node, source: str, target: str) -> int:
        """What a step costs."""
        price, on = 1, self.solid.get(after)
        if on not in (None, source, target):
            price += THROUGH
        if on == target != self.solid.get(node):
            price += SAME_SIDE * (self.sides.get((target, _step(node, after)), source) != source)
        if on is None and self.owner.get(after, source) != source:
            price += CROSS
        if self.edges.get(frozenset((node, after)), source) != source:
            price += ALONG
        beside = (self.solid.get(place) for place in _around(after))
        return price + BESIDE * (on is None and any(part not in (None, source, target) for part in beside))


def _node(part: Part) -> Node:
    return part.x // GRID, part.y // GRID


def _around(node: Node) -> list[Node]:
    return [(node[0] + x, node[1] + y) for x, y in WAYS]


def _step(a: Node, b: Node) -> Node:
    return b[0] - a[0], b[1] - a[1]
