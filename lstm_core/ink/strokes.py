"""Strokes as the reader works with them: evenly spaced points, with their box and length."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.glyphs import Points

STEP = 3.0  # pixels between points
MOST_POINTS = 600  # of one stroke, once evenly spaced
DOT = 3.0  # pixels: what is smaller is a dot
Box = tuple[float, float, float, float]  # left, top, right, bottom


@dataclass(frozen=True, eq=False)
class Stroke:
    """One stroke of the pen."""

    index: int  # which stroke of the sheet it is
    points: Points  # evenly spaced

    @cached_property
    def box(self) -> Box:
        """The smallest box around it."""
        return box_of(self.points)

    @cached_property
    def length(self) -> float:
        """Its length after smoothing, so that trembling does not count."""
        return length(smooth(self.points))

    @cached_property
    def straightness(self) -> float:
        """The farthest it leaves its chord, in chords."""
        return straightness(self.points)

    @cached_property
    def size(self) -> float:
        """The diagonal of its box."""
        x0, y0, x1, y1 = self.box
        return float(np.hypot(x1 - x0, y1 - y0))

    @property
    def is_dot(self) -> bool:
        """Whether the pen only touched the paper."""
        return self.size < DOT


@lru_cache(4_000)
def scaled(stroke: Stroke, factor: float) -> Stroke:
    """The same stroke on a larger or smaller sheet."""
    return Stroke(stroke.index, resampled(stroke.points * factor))


def box_of(points: Points) -> Box:
    """The smallest box around points."""
    (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
    return float(x0), float(y0), float(x1), float(y1)


def box_around(boxes: Iterable[Box]) -> Box:
    """The smallest box around boxes."""
    x0, y0, x1, y1 = zip(*boxes, strict=True)
    return min(x0), min(y0), max(x1), max(y1)


def length(points: Points) -> float:
    """The length of a line through points."""
    return float(np.hypot(*np.diff(points, axis=0).T).sum()) if len(points) > 1 else 0.0


def smooth(points: Points) -> Points:
    """Each point moved to the mean of five neighbours; the ends stay."""
    if len(points) < 5:
        return points
    padded = np.concatenate([points[:1], points[:1], points, points[-1:], points[-1:]])
    soft = np.lib.stride_tricks.sliding_window_view(padded, 5, axis=0).mean(axis=2)
    soft[0], soft[-1] = points[0], points[-1]
    return soft


def resampled(points: Points, step: float = STEP) -> Points:
    """The same line with points at even distances along it, at most MOST_POINTS of them."""
    along = np.concatenate([[0.0], np.hypot(*np.diff(points, axis=0).T).cumsum()])
    if along[-1] < 1e-9:
        return points[:1].copy()
    count = int(min(max(2, np.ceil(along[-1] / step) + 1), MOST_POINTS))
    at = np.linspace(0, along[-1], count)
    return np.stack([np.interp(at, along, points[:, k]) for k in (0, 1)], axis=1)


def straightness(points: Points) -> float:
    """The farthest any point lies from the chord, in chords; trembling along the way hardly counts."""
    soft = smooth(points)
    chord = soft[-1] - soft[0]
    far = float(np.hypot(*chord))
    return float(np.abs(cross(chord, soft - soft[0])).max()) / far**2 if far > 1e-6 else np.inf


def cross(a: NDArray, b: NDArray) -> NDArray:
    """The cross product of vectors in the plane."""
    return a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]


def gaps(a: Points, b: Points) -> NDArray[np.float64]:
    """The distance from each point of a to each of b: (points of a, points of b)."""
    return np.hypot(a[:, None, 0] - b[None, :, 0], a[:, None, 1] - b[None, :, 1])


def joined(strokes: Sequence[Stroke]) -> Points:
    """All points of some strokes."""
    return np.concatenate([stroke.points for stroke in strokes])
