"""A drawing as ink, drawn by ruler: what a sheet begins with, so that a pen can go on with it.

Its strokes are strokes like any others, and scribbling erases them. What each of them is, is told with them. A wire is
one stroke between two forks, so that what is scribbled out is what the wire loses.
"""

from functools import lru_cache
from typing import Any

import numpy as np
from numpy.random import default_rng

from lstm_core.grade.drawing import Drawing, Part
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.glyphs import PROTOTYPES, Points, Strokes, path
from lstm_core.ink.message import InkStroke
from lstm_core.ink.routes import half_size, routes
from lstm_core.ink.strokes import resampled

SIGNS = {
    "sigmoid": "sigmoid", "tanh": "tanh", "mul": "times", "add": "plus", "one_minus": "one_minus", "x": "times",
    "h": "h", "h_next": "h", "c": "c", "c_next": "c", "y": "y",
}  # fmt: skip
FILLS = 0.55  # of a part, the sign in it
Told = dict[str, Any]  # a correction


@lru_cache(64)
def ink_of(drawing: Drawing) -> tuple[list[InkStroke], list[Told]]:
    """The strokes of a drawing, and the corrections with which they are read as that drawing."""
    strokes: Strokes = []
    told: list[Told] = []
    first: dict[str, int] = {}
    for part in drawing.parts:
        own = _part(part)
        first[part.id] = len(strokes)
        told.append({"do": "given", "strokes": _add(strokes, own), "kind": part.kind})
        if part.label:
            told.append({"do": "label", "at": first[part.id], "label": part.label})
    known: dict[bytes, int] = {}
    for wire, pieces in zip(drawing.wires, routes(drawing), strict=True):
        for piece in pieces:
            known.setdefault(piece.tobytes(), len(strokes))
            strokes += [piece] if known[piece.tobytes()] == len(strokes) else []
        own_strokes = [known[piece.tobytes()] for piece in pieces]
        told.append({"do": "given", "strokes": own_strokes, "from": first[wire.source], "to": first[wire.target]})
    return [[[float(x), float(y), 0.0] for x, y in resampled(stroke)] for stroke in strokes], told


def _add(strokes: Strokes, more: Strokes) -> list[int]:
    """Add some strokes; their numbers."""
    strokes += more
    return list(range(len(strokes) - len(more), len(strokes)))


def _part(part: Part) -> Strokes:
    """A box or a circle with its sign in it."""
    middle, half = np.array([part.x, part.y], dtype=float), half_size(part.kind)
    if (KINDS[part.kind].many and part.kind != "join") or part.kind in (*GIVEN, *LEAVES):
        outline = path((-1, -1), (1, -1), (1, 1), (-1, 1), (-1, -1))
    else:
        angle = np.linspace(0, 2 * np.pi, 60)
        outline = np.stack([np.cos(angle), np.sin(angle)], axis=1)
    return [middle + outline * half, *(middle + stroke for stroke in _sign(part.kind, half))]


def _sign(kind: str, half: Points) -> Strokes:
    """The sign of a kind, around 0; a join has none."""
    if kind == "join":
        return []
    sign = (
        PROTOTYPES[SIGNS[kind]](default_rng(0))
        if kind in SIGNS
        else [path((-1, -1), (-0.5, 1), (0, -0.5), (0.5, 1), (1, -1))]
    )
    points = np.concatenate(sign)
    low, high = points.min(axis=0), points.max(axis=0)
    size = float((FILLS * half / np.maximum((high - low) / 2, 1e-6)).min())
    return [(stroke - (low + high) / 2) * size for stroke in sign]
