"""Numbers on which what was drawn or written gives something else than it should: the examiner's next move.

Only what fits on a napkin is asked: one step, and few numbers that are not 0.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.grade import Drawing, Unrunnable
from lstm_core.grade.by_hand import given, sums, where
from lstm_core.grade.counterexample import Counterexample, counterexample
from lstm_core.prose.data import refuse
from lstm_core.prose.wording import LANGUAGES, Wording
from lstm_core.run.answers import TOLERANCE, read_number

MOST = 3  # numbers that are not 0
LONGEST = 400  # characters of a formula
ASKED = Wording(
    "Let us try yours with numbers. {given}; everything else is 0, weights and biases as well. "
    "What does your cell give for {where}?",
    "Probieren wir Ihre Zelle mit Zahlen aus. {given}; alles andere ist 0, auch Gewichte und Bias. "
    "Was gibt Ihre Zelle für {where}?",
)


@dataclass(frozen=True)
class Parting:
    """What goes in, and what comes out where the two cells part."""

    given: tuple[str, ...]  # formulas, in LaTeX
    where: str  # the node, in LaTeX
    right: float  # what the right cell gives there, and what the drawn one
    drawn: float
    sums: tuple[str, str]  # how each of them works it out, in LaTeX

    def __post_init__(self) -> None:
        for latex in (*self.given, self.where, *self.sums):
            refuse("$" in latex or not latex.isprintable() or len(latex) > LONGEST, f"no formula: {latex[:20]}")
        refuse(len(self.given) > MOST, "too many numbers")
        refuse(not np.isfinite([self.right, self.drawn]).all(), "not a number")

    @property
    def wording(self) -> Wording:
        """What the examiner says."""
        row = {key: ", ".join(in_text(each, key) for each in self.given) for key in LANGUAGES}
        return Wording(*(ASKED[key].format(given=row[key], where=in_text(self.where, key)) for key in ("en", "de")))

    def marked(self, text: str) -> bool:
        """Whether this is what the drawn cell gives. Raises ValueError with a sentence for what is no number."""
        return near(read_number(text), self.drawn)


def parting(drawn: Cell | Drawing, right: Cell) -> Parting | None:
    """The smallest one; None where there is none, or none that fits on a napkin."""
    try:
        example = counterexample(drawn, right)
        return _of(example) if example and example.steps == 1 else None
    except (Unrunnable, ValueError):
        return None


def read_parting(data: Any) -> Parting | None:
    """As the log keeps it; None for what is none."""
    try:
        row: Mapping[str, Any] = data
        right, drawn = map(str, row["sums"])
        numbers = float(row["right"]), float(row["drawn"])
        return Parting(tuple(map(str, row["given"])), str(row["where"]), *numbers, (right, drawn))
    except (TypeError, KeyError, ValueError, AttributeError, OverflowError):
        return None


def near(one: float, other: float) -> bool:
    """Whether two numbers are the same with two decimals."""
    return abs(one - other) <= TOLERANCE + 1e-9


def in_text(latex: str, language: str) -> str:
    """A formula in a sentence; in German with decimal commas."""
    return f"${latex.replace('.', '{,}') if language == 'de' else latex}$"


def _of(example: Counterexample) -> Parting:
    return Parting(tuple(given(example)), where(example), example.value, example.drawn_value, sums(example))
