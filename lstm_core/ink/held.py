"""Wires that are known by their strokes, such as those a sheet begins with: nothing about them has to be read.

What is drawn anew may begin on one of them: then it brings the same value.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.ink.corrections import Correction, OfInk, Ref
from lstm_core.ink.draft import Draft
from lstm_core.ink.glyphs import Points
from lstm_core.ink.outlines import Shape
from lstm_core.ink.shafts import Shaft
from lstm_core.ink.strokes import Stroke, gaps
from lstm_core.ink.told import find

ON = 16.0  # pixels from a wire at which something begins on it
ARRIVED = 20.0  # pixels from a part within which a wire to it is passed over: what ends there means the part


@dataclass(frozen=True)
class Held:
    """One such wire."""

    strokes: tuple[int, ...]  # of the sheet
    points: Points
    source: Ref
    target: Ref


def held_wires(told: Sequence[Correction | None], ink: Sequence[Stroke]) -> list[Held]:
    """The wires all of whose ink is there, and the first stroke of what they join; the rest is read as any ink is."""
    there = {stroke.index: stroke for stroke in ink}
    held = []
    for wire in (one for one in told if isinstance(one, OfInk)):
        ends = {ref for ref in (wire.source, wire.target) if isinstance(ref, int)}
        if wire.strokes | ends <= there.keys():
            strokes = tuple(sorted(wire.strokes))
            points = np.concatenate([there[k].points for k in strokes])
            held.append(Held(strokes, points, wire.source, wire.target))
    return held


def lean(shafts: Sequence[Shaft], shapes: Sequence[Shape], ink: Sequence[Stroke], held: Sequence[Held]) -> None:
    """Let the ends of shafts that lie on such wires begin where these begin."""
    places = {ink[k].index: place for place, shape in enumerate(shapes) for k in shape.all}
    for end in (end for shaft in shafts for end in shaft.ends):
        far, source = min(_near(end.point, shapes, held, places), default=(np.inf, 0))
        part = float(shapes[end.part].away(end.point[None])[0]) if end.part is not None else np.inf
        line = float(gaps(end.point[None], shafts[end.line[0]].points).min()) if end.line else np.inf
        if far < min(ON, part, line):
            end.part, end.line = source, None


def _near(
    point: Points, shapes: Sequence[Shape], held: Sequence[Held], places: dict[int, int]
) -> Iterator[tuple[float, int]]:
    """How far a point is from each wire, and the shape where that begins."""
    for wire in held:
        if wire.source in places and wire.target in places:
            before = wire.points[shapes[places[wire.target]].away(wire.points) > ARRIVED]
            if len(before):
                yield float(gaps(point[None], before).min()), places[wire.source]


def hold(draft: Draft, held: Sequence[Held]) -> None:
    """Add such wires to the draft."""
    for wire in held:
        source, target = find(draft, wire.source, ()), find(draft, wire.target, ())
        if source and target:
            draft.wire(source, target, wire.strokes, exact=True)
