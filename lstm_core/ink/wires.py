"""Wires among strokes: shafts, the heads on them, and where each shaft ends.

A shaft ends at a part, at another shaft, or nowhere. A small stroke at the end of a shaft is a head; a head drawn
in one with its shaft is cut off where the pen turned back. What runs through a part is two shafts.
"""

from collections.abc import Iterable, Sequence
from functools import lru_cache

import numpy as np

from lstm_core.ink.attach import SHORT, Field, attach
from lstm_core.ink.glyphs import Points
from lstm_core.ink.outlines import Shape
from lstm_core.ink.shafts import BEND, Shaft, unit
from lstm_core.ink.strokes import Stroke, gaps, length, smooth

LONG = 34.0  # pixels from which on a stroke is a shaft rather than part of a head or a letter
HEAD = 15.0  # pixels between a head and the end it belongs to
BACK = 1.75  # radians from which on a turn is the tip of a head
BIGGEST = 48.0  # pixels: the largest head
BENT = 0.22  # of its chord a head leaves it, if it is drawn in one stroke
BEYOND = 8.0  # pixels: what lies farther ahead of an end is written there, no head
HOOK = 70.0  # pixels of ink, at most, behind the tip of a head


def find_shafts(
    strokes: Sequence[Stroke], rest: Sequence[int], shapes: Sequence[Shape]
) -> tuple[list[Shaft], list[int]]:
    """The shafts among the strokes at some places, with their ends, and the strokes that are none of it."""
    long = [k for k in rest if strokes[k].size >= LONG or _links_parts(strokes[k], shapes)]
    bent = [k for k in long if strokes[k].size < BIGGEST and strokes[k].straightness > BENT]
    sure = [piece for k in long if k not in bent for piece in _pieces(k, strokes[k], shapes)]
    long = [k for k in long if k not in bent or not _stands_at_end(strokes[k], sure)]
    free = _free_places(sure, shapes)
    long += [k for k in rest if k not in long and _links_on(strokes[k], shapes, free)]
    shafts = [piece for k in sorted(long) for piece in _pieces(k, strokes[k], shapes)]
    loose = _heads(strokes, [k for k in rest if k not in long], shafts)
    attach(shafts, Field(shapes))
    shafts, more = _without_barbs(shafts, strokes)
    return _supported(shafts, [*loose, *more])


def _without_barbs(shafts: list[Shaft], strokes: Sequence[Stroke]) -> tuple[list[Shaft], list[int]]:
    """The shafts without what only is a piece of a head: short, and with both ends at one part."""
    barbs = [k for k, s in enumerate(shafts) if s.ends[0].part is not None and s.ends[0].part == s.ends[1].part]
    barbs = [k for k in barbs if length(shafts[k].points) < 1.5 * BIGGEST]
    kept = [shaft for k, shaft in enumerate(shafts) if k not in barbs]
    if len(kept) < len(shafts):
        new = {id(shaft): n for n, shaft in enumerate(kept)}
        for end in (end for shaft in kept for end in shaft.ends if end.line):
            on = shafts[end.line[0]]  # type: ignore[index]
            end.line = (new[id(on)], end.line[1]) if id(on) in new else None  # type: ignore[index]
            end.part = on.ends[0].part if end.line is None else end.part  # what ends on a barb ends at its part
    places = [place for k in barbs for place in shafts[k].strokes]
    return kept, _heads(strokes, places, kept)


def _stands_at_end(stroke: Stroke, shafts: Sequence[Shaft]) -> bool:
    """Whether a stroke is about as far from the end of a shaft as a head is."""
    ends = np.array([end.point for shaft in shafts for end in shaft.ends if shaft.strokes != [stroke.index]])
    return len(ends) > 0 and bool((gaps(stroke.points, ends.reshape(-1, 2)).min(axis=0) < HEAD).any())


def _links_parts(stroke: Stroke, shapes: Sequence[Shape]) -> bool:
    """Whether a short stroke runs straight from one part to another."""
    if stroke.is_dot or (stroke.size > 12 and stroke.straightness > 0.2):
        return False
    near = [{k for k, shape in enumerate(shapes) if shape.away(end[None])[0] < 15} for end in stroke.points[[0, -1]]]
    chord = unit(stroke.points[-1] - stroke.points[0])
    ways = [unit(shapes[b].middle - shapes[a].middle) for a in near[0] for b in near[1] - {a}]
    return any(abs(float(way @ chord)) > 0.4 for way in ways)


def _free_places(shafts: Sequence[Shaft], shapes: Sequence[Shape]) -> Points:
    """Where a short stroke may meet a wire: ends that are at no part, and what is not close to an end."""
    every = [end for shaft in shafts for end in shaft.ends]
    ends = [end.point[None] for end, (_, far) in zip(every, Field(shapes).nearest(every), strict=True) if far > SHORT]
    bodies = [shaft.points[BEND:-BEND] for shaft in shafts]
    return np.concatenate([np.empty((0, 2)), *ends, *bodies])


def _links_on(stroke: Stroke, shapes: Sequence[Shape], ends: Points) -> bool:
    """Whether a short stroke runs straight from a part to a free place of a wire."""
    if stroke.size < 9 or stroke.straightness > 0.2 or not len(ends):
        return False
    half = len(stroke.points) // 2
    for points in (stroke.points, stroke.points[::-1]):
        on_part = any(shape.away(points[:1])[0] < 12 for shape in shapes)
        if on_part and gaps(points[half:], ends).min() < 10 < np.hypot(*(ends - points[0]).T).min():
            return True
    return False


def _pieces(place: int, stroke: Stroke, shapes: Sequence[Shape]) -> Iterable[Shaft]:
    """A stroke as shafts: without a head drawn in one with it, and cut where it runs through a part."""
    x0, y0, x1, y1 = stroke.box
    middle, half = np.array([x0 + x1, y0 + y1]) / 2, np.array([x1 - x0, y1 - y0]) / 2
    crossed = tuple(shape for shape in shapes if (np.abs(middle - shape.middle) <= half + shape.half).all())
    runs, tip = _runs(stroke, crossed)
    pieces = [Shaft([place], run) for run in runs]
    if pieces:
        pieces[-1].ends[1].head = tip
    return pieces


@lru_cache(4_000)
def _runs(stroke: Stroke, crossed: tuple[Shape, ...]) -> tuple[list[Points], bool]:
    """The runs of a stroke outside of parts, and whether it ends in a head."""
    body, tip = _without_hook(stroke.points)
    begun, _ = _without_hook(body[::-1])  # where the pen set down, a hook is no head
    return _outside(begun[::-1], crossed), tip


def _without_hook(points: Points) -> tuple[Points, bool]:
    """A stroke up to the sharp turn near its end from which on it draws a head; whether there is one."""
    soft = smooth(points)
    if len(soft) < 12:
        return points, False
    way = soft[3:] - soft[:-3]
    angle = np.arctan2(way[:, 1], way[:, 0])
    turn = np.abs((angle[3:] - angle[:-3] + np.pi) % (2 * np.pi) - np.pi)  # at points 3 ... len - 4
    for k in np.flatnonzero(turn > BACK) + 3:
        behind = soft[k:]
        if (
            k > 6
            and length(behind) < min(HOOK, 0.7 * length(soft[: k + 1]))
            and gaps(behind, soft[k : k + 1]).max() < 32
        ):
            return points[: k + 1], True
    return points, False


def _outside(points: Points, shapes: Sequence[Shape]) -> list[Points]:
    """The runs of a stroke outside of the parts that it crosses from side to side."""
    free = np.ones(len(points), dtype=bool)
    for shape in shapes:
        depth = shape.depth(points)
        within = np.flatnonzero(depth < 0.9)
        if len(within) and within[0] > 3 and within[-1] < len(points) - 4 and depth.min() < 0.6:
            free[within[0] : within[-1] + 1] = False
    cuts = np.flatnonzero(np.diff(free.astype(int))) + 1
    runs = [run for run in np.split(np.arange(len(points)), cuts) if free[run[0]] and len(run) > 3]
    return [points[run] for run in runs]


def _heads(strokes: Sequence[Stroke], small: Iterable[int], shafts: Sequence[Shaft]) -> list[int]:
    """Give heads to the shafts whose ends they stand at; what is left."""
    ends = [(shaft, end) for shaft in shafts for end in shaft.ends]
    places = np.array([end.point for _, end in ends]).reshape(-1, 2)
    left = []
    for k in small:
        near = gaps(strokes[k].points, places).min(axis=0) if len(places) else np.array([np.inf])
        middle = np.hypot(*(places - strokes[k].points.mean(axis=0)).T) if len(places) else near
        best = int(np.argmin(near + 0.3 * middle))
        beyond = float((strokes[k].points.mean(axis=0) - places[best]) @ ends[best][1].ahead) if len(places) else 0.0
        if near[best] > HEAD or middle[best] > 1.6 * HEAD or beyond > BEYOND or strokes[k].is_dot:
            left.append(k)
            continue
        shaft, end = ends[best]
        end.barbs += 2 if strokes[k].straightness > BENT else 1
        end.head = end.head or end.barbs > 1  # one straight barb may be a corner
        shaft.strokes.append(k)
    return left


def _supported(shafts: list[Shaft], loose: list[int]) -> tuple[list[Shaft], list[int]]:
    """The shafts that hold on to a part, directly or through others; what else there is joins what is loose."""
    holds = {k for k, shaft in enumerate(shafts) if any(end.part is not None for end in shaft.ends)}
    links = [(k, end.line[0]) for k, shaft in enumerate(shafts) for end in shaft.ends if end.line]
    while True:
        more = {b for a, b in links if a in holds} | {a for a, b in links if b in holds}
        if more <= holds:
            break
        holds |= more
    new = {k: n for n, k in enumerate(sorted(holds))}
    for k in holds:
        for end in shafts[k].ends:
            end.line = (new[end.line[0]], end.line[1]) if end.line else None
    stray = [place for k, shaft in enumerate(shafts) if k not in holds for place in shaft.strokes]
    return [shafts[k] for k in sorted(holds)], sorted({*loose, *stray})
