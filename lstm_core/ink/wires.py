"""Wires among strokes: shafts, the heads on them, and where each shaft ends.

A shaft ends at a part, at another shaft, or nowhere. A small stroke at the end of a shaft is a head; a head drawn
in one with its shaft is cut off where the pen turned back. What runs through a part is two shafts.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.glyphs import Points
from lstm_core.ink.shapes import Shape
from lstm_core.ink.strokes import Stroke, gaps, length, smooth, straightness

LONG = 34.0  # pixels from which on a stroke is a shaft rather than part of a head or a letter
HEAD = 15.0  # pixels between a head and the end it belongs to
REACH, RAY = 26.0, 45.0  # pixels from an end to what it means; straight ahead it may be farther
FAR = 48.0  # pixels at which an end that has nothing else still means a line straight ahead
SHORT = 14.0  # pixels: an end this close to a part means the part, whatever else is near
BACK = 1.75  # radians from which on a turn is the tip of a head
BEND = 10  # points behind an end that say where it leads
LEAD = 30  # points behind an end that say to which side of the sheet it leads
BIGGEST = 48.0  # pixels: the largest head
BENT = 0.22  # of its chord a head leaves it, if it is drawn in one stroke
BEYOND = 8.0  # pixels: what lies farther ahead of an end is written there, no head
HOOK = 70.0  # pixels of ink, at most, behind the tip of a head


@dataclass
class End:
    """One end of a shaft, and what it means."""

    point: NDArray[np.float64]
    ahead: NDArray[np.float64]  # the direction in which the shaft would go on
    lead: NDArray[np.float64]  # the same, over a longer piece of the shaft
    start: bool  # whether the pen began here
    head: bool = False
    barbs: int = 0  # straight strokes of a head; a bent one counts for two
    part: int | None = None  # a shape
    line: tuple[int, int] | None = None  # another shaft, and the point of it
    distance: float = 0.0  # to what it means


@dataclass
class Shaft:
    """One wire, or a piece of one."""

    strokes: list[int]  # the stroke of the shaft, and of its heads: places in the list of strokes
    points: Points
    ends: tuple[End, End] = field(init=False)

    def __post_init__(self) -> None:
        soft = smooth(self.points)
        back = min(BEND, len(soft) - 1)
        first, last = _unit(soft[0] - soft[back]), _unit(soft[-1] - soft[-1 - back])
        half = min(LEAD, len(soft) // 2)
        out, on = _unit(soft[0] - soft[half]), _unit(soft[-1] - soft[-1 - half])
        self.ends = (End(self.points[0], first, out, True), End(self.points[-1], last, on, False))


def _unit(vector: NDArray) -> NDArray[np.float64]:
    return vector / max(float(np.hypot(*vector)), 1e-9)


def find_shafts(
    strokes: Sequence[Stroke], rest: Sequence[int], shapes: Sequence[Shape]
) -> tuple[list[Shaft], list[int]]:
    """The shafts among the strokes at some places, with their ends, and the strokes that are none of it."""
    long = [k for k in rest if strokes[k].size >= LONG or _links_parts(strokes[k], shapes)]
    bent = [k for k in long if strokes[k].size < BIGGEST and straightness(strokes[k].points) > BENT]
    sure = [piece for k in long if k not in bent for piece in _pieces(k, strokes[k].points, shapes)]
    long = [k for k in long if k not in bent or not _stands_at_end(strokes[k], sure)]
    free = _free_places(sure, shapes)
    long += [k for k in rest if k not in long and _links_on(strokes[k], shapes, free)]
    shafts = [piece for k in sorted(long) for piece in _pieces(k, strokes[k].points, shapes)]
    loose = _heads(strokes, [k for k in rest if k not in long], shafts)
    _attach(shafts, shapes)
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
            other = new.get(id(shafts[end.line[0]]))  # type: ignore[index]
            end.line = (other, end.line[1]) if other is not None else None  # type: ignore[index]
    places = [place for k in barbs for place in shafts[k].strokes]
    return kept, _heads(strokes, places, kept)


def _stands_at_end(stroke: Stroke, shafts: Sequence[Shaft]) -> bool:
    """Whether a stroke is about as far from the end of a shaft as a head is."""
    ends = np.array([end.point for shaft in shafts for end in shaft.ends if shaft.strokes != [stroke.index]])
    return len(ends) > 0 and bool((gaps(stroke.points, ends.reshape(-1, 2)).min(axis=0) < HEAD).any())


def _links_parts(stroke: Stroke, shapes: Sequence[Shape]) -> bool:
    """Whether a short stroke runs straight from one part to another."""
    if stroke.is_dot or (stroke.size > 12 and straightness(stroke.points) > 0.2):
        return False
    near = [{k for k, shape in enumerate(shapes) if shape.away(end[None])[0] < 15} for end in stroke.points[[0, -1]]]
    chord = _unit(stroke.points[-1] - stroke.points[0])
    ways = [_unit(shapes[b].middle - shapes[a].middle) for a in near[0] for b in near[1] - {a}]
    return any(abs(float(way @ chord)) > 0.4 for way in ways)


def _free_places(shafts: Sequence[Shaft], shapes: Sequence[Shape]) -> Points:
    """Where a short stroke may meet a wire: ends that are at no part, and what is not close to an end."""
    ends = [end.point[None] for shaft in shafts for end in shaft.ends if nearest_part(end, shapes)[1] > SHORT]
    bodies = [shaft.points[BEND:-BEND] for shaft in shafts]
    return np.concatenate([np.empty((0, 2)), *ends, *bodies])


def _links_on(stroke: Stroke, shapes: Sequence[Shape], ends: Points) -> bool:
    """Whether a short stroke runs straight from a part to a free place of a wire."""
    if stroke.size < 9 or straightness(stroke.points) > 0.2 or not len(ends):
        return False
    for here, there in (stroke.points[[0, -1]], stroke.points[[-1, 0]]):
        on_part = any(shape.away(here[None])[0] < 12 for shape in shapes)
        if on_part and np.hypot(*(ends - there).T).min() < 10 < np.hypot(*(ends - here).T).min():
            return True
    return False


def _pieces(place: int, points: Points, shapes: Sequence[Shape]) -> Iterable[Shaft]:
    """A stroke as shafts: without a head drawn in one with it, and cut where it runs through a part."""
    body, tip = _without_hook(points)
    begun, _ = _without_hook(body[::-1])  # where the pen set down, a hook is no head
    runs = _outside(begun[::-1], shapes)
    pieces = [Shaft([place], run) for run in runs]
    if pieces:
        pieces[-1].ends[1].head = tip
    return pieces


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
        end.barbs += 2 if straightness(strokes[k].points) > BENT else 1
        end.head = end.head or end.barbs > 1  # one straight barb may be a corner
        shaft.strokes.append(k)
    return left


def _attach(shafts: Sequence[Shaft], shapes: Sequence[Shape]) -> None:
    """Find out what each end means: the part or line that costs least, a part first if it is close."""
    for k, shaft in enumerate(shafts):
        for end in shaft.ends:
            part, far = nearest_part(end, shapes)
            line, off = _nearest_line(end, k, shafts)
            if far <= SHORT or (far <= REACH and far <= off):
                end.part, end.distance = part, far
            elif off <= REACH:
                end.line, end.distance = line, off
        _once(shaft, shapes)
        _inner(shaft, shafts, shapes)
    for k, shaft in enumerate(shafts):
        for end in shaft.ends:
            if end.part is None and end.line is None:
                end.line = _line_ahead(end, k, shafts)


def _once(shaft: Shaft, shapes: Sequence[Shape]) -> None:
    """A short shaft ends on another one once only, with its closer end."""
    first, last = shaft.ends
    if first.line and last.line and first.line[0] == last.line[0] and abs(first.line[1] - last.line[1]) < 30:
        far = max(shaft.ends, key=lambda end: end.distance + _aside(end, shapes))
        far.line = None


def _inner(shaft: Shaft, shafts: Sequence[Shaft], shapes: Sequence[Shape]) -> None:
    """Where a shaft with a loose end crosses the line that it ends on, the end closer to the parts ends there."""
    for end, other in (shaft.ends, shaft.ends[::-1]):
        loose = other.part is None and other.line is None
        if end.line is None or not loose or _aside(end, shapes) < _aside(other, shapes) + 15:
            continue
        if gaps(shaft.points[2:-2], shafts[end.line[0]].points).min(initial=np.inf) < 4:
            end.line, other.line = None, end.line


def _aside(end: End, shapes: Sequence[Shape]) -> float:
    """How far an end is from all parts."""
    return min((float(shape.away(end.point[None])[0]) for shape in shapes), default=0.0)


def _line_ahead(end: End, own: int, shafts: Sequence[Shaft]) -> tuple[int, int] | None:
    """The line that an end points at from farther off, or that it lies beyond, unless they belong together anyway."""
    steps = np.arange(0.0, FAR, 4.0)
    for way in (1, -1):
        probes = end.point + way * steps[:, None] * end.ahead
        for k, shaft in enumerate(shafts):
            linked = k == own or any(e.line and e.line[0] == k for e in shafts[own].ends)
            linked |= any(e.line and e.line[0] == own for e in shaft.ends)
            if not linked:
                far = gaps(probes, shaft.points)
                if far.min() < 6:
                    return k, int(np.unravel_index(int(np.argmin(far)), far.shape)[1])
    return None


def nearest_part(end: End, shapes: Sequence[Shape], ray: float = RAY) -> tuple[int | None, float]:
    """The part an end is closest to, and how far it is; straight ahead, distances count less."""
    if not shapes:
        return None, np.inf
    steps = np.arange(0, ray, 4.0)
    along = end.point + steps[:, None] * end.ahead
    cost = [
        max(float(away[0]), 0.0) if away[0] <= 0 else _reach(away, steps) for away in (s.away(along) for s in shapes)
    ]
    best = int(np.argmin(cost))
    return best, cost[best]


def _reach(away: NDArray, steps: NDArray) -> float:
    hits = np.flatnonzero(away <= 2.0)
    return min(float(away[0]), 0.55 * float(steps[hits[0]]) if len(hits) else np.inf)


def _nearest_line(end: End, own: int, shafts: Sequence[Shaft]) -> tuple[tuple[int, int] | None, float]:
    """The point of another shaft that an end is closest to, also straight ahead; how far it is."""
    best: tuple[tuple[int, int] | None, float] = (None, np.inf)
    probes = end.point + np.array([0.0, 7.0, 14.0, 21.0, 28.0])[:, None] * end.ahead
    for k, shaft in enumerate(shafts):
        if k == own:
            continue
        far = gaps(probes, shaft.points) + np.array([0.0, 3.0, 6.0, 9.0, 13.0])[:, None]
        at = np.unravel_index(int(np.argmin(far)), far.shape)
        if far[at] < best[1]:
            best = (k, int(at[1])), float(far[at])
    return best


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
