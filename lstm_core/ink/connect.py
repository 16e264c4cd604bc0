"""Wires of the drawing: which parts and ends each net of shafts joins, and what is joined without one."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations

import numpy as np

from lstm_core.grade.parts import KINDS
from lstm_core.ink.directions import Priced, directions, possible
from lstm_core.ink.draft import Draft
from lstm_core.ink.flow import reached, single
from lstm_core.ink.nets import Net
from lstm_core.ink.outlines import Shape
from lstm_core.ink.shafts import End, Shaft
from lstm_core.ink.signs import kinds
from lstm_core.ink.strokes import Stroke, gaps
from lstm_core.ink.wires import BENT

NEAR = 17.0  # pixels between the end of a wire and its head
MOST_SIGNS = 5  # strokes: what has as many is a word, with or without a head
CLOSE, TOUCH = 12.0, 7.0  # pixels between a part and loose ink, and between parts that touch


def without_heads(shape: Shape, ink: Sequence[Stroke], shafts: Sequence[Shaft], place: int) -> Shape:
    """The shape without heads of wires that reach into it, and without dots beside what is written in it."""
    if shape.told:
        return shape
    ends = [(shaft, end) for shaft in shafts for end in shaft.ends if end.part == place]
    heads = {}
    for k in shape.inside:
        at = [(shaft, end) for shaft, end in ends if np.hypot(*(ink[k].points - end.point).T).min() < 10]
        at = [(shaft, end) for shaft, end in at if not end.head]
        depth = shape.depth(ink[k].points)
        if at and depth.mean() > 0.42 and depth.max() > 0.85 and depth.min() > 0.25:
            heads[k] = at[0]
    heads |= _deep_heads(shape, [k for k in shape.inside if k not in heads], ink, ends)
    signs = _without_specks([k for k in shape.inside if k not in heads], ink)
    if not signs:
        return shape
    for k, (shaft, end) in heads.items():
        end.head = True
        shaft.strokes.append(k)
    return replace(shape, inside=tuple(signs))


def _deep_heads(
    shape: Shape, signs: Sequence[int], ink: Sequence[Stroke], ends: Sequence[tuple[Shaft, End]]
) -> dict[int, tuple[Shaft, End]]:
    """Bent strokes near the end of a wire without which the rest is a surer sign: heads that reach to the sign."""
    size = 2 * float(shape.half.min())
    best = lambda some: next(iter(kinds([ink[k] for k in some], shape.round, size).items()))
    found: dict[int, tuple[float, tuple[Shaft, End]]] = {}
    for k in signs if 1 < len(signs) < MOST_SIGNS else ():
        at = [row for row in ends if not row[1].head and gaps(ink[k].points, row[1].point[None]).min() < NEAR]
        bent = BENT < ink[k].straightness < 2 and ink[k].size < 0.8 * size
        if not at or not bent:
            continue
        (kind, share), (other, rest) = best(signs), best([sign for sign in signs if sign != k])
        odd = not shape.round and kind in ("mul", "add") and other in ("sigmoid", "tanh")
        if rest > (0.7 if odd else max(share, 0.85)) and (odd or share < 0.75):
            found[k] = rest, at[0]
    surest = sorted(found, key=lambda k: -found[k][0])[: len(signs) - 1]  # something is written there
    return {k: found[k][1] for k in surest}


def _without_specks(signs: list[int], ink: Sequence[Stroke]) -> list[int]:
    """One or two large strokes without a speck beside them."""
    large = [k for k in signs if ink[k].size > 0.3 * max(ink[k].size for k in signs)]
    return large if 0 < len(large) < 3 and len(signs) - len(large) < 2 else signs


def connect(
    draft: Draft,
    nets: Sequence[Net],
    shafts: Sequence[Shaft],
    ink: Sequence[Stroke],
    names: Sequence[str],
    others: Sequence[Sequence[Priced]] = (),
) -> None:
    """Add what arrives and what leaves, joins and wires; `others` are wires that will come without a net."""
    known = [draft.kind(name) for name in names]
    for net, option in zip(nets, directions(nets, known, others), strict=False):
        strokes = tuple(sorted({ink[k].index for s in net.shafts for k in shafts[s].strokes}))
        for sink, values in reached(net, option, known).items():
            tip = net.tips[sink]
            target = _name(draft, net, sink, names)
            many = tip.part is not None and KINDS[known[tip.part]].many
            found = values if many else single(net, sink, values)
            sources = sorted({_name(draft, net, k, names) for k in found} - {target})
            if sources:
                draft.wire(draft.join(sources, strokes) if len(sources) > 1 else sources[0], target, strokes)


def unseen(nets: Sequence[Net], shapes: Sequence[Shape]) -> list[list[Priced]]:
    """Wires that may be between parts that touch each other, where no net leads from one to the other."""
    joined = [{tip.part for tip in net.tips} for net in nets]
    pairs = combinations(range(len(shapes)), 2)
    return [
        possible(one, other)
        for one, other in pairs
        if _gap(shapes[one], shapes[other]) < TOUCH and not any({one, other} <= parts for parts in joined)
    ]


def bridge(draft: Draft, shapes: Sequence[Shape], loose: Sequence[Stroke], names: Sequence[str]) -> None:
    """Join parts that touch, or have ink between them, where one gives to nobody and the other lacks an input."""
    close = [{s.index for s in loose if shape.away(s.points).min() < CLOSE} for shape in shapes]
    for k, name in enumerate(names):
        if name in {wire.source for wire in draft.wires}:
            continue
        for j, other in enumerate(names):
            given = [wire for wire in draft.wires if wire.target == other]
            if (
                j == k
                or len(given) >= KINDS[draft.kind(other)].ports
                or name in {w.target for w in draft.wires if w.source == other}
            ):
                continue
            strokes = tuple(sorted(close[k] & close[j]))
            if strokes or _gap(shapes[k], shapes[j]) < TOUCH:
                draft.wire(name, other, strokes)
                break


def _gap(a: Shape, b: Shape) -> float:
    """How many pixels lie between the boxes of two shapes."""
    return float(np.hypot(*np.maximum(np.abs(a.middle - b.middle) - a.half - b.half, 0)))


def _name(draft: Draft, net: Net, k: int, names: Sequence[str]) -> str:
    """The id of the part at a tip; what arrives or leaves becomes a part, once for each."""
    tip = net.tips[k]
    if tip.part is not None:
        return names[tip.part]
    return draft.end(tip.state, draft.on_sheet(tip.point))
