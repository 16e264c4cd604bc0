"""How well a window and a recurrent net answer, by the gap between signal and question.

`python -m lstm_core.course.experiments.gap_study` measures it.
The results lie beside this file as results.json, one row per net and gap.
"""

import json
from dataclasses import dataclass
from functools import cache
from pathlib import Path

FILE = Path(__file__).with_name("results.json")
GAPS = tuple(range(1, 21))
REACHES = (2, 5, 10, 15)
RECURRENT = ("Elman", "LSTM")  # 16 units each
SEEDS = (0, 1, 2)
ENOUGH = 0.05  # the mean error below which the task counts as solved
GUESS = 0.25  # the mean error of a net that always answers 0.5, for values drawn from [0, 1)


@dataclass(frozen=True)
class GapResult:
    """One net at one gap, the median of its seeds."""

    net: str  # "window of 5", "LSTM"
    gap: int  # steps from the signal to the question
    error: float  # mean error at the question, on fresh sequences
    parameters: int


@cache
def results(file: Path = FILE) -> tuple[GapResult, ...]:
    """What was measured."""
    return tuple(GapResult(*row) for row in json.loads(file.read_text(encoding="utf-8")))


def window_name(reach: int) -> str:
    """What a window is called in the results."""
    return f"window of {reach}"


def fails_at(net: str, rows: tuple[GapResult, ...]) -> int | None:
    """The first gap at which a net does not solve the task; None if it solves all that were tried."""
    return next((row.gap for row in sorted(rows, key=lambda row: row.gap) if row.net == net and not _fine(row)), None)


def _fine(row: GapResult) -> bool:
    return row.error < ENOUGH
