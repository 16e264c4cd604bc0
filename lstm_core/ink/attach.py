"""What the ends of shafts mean: the part or the line that is closest, also straight ahead."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.outlines import Shape, away
from lstm_core.ink.shafts import End, Shaft
from lstm_core.ink.strokes import gaps

REACH, RAY = 26.0, 45.0  # pixels from an end to what it means; straight ahead it may be farther
FAR = 48.0  # pixels at which an end that has nothing else still means a line straight ahead
SHORT = 14.0  # pixels: an end this close to a part means the part, whatever else is near
AHEAD, MORE = np.array([0.0, 7.0, 14.0, 21.0, 28.0]), np.array([0.0, 3.0, 6.0, 9.0, 13.0])  # steps, and what they cost


class Field:
    """All shapes at once, to measure how far points are from each."""

    def __init__(self, shapes: Sequence[Shape]) -> None:
        self.middles = np.array([shape.middle for shape in shapes]).reshape(-1, 1, 1, 2)
        self.halves = np.array([shape.half for shape in shapes]).reshape(-1, 1, 1, 2)
        self.rounds = np.array([shape.round for shape in shapes], dtype=bool).reshape(-1, 1, 1)

    def away(self, points: NDArray) -> NDArray[np.float64]:
        """How many pixels points (ends, points, 2) lie outside of each shape: (shapes, ends, points)."""
        return away(points, self.middles, self.halves, self.rounds)

    def nearest(self, ends: Sequence[End]) -> list[tuple[int | None, float]]:
        """The part that each end is closest to, and how far it is; straight ahead, distances count less."""
        if not len(self.middles) or not ends:
            return [(None, np.inf)] * len(ends)
        steps = np.arange(0, RAY, 4.0)
        rays = np.array([end.point + steps[:, None] * end.ahead for end in ends])
        far = self.away(rays)
        hit = far <= 2.0
        ahead = np.where(hit.any(axis=2), 0.55 * steps[hit.argmax(axis=2)], np.inf)
        cost = np.where(far[:, :, 0] <= 0, 0.0, np.minimum(far[:, :, 0], ahead))
        best = cost.argmin(axis=0)
        return [(int(k), float(cost[k, end])) for end, k in enumerate(best)]

    def aside(self, end: End) -> float:
        """How far an end is from all parts."""
        return float(self.away(end.point[None, None]).min(initial=np.inf)) if len(self.middles) else 0.0


class Lines:
    """All shafts at once, to find the point of one that is closest to something."""

    def __init__(self, shafts: Sequence[Shaft]) -> None:
        self.points = np.concatenate([shaft.points for shaft in shafts]) if shafts else np.empty((0, 2))
        counts = [len(shaft.points) for shaft in shafts]
        self.owner = np.repeat(np.arange(len(shafts)), counts)
        self.first = np.cumsum([0, *counts])

    def around(self, point: NDArray, reach: float) -> NDArray[np.int64]:
        """The points of shafts in a square around a place."""
        return np.flatnonzero((np.abs(self.points - point) < reach).all(axis=1))

    def nearest(self, end: End, own: int) -> tuple[tuple[int, int] | None, float]:
        """The point of another shaft that an end is closest to, also straight ahead; how far it is."""
        near = self.around(end.point, AHEAD[-1] + REACH + 1)
        near = near[self.owner[near] != own]
        if not len(near):
            return None, np.inf
        far = gaps(end.point + AHEAD[:, None] * end.ahead, self.points[near]) + MORE[:, None]
        at = near[int(far.min(axis=0).argmin())]
        return self._place(at), float(far.min())

    def ahead(self, end: End, barred: set[int]) -> tuple[int, int] | None:
        """The line that an end points at from farther off, or that it lies beyond."""
        near = self.around(end.point, FAR + 7)
        near = near[~np.isin(self.owner[near], list(barred))]
        steps = np.arange(0.0, FAR, 4.0)
        for way in (1, -1):
            far = gaps(self.points[near], end.point + way * steps[:, None] * end.ahead).min(axis=1, initial=np.inf)
            hits = near[far < 6]
            if len(hits):
                first = self.owner[near] == self.owner[hits[0]]
                return self._place(near[first][far[first].argmin()])
        return None

    def _place(self, at: int) -> tuple[int, int]:
        return int(self.owner[at]), int(at - self.first[self.owner[at]])


def attach(shafts: Sequence[Shaft], field: Field) -> None:
    """Find out what each end means: the part or line that costs least, a part first if it is close."""
    lines = Lines(shafts)
    parts = iter(field.nearest([end for shaft in shafts for end in shaft.ends]))
    for k, shaft in enumerate(shafts):
        for end in shaft.ends:
            part, far = next(parts)
            line, off = lines.nearest(end, k)
            if far <= SHORT or (far <= REACH and far <= off):
                end.part, end.distance = part, far
            elif off <= REACH:
                end.line, end.distance = line, off
        _once(shaft, field)
        _inner(shaft, shafts, field)
    for k, shaft in enumerate(shafts):
        for end in shaft.ends:
            if end.part is None and end.line is None:
                on = {other for other, s in enumerate(shafts) if any(e.line and e.line[0] == k for e in s.ends)}
                end.line = lines.ahead(end, {k, *on, *(e.line[0] for e in shaft.ends if e.line)})


def _once(shaft: Shaft, field: Field) -> None:
    """A short shaft ends on another one once only, with its closer end."""
    first, last = shaft.ends
    if first.line and last.line and first.line[0] == last.line[0] and abs(first.line[1] - last.line[1]) < 30:
        far = max(shaft.ends, key=lambda end: end.distance + field.aside(end))
        far.line = None


def _inner(shaft: Shaft, shafts: Sequence[Shaft], field: Field) -> None:
    """Where a shaft with a loose end crosses the line that it ends on, the end closer to the parts ends there."""
    for end, other in (shaft.ends, shaft.ends[::-1]):
        loose = other.part is None and other.line is None
        if end.line is None or not loose or field.aside(end) < field.aside(other) + 15:
            continue
        if gaps(shaft.points[2:-2], shafts[end.line[0]].points).min(initial=np.inf) < 4:
            end.line, other.line = None, end.line
