"""A sheet of ink as a browser sends it: compact text, so that the whole sheet can travel with every stroke.

A stroke is "start,duration,x,y,steps": milliseconds since the sheet was begun and while the pen was down, the first
point in quarters of a pixel, and two characters for the step to each next point. Strokes are parted by blanks. What is
sent may be forged, so whatever comes is read or refused in a sentence.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.prose.complaint import complaint

UNIT = 4  # steps in a pixel
MIDDLE, LONGEST = 63, 28  # the character that stands for no step, and the longest step on either side of it
MOST_TEXT = 400_000  # characters of strokes; an LSTM takes some 6,000
MOST_CORRECTIONS, MOST_TEMPLATES, MOST_TEMPLATE = 200, 40, 4_000
STROKE = re.compile(r"(\d{1,10}),(\d{1,8}),(-?\d{1,5}),(-?\d{1,5}),((?:[#-\[]{2})*)")
InkStroke = list[list[float]]  # [x, y, milliseconds] of each point; none for a stroke that could not be read


@dataclass(frozen=True)
class Ink:
    """What a learner drew and corrected, ready for `read_sheet`."""

    strokes: list[InkStroke]
    corrections: list[Any]  # as they were sent: `read_sheet` looks at each of them
    templates: list[dict[str, Any]]  # the learner's own way to draw a kind of part


EMPTY = Ink([], [], [])


def read_ink(message: object) -> Ink:
    """The sheet that a browser sent. Raises ValueError with a sentence if it is none."""
    if not isinstance(message, Mapping):
        raise complaint("no_ink")
    text, corrections = message.get("strokes"), message.get("corrections", [])
    if not isinstance(text, str) or not isinstance(corrections, list | tuple):
        raise complaint("no_ink")
    if len(text) > MOST_TEXT:
        raise complaint("much_ink")
    return Ink(_strokes(text), list(corrections[:MOST_CORRECTIONS]), _templates(message.get("templates")))


def written(strokes: list[InkStroke]) -> str:
    """Strokes as a browser sends them, their points no more than seven pixels apart."""
    return " ".join(map(_written, strokes))


def _strokes(text: str) -> list[InkStroke]:
    return [_stroke(word) for word in text.split(" ")] if text else []


def _stroke(text: str) -> InkStroke:
    """The points of one stroke, its time spread over them evenly; none if the text is broken."""
    found = STROKE.fullmatch(text)
    if not found:
        return []
    start, took, x, y = map(int, found.groups()[:4])
    steps = np.frombuffer(found[5].encode("ascii"), dtype=np.uint8).astype(float).reshape(-1, 2) - MIDDLE
    points = np.vstack([[(x, y)], steps]).cumsum(axis=0) / UNIT
    times = np.linspace(start, start + took, len(points))
    rows: InkStroke = np.column_stack([points, times.round()]).tolist()
    return rows


def _written(stroke: InkStroke) -> str:
    if not stroke:
        return ""
    points = np.rint(np.array(stroke, dtype=float)[:, :2] * UNIT).astype(int)
    times = [row[2] if len(row) > 2 else 0 for row in (stroke[0], stroke[-1])]
    steps = np.clip(np.diff(points, axis=0), -LONGEST, LONGEST) + MIDDLE
    start, took = round(times[0]), round(times[1] - times[0])
    return f"{start},{took},{points[0, 0]},{points[0, 1]},{bytes(steps.astype(np.uint8).ravel()).decode('ascii')}"


def _templates(rows: object) -> list[dict[str, Any]]:
    """The templates that are some; what is none is left out, since it only ever helps."""
    found = []
    for row in rows[:MOST_TEMPLATES] if isinstance(rows, list | tuple) else ():
        kind, text = (row.get("kind"), row.get("strokes")) if isinstance(row, Mapping) else (None, None)
        if isinstance(kind, str) and isinstance(text, str) and len(text) <= MOST_TEMPLATE:
            strokes = _strokes(text)
            if strokes and all(strokes):
                found.append({"kind": kind, "strokes": [[point[:2] for point in stroke] for stroke in strokes]})
    return found
