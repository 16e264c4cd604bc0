"""Route the wires of a pictured cell: every one horizontal or vertical, as a lecturer draws it.

The picture only says where the boxes stand. Each value becomes one tree of wires that starts at its
node and reaches all its readers; a reader is joined to the tree along the cheapest path on a grid
twice as fine as the picture (shortest paths by networkx), where a bend costs more than a step,
wires of two trees may cross but never run along each other, and a box is entered from below.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import pairwise

import networkx as nx

from lstm_core.cell import Cell

Point = tuple[int, int]  # column and row on the fine grid: twice the place in the picture
Join = tuple[str, ...]
Sink = tuple[str, Point, bool]  # a reader, where it stands, whether it is a peephole
BEND, CROSSING, SIDE, BACK = 4, 3, 6, 14  # what is to be avoided, in steps of the fine grid


@dataclass(frozen=True)
class Segment:
    """A straight piece of wire between two corners, forks or nodes."""

    start: Point
    end: Point
    source: str  # the node whose value it carries, or the key of a join
    targets: tuple[str, ...]  # the readers it leads to
    last: str  # the reader it ends at ("" if it goes on)
    dashed: bool  # a peephole


@dataclass
class WireTree:
    """All wires that carry one value."""

    source: str
    start: Point
    sinks: list[Sink]
    edges: dict[tuple[Point, Point], set[str]] = field(default_factory=dict)  # directed; readers behind it

    @property
    def points(self) -> set[Point]:
        return {self.start}.union(*self.edges)


@dataclass(frozen=True)
class Routing:
    """Where everything of a figure stands: nodes, joins, outlets, and the wires between them."""

    nodes: dict[str, Point]
    joins: dict[Join, Point]
    outlets: dict[str, tuple[str, Point]]  # the end of an arrow: the node that leaves there, and where
    segments: tuple[Segment, ...]
    forks: dict[Point, str]  # where a wire splits, and what it carries


@lru_cache(maxsize=64)
def route(cell: Cell) -> Routing:
    """The routed figure of a cell that has a picture."""
    nodes = {name: (2 * x, 2 * y) for name, (x, y) in cell.places.items()}
    joins = {join: (2 * x, 2 * y) for join, (x, y) in cell.joins.items()}
    outlets = _outlets(cell, nodes, joins)
    trees = list(_wire_trees(cell, nodes, joins, outlets))
    solid = {*nodes.values(), *joins.values(), *(place for _, place in outlets.values())}
    for tree in trees:
        for sink in _in_order(tree):
            _connect(cell, tree, sink, [other for other in trees if other is not tree], solid)
    return Routing(nodes, joins, outlets, tuple(s for tree in trees for s in _segments(tree)), _forks(trees, solid))


def join_id(join: Join) -> str:
    """The name of a join in ids: join_h_x."""
    return "_".join(("join", *join))


def join_of(cell: Cell, name: str) -> Join | None:
    """The join through which a weighted node reads, if the picture has one for its inputs."""
    node = cell[name]
    dense = {arg for arg in node.args if arg != node.peeped}
    return next((join for join in cell.joins if set(join) == dense), None)


def _outlets(cell: Cell, nodes: dict[str, Point], joins: dict[Join, Point]) -> dict[str, tuple[str, Point]]:
    """Each new state leaves to the right, in the row where the old one came in; h also leaves upwards."""
    across = max(x for x, _ in (*nodes.values(), *joins.values())) + 2 * ("y" not in nodes)
    leaving = {old: new for old, new in cell.states.items() if old in nodes and new in nodes}
    outlets = {f"out_{new}": (new, (across + 2, nodes[old][1])) for old, new in leaving.items()}
    if "y" in nodes:
        outlets["out_y"] = ("y", (nodes["y"][0], nodes["y"][1] - 2))
    elif "h_next" in nodes:
        outlets["up_h_next"] = ("h_next", (across, min(y for _, y in nodes.values()) - 3))
    return outlets


def _wire_trees(
    cell: Cell, nodes: dict[str, Point], joins: dict[Join, Point], outlets: dict[str, tuple[str, Point]]
) -> Iterator[WireTree]:
    """One tree per value, and one per join; the memory line first, since it must be straight."""
    sinks: dict[str, list[Sink]] = {name: [] for name in (*nodes, *map(join_id, joins))}
    for end, (name, place) in outlets.items():
        sinks[name].append((end, place, False))
    for join, place in joins.items():
        for source in join:
            sinks[source].append((join_id(join), place, False))
    for node in cell.drawn:
        summed = cell[cell.folded.get(node.name, node.name)]
        shared = join_of(cell, summed.name) if summed.weights else None
        if shared:
            sinks[join_id(shared)].append((node.name, nodes[node.name], False))
        for arg in summed.args:
            if not shared or arg == summed.peeped:
                sinks[arg].append((node.name, nodes[node.name], arg == summed.peeped))
    starts = nodes | {join_id(join): place for join, place in joins.items()}
    for name in sorted(sinks, key=lambda name: (_importance(cell, name), starts[name])):
        yield WireTree(name, starts[name], sinks[name])


def _importance(cell: Cell, name: str) -> int:
    if name.startswith("join"):
        return 1
    return {"memory": 0, "state": 2, "input": 1}.get(cell.role(name), 3)


def _in_order(tree: WireTree) -> list[Sink]:
    """Straight runs first, then the farthest readers, so that the others fork off them; peepholes last."""
    x, y = tree.start

    def rank(sink: Sink) -> tuple[bool, bool, int]:
        _, (column, row), peephole = sink
        bent = x != column and y != row
        distance = abs(column - x) + abs(row - y)
        return peephole, bent, -distance if bent else distance

    return sorted(tree.sinks, key=rank)


def _connect(cell: Cell, tree: WireTree, sink: Sink, others: list[WireTree], solid: set[Point]) -> None:
    """Add the cheapest path from the tree to a reader. Raises ValueError if the picture leaves no room for it."""
    reader, place, _ = sink
    grid = _grid(cell, tree, reader, place, others, solid)
    try:
        path = [point for point, _ in nx.shortest_path(grid, ("tree", ""), (place, "in"), weight="cost")[1:-1]]
    except nx.NetworkXNoPath:
        where = f"from {tree.source} to {reader}"
        raise ValueError(f"{cell.name}: the picture leaves no room for the wire {where}; move something") from None
    steps = [(a, b) for a, b in pairwise(path) if a != b]
    for step in [*_way_to(tree, path[0]), *steps]:
        tree.edges.setdefault(step, set()).add(reader)


def _way_to(tree: WireTree, point: Point) -> list[tuple[Point, Point]]:
    """The edges of the tree that lead from its start to a point on it."""
    before = {end: start for start, end in tree.edges}
    steps = []
    while point != tree.start:
        steps.append((before[point], point))
        point = before[point]
    return steps


_TURNS = {"right": (1, 0), "left": (-1, 0), "up": (0, -1), "down": (0, 1)}


def _grid(
    cell: Cell, tree: WireTree, reader: str, goal: Point, others: list[WireTree], solid: set[Point]
) -> nx.DiGraph:
    """All ways a wire could go: states are (point, direction of travel), edges carry their cost."""
    taken = {frozenset(edge) for other in others for edge in other.edges}
    corners = set().union(*(_corners(other) for other in others))
    crossed = set().union(*(other.points for other in others))
    stubs = {_stub(cell, other) for other in others}
    xs, ys = zip(*solid, strict=True)
    inside = {(x, y) for x in range(min(xs) + 1, max(xs)) for y in range(min(ys), max(ys) + 1)}
    free = (inside - solid - corners - stubs) | tree.points | {goal}
    graph = nx.DiGraph()
    for point in tree.points - (solid - {tree.start}):
        for turn in _TURNS:
            graph.add_edge(("tree", ""), (point, turn), cost=_leaving(cell, tree, point, turn))
    for point in free - {goal}:
        for turn, (dx, dy) in _TURNS.items():
            onward = (point[0] + dx, point[1] + dy)
            if onward not in free or frozenset((point, onward)) in taken or onward in tree.points:
                continue
            graph.add_edge((point, turn), (onward, turn), cost=1 + CROSSING * (onward in crossed))
            if point not in crossed and point not in tree.points:
                for before in _TURNS.keys() - {turn}:
                    graph.add_edge((point, before), (onward, turn), cost=1 + BEND)
    for turn in _TURNS:
        graph.add_edge((goal, turn), (goal, "in"), cost=_entering(cell, reader, turn))
    return graph


def _stub(cell: Cell, tree: WireTree) -> Point | None:
    """The first point above a box whose wire is not laid yet, kept free for it."""
    return (tree.start[0], tree.start[1] - 1) if tree.source in cell.folded and not tree.edges else None


def _corners(tree: WireTree) -> set[Point]:
    """Points where a tree bends, forks or ends: no other wire may pass through them."""
    runs: dict[Point, list[Point]] = {}
    for start, end in tree.edges:
        runs.setdefault(start, []).append(end)
        runs.setdefault(end, []).append(start)

    def straight(ends: list[Point]) -> bool:
        return len(ends) == 2 and (ends[0][0] == ends[1][0] or ends[0][1] == ends[1][1])

    return {point for point, ends in runs.items() if not straight(ends)}


def _leaving(cell: Cell, tree: WireTree, point: Point, turn: str) -> int:
    """A box is left at the top, by preference; a fork goes off at a right angle."""
    if point == tree.start and tree.source in cell.folded:
        return {"up": 0, "down": BACK}.get(turn, SIDE)
    return 1 if point != tree.start else 0


def _entering(cell: Cell, reader: str, turn: str) -> int:
    """A box is entered from below (its peepholes from the side), a squashing oval from above."""
    if reader in cell.folded:
        return {"up": 0, "down": BACK}.get(turn, SIDE)
    return 0


def _segments(tree: WireTree) -> Iterator[Segment]:
    """The edges of a tree, merged into straight pieces that end at corners, forks and readers."""
    peeped = {reader for reader, _, dashed in tree.sinks if dashed}
    ends = {place: reader for reader, place, _ in tree.sinks}
    onward: dict[Point, list[Point]] = {}
    for start, end in tree.edges:
        onward.setdefault(start, []).append(end)
    for start in [tree.start, *(end for _, end in tree.edges)]:
        if start != tree.start and _goes_on(tree, onward, start):
            continue
        for end in onward.get(start, []):
            readers, tip = tree.edges[start, end], end
            while tip not in ends and _goes_on(tree, onward, tip):
                tip = onward[tip][0]
            dashed = readers <= peeped
            yield Segment(start, tip, tree.source, tuple(sorted(readers)), ends.get(tip, ""), dashed)


def _goes_on(tree: WireTree, onward: dict[Point, list[Point]], point: Point) -> bool:
    """Whether a wire passes straight through a point without bend or fork."""
    before = [start for start, end in tree.edges if end == point]
    after = onward.get(point, [])
    if len(before) != 1 or len(after) != 1:
        return False
    return before[0][0] == point[0] == after[0][0] or before[0][1] == point[1] == after[0][1]


def _forks(trees: list[WireTree], solid: set[Point]) -> dict[Point, str]:
    forks: dict[Point, str] = {}
    for tree in trees:
        for point in tree.points - solid:
            if sum(start == point for start, _ in tree.edges) > 1:
                forks[point] = tree.source
    return forks
