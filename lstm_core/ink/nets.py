"""Nets: shafts that hang together, as trees of junctions with parts and loose ends at their tips."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

import numpy as np

from lstm_core.ink.shafts import Shaft

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
    marks, same = _marks(shafts)
    names: dict[int, int] = {}
    number = lambda k, at: names.setdefault(_root(same, marks[k][at]), len(names))
    edges = [(k, number(k, a), number(k, b)) for k in range(len(shafts)) for a, b in pairwise(sorted(marks[k]))]
    groups = {name: name for name in names.values()}
    for _, a, b in edges:
        groups[_root(groups, a)] = _root(groups, b)
    nets: dict[int, Net] = {}
    for k, a, b in edges:
        net = nets.setdefault(_root(groups, a), Net())
        net.edges += [(a, b)] if a != b and not {(a, b), (b, a)} & set(net.edges) else []
        net.shafts += [k] if k not in net.shafts else []
    for net in nets.values():
        ends = [(k, which, number(k, _at(shafts[k], which))) for k in net.shafts for which in (0, 1)]
        net.tips = [tip for end in ends for tip in _tips(*end, shafts[end[0]], net)]
    return list(nets.values())


def _at(shaft: Shaft, which: int) -> int:
    """The point at which an end of a shaft is."""
    return which * (len(shaft.points) - 1)


def _marks(shafts: Sequence[Shaft]) -> tuple[list[dict[int, int]], dict[int, int]]:
    """For every shaft, the points where something ends, each with a name; and which names are the same place."""
    marks: list[dict[int, int]] = [{0: 2 * k, len(shaft.points) - 1: 2 * k + 1} for k, shaft in enumerate(shafts)]
    same = {name: name for mark in marks for name in mark.values()}
    for k, shaft in enumerate(shafts):
        for which, end in enumerate(shaft.ends):
            if end.line:
                other, at = end.line
                close = min(marks[other], key=lambda mark: abs(mark - at))
                at = close if abs(close - at) <= SAME else at
                place = marks[other].setdefault(at, len(same))
                same.setdefault(place, place)
                same[_root(same, marks[k][_at(shaft, which)])] = _root(same, place)
    return marks, same


def _root(same: Mapping[int, int], name: int) -> int:
    while same[name] != name:
        name = same[name]
    return name


def _tips(k: int, which: int, node: int, shaft: Shaft, net: Net) -> list[Tip]:
    """The end of a shaft as a tip, if it is at a part, or at nothing."""
    end = shaft.ends[which]
    alone = end.line is None and sum(node in edge for edge in net.edges) <= 1
    if end.part is None and not alone:
        return []
    return [Tip(node, k, which, end.point, end.ahead, end.lead, end.part, end.head, end.start)]


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
