"""Strokes as they come from a pen, made ready: what is no stroke is refused, what was scribbled over is gone."""

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import Stroke, gaps, resampled
from lstm_core.prose.complaint import complaint, sentence
from lstm_core.prose.wording import Wording

MOST_STROKES = 600  # of a sheet; an LSTM takes some eighty
MOST_RAW = 20_000  # points of one stroke
MOST_INK = 16_000  # evenly spaced points of a sheet; an LSTM takes some 2,000, and 400 strokes some 12,000
TURNS = 5  # back and forth, at least, in a scribble
COVERED = 0.6  # of a stroke must lie under a scribble that erases it
KNOWN = 4_000  # strokes, of some twenty sheets
UNDER = 9.0  # pixels from the ink of a scribble


@dataclass(frozen=True)
class Page:
    """Strokes ready to be read; the others by their index."""

    strokes: tuple[Stroke, ...] = ()
    unread: tuple[int, ...] = ()
    erased: tuple[int, ...] = ()
    notes: tuple[Wording, ...] = ()


def cleaned(data: object) -> Page:
    """The strokes of a sheet. Raises ValueError with a sentence if the data are no strokes."""
    if not isinstance(data, list | tuple):
        raise complaint("no_strokes")
    if len(data) > MOST_STROKES:
        note = sentence("many_strokes", count=len(data), most=MOST_STROKES)
        return Page(unread=tuple(range(len(data))), notes=(note,))
    raw = [points_of(row) for row in data]
    whole = [points is not None and len(points) > 0 and bool(np.isfinite(points).all()) for points in raw]
    kept = [_stroke(k, points.tobytes()) for k, points in enumerate(raw) if points is not None and whole[k]]
    unread = tuple(k for k, good in enumerate(whole) if not good)
    if sum(len(stroke.points) for stroke in kept) > MOST_INK:
        return Page(unread=tuple(range(len(data))), notes=(sentence("much_ink"),))
    strokes, erased = _without_scribbles(kept)
    notes = (sentence("broken_strokes", count=len(unread)),) if unread else ()
    return Page(tuple(strokes), unread, erased, notes)


@lru_cache(KNOWN)
def _stroke(index: int, points: bytes) -> Stroke:
    """One stroke, made once: a sheet is read anew after each stroke, and all others are the same."""
    return Stroke(index, resampled(np.frombuffer(points).reshape(-1, 2)))


def points_of(row: object, most: int = MOST_RAW) -> Points | None:
    """The points of one stroke: (points, 2); None if it is none."""
    if not isinstance(row, list | tuple) or len(row) > most:
        return None
    try:
        points = np.array(row, dtype=float)
    except (TypeError, ValueError, OverflowError):
        return None
    if points.ndim != 2 or points.shape[1] < 2:
        return None
    return points[:, :2] if (np.abs(points[:, :2]) < 1e5).all() else None


def _without_scribbles(strokes: list[Stroke]) -> tuple[list[Stroke], tuple[int, ...]]:
    """The strokes without scribbles that lie over earlier ones, and without what these erase; what is gone."""
    kept: list[Stroke] = []
    gone: list[int] = []
    for stroke in strokes:
        under = [other for other in kept if _is_under(other, stroke)] if _is_scribble(stroke) else []
        if under:
            gone += [stroke.index, *(other.index for other in under)]
            kept = [other for other in kept if other not in under]
        else:
            kept.append(stroke)
    return kept, tuple(sorted(gone))


@lru_cache(KNOWN)
def _is_scribble(stroke: Stroke) -> bool:
    """Whether a stroke goes back and forth, much longer than it is large."""
    if stroke.size < 20 or stroke.length < 3.2 * stroke.size:
        return False
    centred = stroke.points - stroke.points.mean(axis=0)
    angles = np.arange(0, np.pi, np.pi / 4)
    ways = centred @ np.stack([np.cos(angles), np.sin(angles)])
    return any(_turns(along, 0.55 * float(np.ptp(along))) >= TURNS for along in ways.T)


def _turns(along: np.ndarray, least: float) -> int:
    """How often a value turns back after having gone at least so far."""
    turns, way, extreme = 0, 0.0, along[0]
    for value in along:
        if not way:
            way, extreme = (np.sign(value - extreme), value) if abs(value - extreme) > least else (0.0, extreme)
        elif (value - extreme) * way > 0:
            extreme = value
        elif (extreme - value) * way > least:
            turns, way, extreme = turns + 1, -way, value
    return turns


@lru_cache(KNOWN)
def _is_under(other: Stroke, scribble: Stroke) -> bool:
    """Whether most of a stroke lies under the ink of a scribble; every other point tells that as well."""
    x0, y0, x1, y1 = scribble.box
    within = (
        np.abs(other.points - [(x0 + x1) / 2, (y0 + y1) / 2]) < [(x1 - x0) / 2 + UNDER, (y1 - y0) / 2 + UNDER]
    ).all(axis=1)
    if within.mean() <= COVERED:
        return False
    return bool((gaps(other.points[::2], scribble.points[::2]).min(axis=1) < UNDER).mean() > COVERED)
