"""A sheet of ink, drawn once more: when each part and wire was done, and when each mistake was made."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.grade import Grade, Remark
from lstm_core.ink.sheet import Sheet
from lstm_core.ink.tracks import Track, Tracks

REACH = 26.0  # pixels from a part at which a line ends on it
UNDRAWN = ("missing", "lacks", "label", "name")  # repairs of what no stroke has drawn


@dataclass(frozen=True)
class Moment:
    """When something was done on the sheet."""

    at: float  # seconds after the pen first touched it
    id: str  # of the part or wire of the drawing
    strokes: tuple[int, ...]  # of the sheet, the last of which was it
    remark: int = -1  # which of the remarks is about it, for the moment of a mistake


@dataclass(frozen=True)
class Replay:
    """What happened when."""

    done: tuple[Moment, ...]  # parts and wires, each with its last stroke
    mistakes: tuple[Moment, ...]  # in the order in which they were made
    unplaced: tuple[int, ...]  # remarks on what is missing, which no moment belongs to


def replay(tracks: Tracks, sheet: Sheet, grade: Grade, ids: Mapping[str, str] | None = None) -> Replay:
    """The moments of a sheet that was read and graded.

    `ids` has the ids of the sheet by those of the drawing that was graded, where these are others.
    """
    ink = _ink(sheet, {track.index: track for track in tracks.strokes})
    pins = map(_pin, grade.remarks)
    pinned = {k: pin if ids is None else ids.get(pin, "") for k, pin in enumerate(pins)}
    done = [_moment(name, ink[name]) for name in ink]
    mistakes = [_moment(name, ink[name], k) for k, name in pinned.items() if name in ink]
    placed = {one.remark for one in mistakes}
    return Replay(
        tuple(sorted(done, key=lambda one: one.at)),
        tuple(sorted(mistakes, key=lambda one: (one.at, one.remark))),
        tuple(k for k in pinned if k not in placed),
    )


def _pin(remark: Remark) -> str:
    """The id of the part or wire that a remark is about; "" if it is about what nobody has drawn."""
    undrawn = remark.open or any(case.first.what in UNDRAWN for case in remark.cases)
    return "" if undrawn else remark.wire or remark.drawn


def _moment(name: str, ink: Sequence[Track], remark: int = -1) -> Moment:
    return Moment(max(one.end for one in ink), name, tuple(one.index for one in ink), remark)


def _ink(sheet: Sheet, tracks: dict[int, Track]) -> dict[str, list[Track]]:
    """The strokes of every part and wire of the drawing that has any.

    Where wires hang together, those that reach the part at the end; a wire without ink is as late as its parts.
    """
    parts = {part.id: _some(part.strokes, tracks) for part in sheet.parts}
    found, wires = dict(parts), sheet.drawing.wires
    for ink, wire in zip(sheet.wires, wires, strict=True):
        strokes = _some(ink.strokes, tracks)
        found[wire.id] = _reaching(strokes, parts.get(wire.target, [])) or strokes
    for part in sheet.drawing.parts:
        touching = [wire.id for wire in wires if part.id in (wire.source, wire.target)]
        found.setdefault(part.id, [one for name in touching for one in found[name]])
    for wire in wires:
        ends = [found[wire.source], found[wire.target]]
        found[wire.id] = found[wire.id] or max(ends, key=lambda ink: max((one.end for one in ink), default=0.0))
    return {name: ink for name, ink in found.items() if ink}


def _some(indices: Iterable[int], tracks: dict[int, Track]) -> list[Track]:
    return [tracks[k] for k in indices if k in tracks]


def _reaching(ink: list[Track], part: list[Track]) -> list[Track]:
    """Those of some strokes that begin or end at a part."""
    if not part:
        return []
    corners = np.concatenate([one.points for one in part])
    low, high = corners.min(axis=0) - REACH, corners.max(axis=0) + REACH
    return [one for one in ink if any(((low <= end) & (end <= high)).all() for end in one.points[[0, -1]])]
