"""Strokes with the seconds in which they were drawn, whatever a browser says about time."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import length, resampled

PAUSE, PACE = 0.4, 200.0  # seconds between strokes and pixels a second, where nobody knows
BREAK = 3600.0  # seconds: after a longer pause the sheet was taken up again, and the clock says nothing
FARTHEST = 1e5  # pixels


@dataclass(frozen=True, eq=False)
class Track:
    """One stroke as it came to be."""

    index: int  # which stroke of the sheet it is
    points: Points
    begin: float  # seconds after the pen first touched the sheet
    end: float


@dataclass(frozen=True)
class Tracks:
    """All strokes that can be shown, in the order in which they were drawn."""

    strokes: tuple[Track, ...] = ()
    timed: bool = False  # whether the clock ran through from the first stroke to the last

    @property
    def seconds(self) -> float:
        """From the first touch to the last lift of the pen."""
        return self.strokes[-1].end if self.strokes else 0.0


def tracks(strokes: Sequence[object]) -> Tracks:
    """The tracks of [[(x, y[, milliseconds]), ...], ...]; what is no stroke is left out.

    Where a time is missing, goes back or jumps, the stroke follows the one before at an easy pace.
    """
    found: list[Track] = []
    timed, shift = True, None
    for index, points, clock in _whole(strokes):
        last = found[-1].end if found else 0.0
        begin = clock[0] - shift if clock and shift is not None else 0.0
        if not clock or not 0 <= begin - last <= BREAK:
            timed = timed and bool(clock) and not found
            begin = last + PAUSE if found else 0.0
        took = clock[1] - clock[0] if clock else length(points) / PACE
        shift = clock[0] - begin if clock else None
        found.append(Track(index, points, begin, begin + took))
    return Tracks(tuple(found), timed and bool(found))


def _whole(strokes: Sequence[object]) -> Iterator[tuple[int, Points, tuple[float, float] | None]]:
    """Index, points and the seconds of first and last point of each stroke that is one."""
    for index, row in enumerate(strokes):
        try:
            table = np.array(row, dtype=float)
        except (TypeError, ValueError, OverflowError):
            continue
        flat = table.ndim == 2 and len(table) > 0 and table.shape[1] >= 2
        if flat and (np.abs(table[:, :2]) < FARTHEST).all():
            clock = table[[0, -1], 2] / 1000 if table.shape[1] > 2 else np.array([np.nan, np.nan])
            points, (first, last) = resampled(table[:, :2]), map(float, clock)
            runs = 0 < last - first <= BREAK or (first == last and len(points) == 1)  # no line is drawn in no time
            yield index, points, (first, last) if runs else None
