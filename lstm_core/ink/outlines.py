"""Outlines: how well strokes make a box or a circle, and what is inside of one."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import Box, Stroke, box_of, joined

BINS = 36  # directions from the middle in which there should be ink
CLOSED, ON_BORDER, TOGETHER = 0.74, 0.72, 1.54  # least cover of the border; least share of the ink on it; their sum
NEARLY = 0.68  # the least of both where strokes meet all around
SURE = 0.77  # of both, for what is an outline beyond doubt
ROUND = 1.2  # how far corners reach, in half-diagonals of an ellipse, between a circle (1) and a box (1.41)


@dataclass(frozen=True)
class Shape:
    """A closed outline."""

    strokes: tuple[int, ...]  # places in the list of strokes
    box: Box
    cover: float  # how much of its border is there, 0 to 1
    share: float  # how much of its ink lies on the border, 0 to 1
    corners: float  # how far it reaches on its diagonals: 1 for an ellipse, 1.41 for a rectangle
    inside: tuple[int, ...] = ()  # strokes inside
    told: str = ""  # its kind, if the learner said so

    @property
    def round(self) -> bool:
        """Whether it is a circle rather than a box."""
        return self.corners < ROUND

    @property
    def all(self) -> frozenset[int]:
        """Its outline and what is inside."""
        return frozenset((*self.strokes, *self.inside))

    @property
    def closed(self) -> bool:
        """Whether enough of the border is there, and little else."""
        return self.cover >= CLOSED and self.share >= ON_BORDER and self.cover + self.share >= TOGETHER

    @property
    def nearly_closed(self) -> bool:
        """Whether that is so, or nearly so, for strokes that meet all around."""
        return min(self.cover, self.share) >= NEARLY and self.cover + self.share >= TOGETHER - 0.08

    @property
    def score(self) -> float:
        """How surely it is a shape; outlines in few strokes are likelier, and what barely is one comes last."""
        if self.told:
            return np.inf
        barely = min(self.cover, self.share) < SURE
        return self.cover * self.share - 0.012 * len(self.strokes) - 0.5 * barely

    @cached_property
    def middle(self) -> NDArray[np.float64]:
        """Its centre."""
        x0, y0, x1, y1 = self.box
        return np.array([(x0 + x1) / 2, (y0 + y1) / 2])

    @cached_property
    def half(self) -> NDArray[np.float64]:
        """Half its width and height."""
        x0, y0, x1, y1 = self.box
        return np.array([(x1 - x0) / 2, (y1 - y0) / 2])

    @property
    def area(self) -> float:
        """The area of its box."""
        return float(4 * np.prod(self.half))

    def depth(self, points: Points) -> NDArray[np.float64]:
        """How far from the middle each point is: 1 on the outline, less inside."""
        scaled = np.abs(points - self.middle) / self.half
        return np.hypot(*scaled.T) if self.round else scaled.max(axis=1)

    def away(self, points: Points) -> NDArray[np.float64]:
        """How many pixels each point lies outside; negative inside."""
        return away(points, self.middle, self.half, self.round)


def away(points: NDArray, middle: NDArray, half: NDArray, is_round: NDArray | bool) -> NDArray[np.float64]:
    """How many pixels points lie outside of ellipses and boxes; negative inside."""
    off = points - middle
    scaled, beyond = off / half, np.abs(off) - half
    outside = np.maximum(beyond, 0)
    far = np.hypot(outside[..., 0], outside[..., 1])
    ring = (np.hypot(scaled[..., 0], scaled[..., 1]) - 1) * half.min(axis=-1)
    return np.where(is_round, ring, np.where(far > 0, far, beyond.max(axis=-1)))


def outline(run: Sequence[Stroke], places: tuple[int, ...]) -> Shape:
    """How well strokes make an outline."""
    return Shape(places, *_measured(tuple(run)))


@lru_cache(10_000)
def _measured(run: tuple[Stroke, ...]) -> tuple[Box, float, float, float]:
    """Box, cover, share and corners of strokes as an outline."""
    points = joined(run)
    ordered, cut = np.sort(points, axis=0), len(points) // 60
    low, high = ordered[cut], ordered[len(points) - 1 - cut]
    half = np.maximum((high - low) / 2, 1.0)
    scaled = (points - (low + high) / 2) / half
    u, v = np.abs(scaled).T
    far = np.hypot(u, v)
    angle = np.arctan2(scaled[:, 1], scaled[:, 0]) / (2 * np.pi) % 1
    corners = _corners(u, v, far, scaled)
    if corners < ROUND:
        near = np.abs(far - 1) < 0.28
    else:
        near = np.abs(1 - scaled_gap(u, v, half)) < max(4.0 / min(half), 0.28)
    cover = len(np.unique((angle[near] * BINS).astype(int) % BINS)) / BINS
    return box_of(np.stack([low, high])), cover, float(near.mean()), corners


def scaled_gap(u: NDArray, v: NDArray, half: NDArray) -> NDArray:
    """How far points lie from the middle of a rectangle, 1 on its border, measured along the shorter side."""
    gap = np.minimum((1 - u) * half[0], (1 - v) * half[1])
    return 1 - gap / half.min()


def _corners(u: NDArray, v: NDArray, far: NDArray, scaled: NDArray) -> float:
    """How far the ink reaches towards the four corners, in the middle of the four."""
    diagonal = np.minimum(u, v) > 0.55 * np.maximum(u, v)
    quarter = (scaled[:, 0] > 0) * 2 + (scaled[:, 1] > 0)
    reach = [far[diagonal & (quarter == k)].max(initial=0) for k in range(4)]
    return float(np.mean(sorted(reach)[1:3]))
