"""How a next-symbol net is trained, and what can be seen of its training."""

import math
from dataclasses import dataclass, field, fields

from lstm_core.generation.model import SymbolNet

BOUNDS: dict[str, tuple[float, float]] = {  # inclusive
    "hidden": (1, 256),
    "time": (2, 200),
    "batch": (1, 128),
    "steps": (1, 20_000),
    "learning_rate": (1e-6, 0.1),
    "dropout": (0.0, 0.9),
    "seed": (0, 2**31 - 1),
}
HOPED = 2.1  # bits per character on held-out tunes: the aim


@dataclass(frozen=True)
class TextSettings:
    """How to train. Raises ValueError, with a sentence that names the setting, if one is out of bounds."""

    hidden: int = 96
    time: int = 64  # steps of truncated backpropagation
    batch: int = 8  # places of the text that are read in parallel
    steps: int = 600
    learning_rate: float = 0.008  # at first; it falls linearly to 0
    dropout: float = 0.6  # share of the hidden state hidden from the readout
    seed: int = 0

    def __post_init__(self) -> None:
        for name in (entry.name for entry in fields(self)):
            low, high = BOUNDS[name]
            value = getattr(self, name)
            if not isinstance(value, int | float) or not math.isfinite(value) or not low <= value <= high:
                raise ValueError(f"{name.replace('_', ' ')} is {value}; choose from {low:g} to {high:g}")


@dataclass(frozen=True)
class Evaluation:
    """A net in training, evaluated: bits per symbol on pieces it learns from and on held-out ones, and a sample."""

    step: int
    training: float
    held_out: float
    sample: str  # text that it wrote


@dataclass(frozen=True)
class TextProgress:
    """What can be seen of a run after one update; never changed, only replaced."""

    step: int
    bits: float  # per symbol, on the piece of text just read, dropout included
    held_out: float  # bits per symbol on the held-out pieces when last judged
    seconds: float  # since the beginning, if a clock was given
    net: SymbolNet = field(repr=False)  # as it was when last judged
    best: SymbolNet = field(repr=False)  # the one with the fewest bits on the held-out pieces
    evaluations: tuple[Evaluation, ...] = field(default=(), repr=False)

    @property
    def best_bits(self) -> float:
        """Bits per symbol of the best net; a little flattered, since it was chosen on the pieces it is judged on."""
        return min(evaluation.held_out for evaluation in self.evaluations)
