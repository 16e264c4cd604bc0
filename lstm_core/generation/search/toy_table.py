"""Predictors that are a table of probabilities: the lecture's worked example, and random ones for drills."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.generation.corpus import END


@dataclass(frozen=True)
class ProbabilityTable:
    """The next symbol depends on all symbols so far; after a beginning that is not in the table, all are alike."""

    symbols: str
    rows: Mapping[str, tuple[float, ...]]  # beginning ("" at first) -> probability of every symbol

    def __post_init__(self) -> None:
        for beginning, row in self.rows.items():
            if len(row) != len(self.symbols) or min(row) < 0 or abs(sum(row) - 1) > 1e-6:
                raise ValueError(
                    f"After “{beginning}” the probabilities are {row}: give one for each of {', '.join(self.symbols)}, "
                    "none below 0 and together 1."
                )

    @property
    def end(self) -> int | None:
        """A table may have END among its symbols, or never end."""
        return self.symbols.index(END) if END in self.symbols else None

    def begin(self) -> tuple[np.ndarray, np.ndarray]:
        """Before the first symbol."""
        nothing = np.zeros((1, 0), dtype=np.int64)
        return self._logits(nothing), nothing

    def advance(self, state: np.ndarray, symbols: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """The state is all symbols so far: (width, steps)."""
        state = np.concatenate([state, symbols[:, None]], axis=1)
        return self._logits(state), state

    def _logits(self, state: np.ndarray) -> np.ndarray:
        level = (1 / len(self.symbols),) * len(self.symbols)
        rows = [self.rows.get("".join(self.symbols[place] for place in row), level) for row in state]
        with np.errstate(divide="ignore"):
            return np.log(np.array(rows))


# Greedy takes A, then A: 0.5 × 0.4 = 0.20. A beam of two finds BA: 0.4 × 0.9 = 0.36.
WORKED = ProbabilityTable(
    "ABC",
    {"": (0.5, 0.4, 0.1), "A": (0.4, 0.35, 0.25), "B": (0.9, 0.05, 0.05), "C": (0.4, 0.3, 0.3)},
)


def random_table(seed: int, symbols: str = "ABC", length: int = 3) -> ProbabilityTable:
    """A table for every beginning shorter than `length`, uneven enough that the searches differ."""
    rng = np.random.default_rng(seed)
    beginnings = [""]
    for _ in range(length - 1):
        beginnings += [start + symbol for start in beginnings for symbol in symbols]
    unique = dict.fromkeys(beginnings)
    return ProbabilityTable(symbols, {start: tuple(rng.dirichlet(np.full(len(symbols), 0.8))) for start in unique})
