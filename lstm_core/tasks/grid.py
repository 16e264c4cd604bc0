"""A grid of steps and channels as a learner fills it in: numbers, letters and empty cells, read and checked.

Every complaint is a ValueError with a sentence that names the step, counted from 1, and the channel.
"""

import math
from collections.abc import Sequence
from typing import Any

from lstm_core.run.answers import read_number

Entry = float | str | None  # a number, a letter from a to z, or nothing
Grid = tuple[tuple[Entry, ...], ...]  # steps, and in each of them the channels
MOST_STEPS, MOST_CHANNELS, LARGEST = 200, 8, 10


def names(kind: str, given: Sequence[str], rows: Sequence[Sequence[Any]]) -> tuple[str, ...]:
    """The names of the channels: those that are given, or "input 1", "input 2", ..."""
    width = len(rows[0]) if len(rows) else 0
    if not 1 <= len(rows) <= MOST_STEPS:
        raise ValueError(f"The {kind}s have {len(rows)} steps; a pattern has 1 to {MOST_STEPS}.")
    if not 1 <= width <= MOST_CHANNELS:
        raise ValueError(f"There are {width} {kind}s; a pattern has 1 to {MOST_CHANNELS}.")
    if given and len(given) != width:
        raise ValueError(f"There are {width} {kind}s, but {len(given)} names for them.")
    return tuple(given) or tuple(f"{kind} {k}" for k in range(1, width + 1))


def read_grid(rows: Sequence[Sequence[Any]], channels: Sequence[str]) -> Grid:
    """The entries of a filled-in grid."""
    for step, row in enumerate(rows, 1):
        if len(row) != len(channels):
            raise ValueError(f"Step {step} has {len(row)} cells, but there are {len(channels)} channels.")
    return tuple(
        tuple(_entry(cell, f"{name} at step {step}") for name, cell in zip(channels, row, strict=True))
        for step, row in enumerate(rows, 1)
    )


def check_known(xs: Grid, ys: Grid, outputs: Sequence[str]) -> None:
    """No letter may be due before it was told: nobody could know it."""
    told: set[Entry] = set()
    for step, (given, due) in enumerate(zip(xs, ys, strict=True), 1):
        told.update(given)
        for name, entry in zip(outputs, due, strict=True):
            if isinstance(entry, str) and entry not in told:
                raise ValueError(
                    f"{name} should output {entry} at step {step}, but no input has given {entry} by then."
                )


def counted(ys: Grid, mask: Sequence[float] | None) -> tuple[int, ...]:
    """1 for every step that counts: those of the mask, or those at which an output is written down."""
    if mask is not None and len(mask) != len(ys):
        raise ValueError(f"The mask has {len(mask)} steps, but the outputs {len(ys)}; they need as many.")
    steps = [any(entry is not None for entry in row) for row in ys] if mask is None else mask
    if not any(steps):
        raise ValueError("No step counts yet. Write down what the net should output, at one step at least.")
    return tuple(int(bool(step)) for step in steps)


def _entry(cell: Any, where: str) -> Entry:
    if cell is None or (isinstance(cell, str) and not cell.strip()):
        return None
    if isinstance(cell, str) and len(letter := cell.strip().lower()) == 1 and "a" <= letter <= "z":
        return letter
    try:
        number = read_number(cell) if isinstance(cell, str) else float(cell)
    except (TypeError, ValueError, OverflowError):
        raise ValueError(f"{where} holds “{str(cell)[:20]}”; write a number, or one letter from a to z.") from None
    if math.isnan(number):
        return None
    if abs(number) > LARGEST:
        raise ValueError(f"{where} holds {str(cell)[:20]}; numbers must be between −{LARGEST} and {LARGEST}.")
    return number
