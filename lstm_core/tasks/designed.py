"""Design your own: a grid of inputs and ideal outputs over time becomes a task, by variation (S0:35-40).

A row is a step, a column a channel, and a cell holds

    a number                    always this number
    a letter from a to z        drawn from [0, 1) anew for each sequence; the same letter is the same value everywhere
    nothing ("", None, nan)     0

The whole pattern begins 0 to `shift` steps late, so that a net cannot learn a clock instead. With `noise`, a cell left
empty on an input line that carries letters is not 0 but drawn from [0, noise): values come among distractors, flags
stay clear. The steps that count are those at which an ideal output is written down, a 0 included.
"""

import string
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from lstm_core.tasks.batch import Batch, blank
from lstm_core.tasks.criteria import Close
from lstm_core.tasks.grid import MOST_STEPS, Grid, check_known, counted, names, read_grid
from lstm_core.tasks.task import Task

LETTERS = string.ascii_lowercase


def designed(
    name: str,
    xs: Sequence[Sequence[Any]],
    ys: Sequence[Sequence[Any]],
    mask: Sequence[float] | None = None,
    shift: int = 5,
    noise: float = 0.0,
    inputs: Sequence[str] = (),
    outputs: Sequence[str] = (),
) -> Task:
    """The task of a pattern; xs: (steps, inputs), ys: (steps, outputs), mask: (steps,), 1 where it counts.

    Raises ValueError with a sentence that names the step, counted from 1, and the channel.
    """
    inputs, outputs = names("input", inputs, xs), names("output", outputs, ys)
    given, due = read_grid(xs, inputs), read_grid(ys, outputs)
    if len(given) != len(due):
        raise ValueError(f"The inputs have {len(given)} steps, but the outputs {len(due)}; they need as many.")
    check_known(given, due, outputs)
    _check_variation(shift, noise)
    design = Design(given, due, counted(due, mask), int(shift), float(noise))
    criterion = Close("at the steps that count")
    question = "Answer the pattern as it was drawn, whenever it begins and whatever its letters stand for."
    return Task(name, question, inputs, outputs, design, criterion, time=len(given) + design.shift, least=len(given))


def _check_variation(shift: int, noise: float) -> None:
    if not 0 <= shift <= MOST_STEPS:
        raise ValueError(f"The pattern cannot begin up to {shift} steps late; from 0 to {MOST_STEPS} are possible.")
    if not 0 <= noise <= 1:
        raise ValueError(
            f"Noise of {str(noise)[:20]} is not possible; it goes from 0 (none) to 1 (as large as the values)."
        )


@dataclass(frozen=True)
class Design:
    """A pattern and how it is varied; as plain data, so that it can be compared, saved and made again."""

    xs: Grid
    ys: Grid
    mask: tuple[int, ...]
    shift: int
    noise: float

    def __call__(self, rng: np.random.Generator, batch: int, time: int, _: int | None = None) -> Batch:
        """Each sequence with a beginning and with values of its own."""
        late = rng.integers(0, min(self.shift, time - len(self.xs)) + 1, batch)
        at = (np.arange(len(self.xs))[:, None] + late, np.arange(batch))
        values = np.vstack([rng.random((len(LETTERS), batch), np.float32), np.zeros((1, batch), np.float32)])
        made = blank(time, batch, len(self.xs[0]), len(self.ys[0]))
        if self.noise:
            made.xs[:] = self._given.lines * rng.random(made.xs.shape, np.float32) * self.noise
        made.xs[at] = self._given.over(made.xs[at], values)
        made.ys[at] = self._due.over(made.ys[at], values)
        made.mask[at] = np.array(self.mask)[:, None]
        return made

    @cached_property
    def _given(self) -> "_Table":
        return _table(self.xs)

    @cached_property
    def _due(self) -> "_Table":
        return _table(self.ys)


@dataclass(frozen=True, eq=False)
class _Table:
    """A grid as arrays, (steps, channels) each."""

    written: np.ndarray  # whether anything stands there
    numbers: np.ndarray  # 0 where there is none
    letters: np.ndarray  # 0 for a to 25 for z, -1 where there is none

    @property
    def lines(self) -> np.ndarray:
        """Whether a channel carries letters: (channels,)."""
        return np.any(self.letters >= 0, axis=0)

    def over(self, before: np.ndarray, values: np.ndarray) -> np.ndarray:
        """The pattern, and where it is empty what was there before: (steps, batch, channels).

        values: (27, batch), the value of each letter, and 0 for none.
        """
        pattern = self.numbers[:, None] + np.moveaxis(values[self.letters], 2, 1)
        return np.where(self.written[:, None], pattern, before)


def _table(grid: Grid) -> _Table:
    return _Table(
        np.array([[entry is not None for entry in row] for row in grid]),
        np.array([[entry if isinstance(entry, float) else 0 for entry in row] for row in grid], np.float32),
        np.array([[LETTERS.index(entry) if isinstance(entry, str) else -1 for entry in row] for row in grid]),
    )
