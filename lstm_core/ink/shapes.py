"""Boxes and circles among strokes: closed lines, drawn in one or several strokes, with something inside.

Candidates are runs of strokes drawn one after the other, finished if need be by strokes that came later. Each is
scored by how much of a rectangle's or an ellipse's border it covers, and how much of its ink lies there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import Box, Stroke, box_of, joined

ALIKE = 0.5  # of the strokes of both, at least, must be the same in what was told and what is there
MOST_STROKES = 6  # of one outline
SMALLEST, WIDEST, TALLEST = 17.0, 260.0, 190.0  # pixels
USUAL, STEP = 45.0, 1.25  # pixels: how high a part is; and the steps in which a sheet is enlarged or reduced to that
BINS = 36  # directions from the middle in which there should be ink
CLOSED, ON_BORDER, TOGETHER = 0.74, 0.72, 1.54  # least cover of the border; least share of the ink on it; their sum
WELL, WIDE = 0.72, 0.82  # how far from the middle of an outline, and of a box that is sure, something is inside
SURE = 0.77  # of both, for what is an outline beyond doubt
HALF = 0.42  # cover from which on later strokes may finish an outline
ASTRAY = 13.0  # pixels by which a later stroke may miss the outline that it finishes
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


def find_shapes(strokes: Sequence[Stroke], told: Sequence[tuple[frozenset[int], str]] = ()) -> list[Shape]:
    """All boxes and circles with something inside, each stroke in one at most; and what the learner told."""
    if not strokes:
        return []
    boxes = np.array([stroke.box for stroke in strokes])
    found = [filled for shape in _candidates(strokes, boxes) if (filled := _filled(shape, strokes, boxes)).inside]
    for places, kind in told:
        found = _as_told(found, places, kind, strokes, boxes)
    chosen = _without_loops(_disjoint(found))
    outlines = {k for shape in chosen for k in shape.strokes}
    return [replace(s, inside=tuple(k for k in _widely(s, strokes, boxes) if k not in outlines)) for s in chosen]


def scale_of(shapes: Sequence[Shape]) -> float:
    """By how much ink must grow so that its parts are about as large as usual; 1 if they nearly are."""
    if not shapes:
        return 1.0
    steps = round(np.log(USUAL / float(np.median([2 * shape.half.min() for shape in shapes]))) / np.log(STEP))
    return 1.0 if abs(steps) < 2 else STEP**steps


def _as_told(
    found: list[Shape], places: frozenset[int], kind: str, strokes: Sequence[Stroke], boxes: NDArray
) -> list[Shape]:
    """The candidates once the learner has said what some strokes are: a part of a kind, or no part ("")."""
    chosen = _without_loops(_disjoint(found))
    same = max(chosen, key=lambda shape: likeness(shape.all, places), default=None)
    if same is not None and likeness(same.all, places) < ALIKE:
        same = None
    if same is None and kind:
        same = _by_hand(places, strokes)
    if same is None:
        return found
    others = [shape for shape in found if not set(shape.strokes) & set(same.strokes)]
    return (
        [*others, replace(same, told=kind, inside=tuple(sorted({*same.inside, *places} - {*same.strokes})))]
        if kind
        else others
    )


def _by_hand(places: frozenset[int], strokes: Sequence[Stroke]) -> Shape:
    """The shape that some strokes are told to be: what is well within the box around them is its sign."""
    run = sorted(places)
    whole = outline([strokes[k] for k in run], tuple(run))
    half = np.maximum(whole.half, SMALLEST / 2)
    whole = replace(whole, box=box_of(np.stack([whole.middle - half, whole.middle + half])))
    small = [k for k in run if (np.abs(strokes[k].points - whole.middle) / half < WELL).all(axis=1).mean() > 0.85]
    around = tuple(k for k in run if k not in small)
    return replace(whole, strokes=around or tuple(run), inside=tuple(small) if around else ())


def _widely(shape: Shape, strokes: Sequence[Stroke], boxes: NDArray) -> list[int]:
    """What is inside; in a box also what is small and closer to its border, like the last letter of a word."""
    wide = () if shape.round else _filled(shape, strokes, boxes, WIDE).inside
    small = [k for k in wide if strokes[k].size < 1.5 * float(shape.half.min())]
    return sorted({*shape.inside, *small})


def _candidates(strokes: Sequence[Stroke], boxes: NDArray) -> Iterator[Shape]:
    """Runs of strokes that may be outlines, some finished by later strokes."""
    for first in range(len(strokes)):
        for last in range(first + 1, min(first + MOST_STROKES, len(strokes)) + 1):
            run = tuple(range(first, last))
            low, high = boxes[first:last, :2].min(axis=0), boxes[first:last, 2:].max(axis=0)
            if high[0] - low[0] > WIDEST or high[1] - low[1] > TALLEST:
                break
            if min(high - low) < SMALLEST or _too_much_ink([strokes[k] for k in run], high - low):
                continue
            shape = outline([strokes[k] for k in run], run)
            if shape.closed:
                yield shape
            elif shape.cover >= HALF and shape.share >= 0.9 and len(run) <= 4:
                yield from _finished(shape, strokes, boxes)


def _too_much_ink(run: Sequence[Stroke], size: NDArray) -> bool:
    """Whether the ink is far more, or far less, than an outline of this size takes."""
    ink, around = sum(stroke.length for stroke in run), 2 * float(size.sum())
    return ink > 2.3 * around or ink < 0.35 * around


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


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """How much two sets of strokes share, of what both have."""
    return len(a & b) / max(len(a | b), 1)


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


def _finished(shape: Shape, strokes: Sequence[Stroke], boxes: NDArray) -> Iterator[Shape]:
    """The outline with later strokes that lie along what is missing of its border."""
    x0, y0, x1, y1 = shape.box
    low, high = np.array([x0, y0]), np.array([x1, y1])
    fitting = (boxes > [*low - ASTRAY, *low - ASTRAY / 2]).all(axis=1) & (boxes[:, 2:] < high + ASTRAY).all(axis=1)
    near = [k for k in map(int, np.flatnonzero(fitting)) if k > shape.strokes[-1]]
    fits = sorted(
        (k for k in near if strokes[k].size > 12 and _along(shape, strokes[k])), key=lambda k: -strokes[k].size
    )
    for count in range(1, min(len(fits), 3) + 1):
        places = (*shape.strokes, *fits[:count])
        whole = outline([strokes[k] for k in places], places)
        if whole.closed:
            yield whole
            return


def _along(shape: Shape, stroke: Stroke) -> bool:
    """Whether a stroke runs along the border of an outline."""
    beyond = np.abs(stroke.points - shape.middle) - shape.half
    return bool((np.abs(beyond.max(axis=1)) < ASTRAY).mean() > 0.8)


def _filled(shape: Shape, strokes: Sequence[Stroke], boxes: NDArray, reach: float = WELL) -> Shape:
    """The shape with the strokes inside: those whose middle is well inside, and that hardly reach out of it."""
    middles, halves = (boxes[:, :2] + boxes[:, 2:]) / 2, (boxes[:, 2:] - boxes[:, :2]) / 2
    off = np.abs(middles - shape.middle) / shape.half
    well = (off < reach).all(axis=1) & (halves < 1.5 * shape.half).all(axis=1)
    well[list(shape.strokes)] = False
    inside = [k for k in map(int, np.flatnonzero(well)) if (shape.depth(strokes[k].points) < 1.2).mean() > 0.62]
    return replace(shape, inside=tuple(inside))


def _disjoint(shapes: Iterable[Shape]) -> list[Shape]:
    """The best shapes of which no two share a stroke of their outlines."""
    chosen: list[Shape] = []
    taken: set[int] = set()
    for shape in sorted(shapes, key=lambda shape: -shape.score):
        if not taken & set(shape.strokes):
            chosen.append(shape)
            taken |= set(shape.strokes)
    return chosen


def _without_loops(shapes: list[Shape]) -> list[Shape]:
    """Without loops of wires around parts, and without what only is a loop in the writing inside a part."""
    gone: set[int] = set()
    for k, outer in enumerate(shapes):
        inner = [j for j, s in enumerate(shapes) if j != k and set(s.strokes) <= set(outer.inside)]
        small = [j for j in inner if shapes[j].area < 0.12 * outer.area]
        same = [j for j in inner if shapes[j].area > 0.35 * outer.area]
        gone |= set(same) | set(small if len(inner) == len(small) and len(small) < 2 else [])
        if len(inner) > len(small) + len(same) or len(inner) > 1:
            gone.add(k)
    return [shape for k, shape in enumerate(shapes) if k not in gone or shape.told]
