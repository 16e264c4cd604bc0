"""Who reaches whom within a net: where several values come together, what lies behind reads their join."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import product

from lstm_core.grade.parts import GIVEN, KINDS
from lstm_core.ink.directions import Option
from lstm_core.ink.nets import Net

MOST_UNSURE = 6  # edges whose direction is tried both ways
Reach = dict[int, tuple[int, ...]]  # for each tip that reads, the tips that it reads


def reached(net: Net, option: Option, kinds: Sequence[str]) -> Reach:
    """For every tip of a net that reads something, the tips whose values arrive there."""
    sources = [k for k, tip in enumerate(net.tips) if k in option or tip.state in GIVEN]
    sinks = [k for k, tip in enumerate(net.tips) if k not in sources and (tip.part is not None or tip.state)]
    if len({(net.tips[k].part, net.tips[k].state) for k in sources}) < 2:
        return {sink: tuple(sources[:1]) for sink in sinks} if sources else {}
    found = [_along(net, sources, sinks, edges) for edges in _oriented(net, sources, sinks)]
    return min(found, key=lambda reach: _cost(net, reach, sources, sinks, kinds))


def _oriented(net: Net, sources: Sequence[int], sinks: Sequence[int]) -> Iterable[list[tuple[int, int]]]:
    """The edges of a net in all directions that values may run; an edge in a loop runs both ways."""
    fixed: list[tuple[int, int]] = []
    unsure: list[tuple[int, int]] = []
    at = lambda tips, side: any(net.tips[k].node in side for k in tips)
    for a, b in net.edges:
        side = _side(net.edges, a, (a, b))
        if b in side:
            fixed += [(a, b), (b, a)]
            continue
        other = _side(net.edges, b, (a, b))
        forth = at(sources, side) and at(sinks, other)
        back = at(sources, other) and at(sinks, side)
        if forth and back:
            unsure.append((a, b))
        elif forth or back:
            fixed.append((a, b) if forth else (b, a))
    for turns in product((True, False), repeat=len(unsure[:MOST_UNSURE])):
        yield fixed + [(a, b) if turn else (b, a) for (a, b), turn in zip(unsure, turns, strict=False)]


def _side(edges: Iterable[tuple[int, int]], start: int, without: tuple[int, int]) -> set[int]:
    """The nodes on one side of an edge."""
    near: dict[int, list[int]] = {}
    for a, b in edges:
        if (a, b) != without:
            near.setdefault(a, []).append(b)
            near.setdefault(b, []).append(a)
    return _spread(start, near)


def _spread(start: int, near: Mapping[int, Sequence[int]]) -> set[int]:
    seen, queue = {start}, [start]
    for node in queue:
        new = [other for other in near.get(node, ()) if other not in seen]
        seen.update(new)
        queue += new
    return seen


def _along(net: Net, sources: Sequence[int], sinks: Sequence[int], edges: Iterable[tuple[int, int]]) -> Reach:
    near: dict[int, list[int]] = {}
    for a, b in edges:
        near.setdefault(a, []).append(b)
    spread = {k: _spread(net.tips[k].node, near) for k in sources}
    return {sink: tuple(k for k in sources if net.tips[sink].node in spread[k]) for sink in sinks}


def _cost(net: Net, reach: Reach, sources: Sequence[int], sinks: Sequence[int], kinds: Sequence[str]) -> float:
    """What is odd about who reaches whom: × and + read one value at a port, boxes with weights read x and a state."""
    cost = 0.0
    for sink in sinks:
        tip, values = net.tips[sink], reach[sink]
        layer = tip.part is not None and KINDS[kinds[tip.part]].many
        states = {net.tips[k].state for k in values}
        cost += 3.0 * (not values)
        cost += (0.7 * (len(values) < 2) + 0.3 * ("x" not in states)) if layer else 2.0 * max(len(values) - 1, 0)
        cost += 1.5 * (not layer and "x" in states)
    used = {k for values in reach.values() for k in values}
    return cost + sum(3.0 for k in sources if k not in used)


def single(net: Net, sink: int, values: Sequence[int]) -> tuple[int, ...]:
    """The one value that a port for one value reads: a state rather than x, else the closest."""
    if len(values) < 2:
        return tuple(values)
    point = net.tips[sink].point
    far = lambda k: abs(net.tips[k].point - point).sum() + 10_000 * (net.tips[k].state == "x")
    return (min(values, key=far),)
