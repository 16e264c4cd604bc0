"""Shafts: wires, or pieces of them, with their two ends."""

from dataclasses import dataclass, field
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray

from lstm_core.ink.glyphs import Points
from lstm_core.ink.strokes import smooth

BEND = 10  # points behind an end that say where it leads
LEAD = 30  # points behind an end that say to which side of the sheet it leads


@dataclass
class End:
    """One end of a shaft, and what it means."""

    point: NDArray[np.float64]
    ahead: NDArray[np.float64]  # the direction in which the shaft would go on
    lead: NDArray[np.float64]  # the same, over a longer piece of the shaft
    start: bool  # whether the pen began here
    head: bool = False
    barbs: int = 0  # straight strokes of a head; a bent one counts for two
    part: int | None = None  # a shape
    line: tuple[int, int] | None = None  # another shaft, and the point of it
    distance: float = 0.0  # to what it means


@dataclass
class Shaft:
    """One wire, or a piece of one."""

    strokes: list[int]  # the stroke of the shaft, and of its heads: places in the list of strokes
    points: Points
    ends: tuple[End, End] = field(init=False)

    def __post_init__(self) -> None:
        first, last, out, on = _ways(self.points.tobytes())
        self.ends = (End(self.points[0], first, out, True), End(self.points[-1], last, on, False))


@lru_cache(4_000)
def _ways(points: bytes) -> tuple[NDArray[np.float64], ...]:
    """Where a shaft leads at both ends, and over a longer piece."""
    soft = smooth(np.frombuffer(points).reshape(-1, 2))
    back, half = min(BEND, len(soft) - 1), min(LEAD, len(soft) // 2)
    first, last = unit(soft[0] - soft[back]), unit(soft[-1] - soft[-1 - back])
    return first, last, unit(soft[0] - soft[half]), unit(soft[-1] - soft[-1 - half])


def unit(vector: NDArray) -> NDArray[np.float64]:
    """The same direction, of length 1."""
    return vector / max(float(np.hypot(*vector)), 1e-9)
