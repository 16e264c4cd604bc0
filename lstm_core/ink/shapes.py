"""Boxes and circles among strokes: closed lines, drawn in one or several strokes, with something inside.

Candidates are runs of strokes drawn one after the other, finished if need be by strokes that came later. Each is
scored by how much of a rectangle's or an ellipse's border it covers, and how much of its ink lies there.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.chains import closed_chains
from lstm_core.ink.outlines import Shape, outline
from lstm_core.ink.strokes import Stroke, box_of

ALIKE = 0.5  # of the strokes of both, at least, must be the same in what was told and what is there
MOST_STROKES = 6  # of one outline
SMALLEST, WIDEST, TALLEST = 17.0, 260.0, 190.0  # pixels
USUAL, STEP = 45.0, 1.25  # pixels: how high a part is; and the steps in which a sheet is enlarged or reduced to that
WELL, WIDE = 0.72, 0.82  # how far from the middle of an outline, and of a box that is sure, something is inside
HALF = 0.42  # cover from which on later strokes may finish an outline
ASTRAY = 13.0  # pixels by which a later stroke may miss the outline that it finishes


def find_shapes(strokes: Sequence[Stroke], told: Sequence[tuple[frozenset[int], str]] = ()) -> list[Shape]:
    """All boxes and circles with something inside, each stroke in one at most; and what the learner told."""
    if not strokes:
        return []
    boxes = np.array([stroke.box for stroke in strokes])
    maybe = [*_candidates(strokes, boxes), *_meeting(strokes, boxes)]
    found = [filled for shape in maybe if (filled := _filled(shape, strokes, boxes)).inside]
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


def _meeting(strokes: Sequence[Stroke], boxes: NDArray) -> Iterator[Shape]:
    """Outlines of strokes whose ends meet all around, whenever each was drawn."""
    for group in closed_chains(strokes, boxes, (WIDEST, TALLEST)):
        low, high = boxes[[*group], :2].min(axis=0), boxes[[*group], 2:].max(axis=0)
        if min(high - low) >= SMALLEST and not _too_much_ink([strokes[k] for k in group], high - low):
            shape = outline([strokes[k] for k in group], group)
            if shape.nearly_closed:
                yield shape


def _too_much_ink(run: Sequence[Stroke], size: NDArray) -> bool:
    """Whether the ink is far more, or far less, than an outline of this size takes."""
    ink, around = sum(stroke.length for stroke in run), 2 * float(size.sum())
    return ink > 2.3 * around or ink < 0.35 * around


def likeness(a: frozenset[int], b: frozenset[int]) -> float:
    """How much two sets of strokes share, of what both have."""
    return len(a & b) / max(len(a | b), 1)


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
