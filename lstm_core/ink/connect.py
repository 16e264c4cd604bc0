"""Wires of the drawing: which parts and ends each net of shafts joins, and what is joined without one."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np

from lstm_core.grade.parts import KINDS
from lstm_core.ink.directions import directions
from lstm_core.ink.draft import Draft
from lstm_core.ink.flow import reached, single
from lstm_core.ink.nets import Net
from lstm_core.ink.outlines import Shape
from lstm_core.ink.shafts import Shaft
from lstm_core.ink.strokes import Stroke

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
    signs = [k for k in shape.inside if k not in heads]
    signs = _without_specks(signs, ink)
    if not signs:
        return shape
    for k, (shaft, end) in heads.items():
        end.head = True
        shaft.strokes.append(k)
    return replace(shape, inside=tuple(signs))


def _without_specks(signs: list[int], ink: Sequence[Stroke]) -> list[int]:
    """One or two large strokes without a speck beside them."""
    large = [k for k in signs if ink[k].size > 0.3 * max(ink[k].size for k in signs)]
    return large if 0 < len(large) < 3 and len(signs) - len(large) < 2 else signs


def connect(
    draft: Draft, nets: Sequence[Net], shafts: Sequence[Shaft], ink: Sequence[Stroke], names: Sequence[str]
) -> None:
    """Add what arrives and what leaves, joins and wires."""
    kinds = [draft.kind(name) for name in names]
    for net, option in zip(nets, directions(nets, kinds), strict=True):
        strokes = tuple(sorted({ink[k].index for s in net.shafts for k in shafts[s].strokes}))
        for sink, values in reached(net, option, kinds).items():
            tip = net.tips[sink]
            target = _name(draft, net, sink, names)
            many = tip.part is not None and KINDS[kinds[tip.part]].many
            found = values if many else single(net, sink, values)
            sources = sorted({_name(draft, net, k, names) for k in found} - {target})
            if sources:
                draft.wire(draft.join(sources, strokes) if len(sources) > 1 else sources[0], target, strokes)


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
