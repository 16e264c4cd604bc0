"""Nets: shafts that hang together, as trees of junctions with parts and loose ends at their tips."""

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

from lstm_core.ink.wires import Shaft

SAME = 4  # points along a shaft within which two junctions, or a junction and an end, are one


@dataclass
class Tip:
    """Where a net ends: at a part, or loose."""

    node: int
    shaft: int
    which: int  # the end of the shaft
    point: np.ndarray
    ahead: np.ndarray
    lead: np.ndarray
    part: int | None
    head: bool
    start: bool
    state: str = ""  # x, h, c, h_next, c_next or y, once it is known


@dataclass
class Net:
    """One value, or several that are joined, on its way."""

    tips: list[Tip] = field(default_factory=list)
    edges: list[tuple[int, int]] = field(default_factory=list)  # between nodes
    shafts: list[int] = field(default_factory=list)


def find_nets(shafts: Sequence[Shaft]) -> list[Net]:
    """Shafts gathered into nets by where they end on each other."""
    marks = [{0: (k, 0), len(shaft.points) - 1: (k, len(shaft.points) - 1)} for k, shaft in enumerate(shafts)]
    parent: dict[tuple[int, int], tuple[int, int]] = {}

    def root(node: tuple[int, int]) -> tuple[int, int]:
        while parent.get(node, node) != node:
            node = parent[node]
        return node

    for k, shaft in enumerate(shafts):
        for end, own in zip(shaft.ends, (0, len(shaft.points) - 1), strict=True):
            if end.line:
                other, at = end.line
                close = min(marks[other], key=lambda mark: abs(mark - at))
                at = close if abs(close - at) <= SAME else at
                marks[other].setdefault(at, (other, at))
                parent[root((k, own))] = root((other, at))
    return _gathered(shafts, marks, root)


def without_doubles(nets: Sequence[Net]) -> list[Net]:
    """The nets without those that lead from one part to another where a net already does."""
    kept: list[Net] = []
    seen: dict[frozenset, Net] = {}
    for net in sorted(nets, key=lambda net: -sum(tip.head for tip in net.tips)):
        parts = frozenset(tip.part for tip in net.tips)
        if len(net.tips) == 2 and len(parts) == 2 and None not in parts and parts in seen:
            seen[parts].shafts += net.shafts
            continue
        seen[parts] = net
        kept.append(net)
    return kept


def _gathered(shafts, marks, root) -> list[Net]:  # type: ignore[no-untyped-def]
    names: dict[tuple[int, int], int] = {}
    number = lambda node: names.setdefault(root(node), len(names))
    edges = [
        (k, number(marks[k][a]), number(marks[k][b]))
        for k in range(len(shafts))
        for order in [sorted(marks[k])]
        for a, b in zip(order, order[1:], strict=False)
    ]
    group = list(range(len(names)))
    for _, a, b in edges:
        old, new = group[a], group[b]
        group = [new if g == old else g for g in group]
    nets: dict[int, Net] = {}
    for k, a, b in edges:
        net = nets.setdefault(group[a], Net())
        if a != b and (a, b) not in net.edges and (b, a) not in net.edges:
            net.edges.append((a, b))
        if k not in net.shafts:
            net.shafts.append(k)
    for net in nets.values():
        net.tips = [tip for k in net.shafts for tip in _tips(k, shafts[k], lambda at, k=k: number(marks[k][at]), net)]
    return list(nets.values())


def _tips(k: int, shaft: Shaft, number, net: Net) -> list[Tip]:  # type: ignore[no-untyped-def]
    """The ends of a shaft that end at a part, or at nothing."""
    tips = []
    for which, (end, at) in enumerate(zip(shaft.ends, (0, len(shaft.points) - 1), strict=True)):
        node = number(at)
        degree = sum(node in edge for edge in net.edges)
        if end.part is not None or (end.line is None and degree <= 1):
            tips.append(Tip(node, k, which, end.point, end.ahead, end.lead, end.part, end.head, end.start))
    return tips
