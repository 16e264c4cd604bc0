"""Input sequences: some to choose from, and those a learner types."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.prose import read
from lstm_core.prose.text import ascii_minus, true_minus
from lstm_core.run.answers import NUMBER
from lstm_core.run.forward import Values, trace
from lstm_core.run.url import LARGEST

MOST_STEPS = 100
TOO_LARGE = 10_000  # no shipped cell gets there; numbers beyond it would not fit into a figure
LONGEST = 2_000  # characters that are read; 100 numbers need far fewer
PROSE = read("sequences")


@dataclass(frozen=True)
class InputSequence:
    """One number per step, and what to watch for."""

    name: str
    values: tuple[float, ...]
    watch: str  # one or two sentences


def read_sequence(text: str) -> list[float]:
    """One number per step, typed with decimal commas or points. Raises ValueError with a sentence.

    Semicolons, spaces and new lines separate, and so does a comma before a space. Any other comma is a
    decimal comma, unless points are used and neither semicolons nor new lines: then it separates too.
    """
    if len(text) > LONGEST:
        raise ValueError(f"This is {len(text)} characters long; a sequence has at most {MOST_STEPS} numbers.")
    tidy = re.sub(r"[\s;,]+$", "", text.lstrip())
    if not tidy:
        raise ValueError("Type one number per step first, for example 0; 1; 0; 0.")
    commas_separate = "." in tidy and not re.search(r"[;\n]", tidy)
    between = r"\s*[;,]\s*|\s+" if commas_separate else r"\s*;\s*|\s*,\s+|\s+"
    words = re.split(between, tidy)
    if len(words) > MOST_STEPS:
        raise ValueError(f"These are {len(words)} steps; at most {MOST_STEPS} can be shown. Leave some out.")
    return [_read(word, k) for k, word in enumerate(words, 1)]


def as_typed(values: Sequence[float]) -> str:
    """A sequence as it can be typed: 0; 1; −0.5."""
    return "; ".join(true_minus(f"{value:g}") for value in values)


def run_sequence(
    cell: Cell, weights: Mapping[str, np.ndarray], values: Sequence[float], state: Mapping[str, np.ndarray], inputs: int
) -> list[Values]:
    """The trace of a cell whose first input gets `values` and whose other inputs stay 0; state: (hidden,) each.

    Ends before the first step with a number that is too large to show.
    """
    xs = np.zeros((len(values), inputs))
    xs[:, 0] = values
    with np.errstate(over="ignore", invalid="ignore"):
        steps = trace(cell, weights, list(xs), state)
    ends = (t for t, found in enumerate(steps) if not all((np.abs(a) < TOO_LARGE).all() for a in found.values()))
    return steps[: next(ends, len(steps))]


def _read(word: str, step: int) -> float:
    short = word[:20]
    if not word:
        raise ValueError(f"Step {step} is empty: two separators follow each other. Type 0 where the input is silent.")
    if not NUMBER.fullmatch(ascii_minus(word)) or word.startswith(","):
        if word.count(",") > 1 or word.startswith(",") or {",", "."} <= set(word):
            raise ValueError(f"Step {step}: “{short}” can be read in two ways. Put semicolons between the numbers.")
        raise ValueError(f"Step {step}: “{short}” is not a number. Type numbers as 0.5 or 0,5 with ; between them.")
    value = float(ascii_minus(word).replace(",", "."))
    if not abs(value) <= LARGEST:
        raise ValueError(f"Step {step}: {short} is too large. Inputs must be between −{LARGEST:g} and {LARGEST:g}.")
    return value + 0.0


def _runs(runs: Sequence[tuple[float, int]]) -> list[float]:
    return [float(value) for value, steps in runs for _ in range(steps)]


def _line(ends: tuple[float, float, int]) -> list[float]:
    start, end, steps = ends
    return [round(float(value), 2) for value in np.linspace(start, end, steps)]


def _noise(drawn: tuple[int, int]) -> list[float]:
    seed, steps = drawn
    return [round(float(value), 2) for value in np.random.default_rng(seed).uniform(-1, 1, steps)]


_SHAPES: dict[str, Callable[[Any], list[float]]] = {"runs": _runs, "line": _line, "noise": _noise}


def _sequence(row: Mapping[str, Any]) -> InputSequence:
    shape = next(name for name in _SHAPES if name in row)
    values = _SHAPES[shape](row[shape]) * row.get("times", 1)
    return InputSequence(row["name"], tuple(values), row["watch"])


SEQUENCES = {row["name"]: _sequence(row) for row in PROSE["sequence"]}
OWN = InputSequence(
    "Own values", (0.0, 0.0, 1.0, 0.0, 0.0, 0.0, 0.0, 0.5, 0.0, 0.0, 0.0, -1.0, 0.0, 0.0, 0.0), PROSE["own"]
)
