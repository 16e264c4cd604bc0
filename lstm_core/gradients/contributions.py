"""What every time step contributes to the gradient of one shared weight: the double sum of BPTT, term by term.

One unit and one input, small enough to follow by hand: h_t = tanh(w h_(t-1) + u x_t) from h_0 = 0. The right answer
is 0 wherever the output is read, so L = Σ h_t² / 2.
"""

import math
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.gradients.backprop import backward, contributions_per_step
from lstm_core.prose.text import ascii_minus
from lstm_core.run import Array, Values, trace

ELMAN = CELLS["Elman"]
WEIGHTS = {"w": "U_h", "u": "W_h"}  # the letters of the lesson, and the names in the cell
MOST_STEPS = 8
LARGEST = 3.0
TINY = 1e-5  # of the finite difference


@dataclass(frozen=True)
class UnrolledChain:
    """An unrolled chain. Raises ValueError, with a sentence that says what to change, if it cannot be drawn."""

    w: float = 0.5
    u: float = 1.0
    xs: tuple[float, ...] = (1.0, 0.0, 0.0)
    every: bool = False  # read at every step; else at the last one alone
    cut: int = 0  # how many copies of the weight a loss reaches, its own step included; 0: all of them

    def __post_init__(self) -> None:
        if not 1 <= len(self.xs) <= MOST_STEPS:
            raise ValueError(f"There are {len(self.xs)} inputs; give 1 to {MOST_STEPS}, one for each step.")
        for name, value in (("w", self.w), ("u", self.u), *((f"x{t}", x) for t, x in enumerate(self.xs, 1))):
            if not math.isfinite(value) or abs(value) > LARGEST:
                raise ValueError(f"{name} is {value:g}; choose a number from −{LARGEST:g} to {LARGEST:g}.")

    @cached_property
    def steps(self) -> list[Values]:
        """Every value of every step, from the one evaluator of all cells."""
        return trace(ELMAN, self.weights, [np.array([x]) for x in self.xs], {"h": np.zeros(1)})

    @property
    def weights(self) -> Values:
        """The weights under their names in the cell; there is no bias."""
        return {"W_h": np.array([[self.u]]), "U_h": np.array([[self.w]]), "b_h": np.zeros(1)}

    @property
    def hs(self) -> tuple[float, ...]:
        """h_1 … h_T. They do not depend on the cut: the state is carried on."""
        return tuple(float(values["h_next"][0]) for values in self.steps)

    @property
    def read(self) -> tuple[int, ...]:
        """The steps at which the output is read, counted from 0."""
        last = len(self.xs) - 1
        return tuple(range(last + 1)) if self.every else (last,)

    @property
    def loss(self) -> float:
        """L = Σ h_t² / 2 over the steps that are read."""
        return sum(self.hs[t] ** 2 / 2 for t in self.read)

    def reaches(self, loss: int, step: int) -> bool:
        """Whether the gradient of the loss at one step gets as far back as another; both counted from 0."""
        return step <= loss and (not self.cut or loss - step < self.cut)

    @cached_property
    def deltas(self) -> tuple[float, ...]:
        """δ_k = dL / dh_k, from all losses that reach step k."""
        ways = {t: self._back(t) for t in self.read}
        steps = range(len(self.xs))
        return tuple(sum(float(ways[t][k]["h_next"][0]) for t in self.read if self.reaches(t, k)) for k in steps)

    def terms(self, weight: str) -> Array:
        """The terms of the double sum for "w" or "u", whatever is cut: (time of the loss, time of the copy)."""
        found = np.zeros((len(self.xs), len(self.xs)))
        for t in self.read:
            found[t, : t + 1] = contributions_per_step(ELMAN, self.steps[: t + 1], self._back(t))[WEIGHTS[weight]][
                :, 0, 0
            ]
        return found

    def contributions(self, weight: str) -> tuple[float, ...]:
        """One number for each step, as far as the cut lets it through; they add up to the gradient."""
        reached = [[self.reaches(t, k) for k in range(len(self.xs))] for t in range(len(self.xs))]
        return tuple(float(term) for term in (self.terms(weight) * reached).sum(axis=0))

    def slope(self, weight: str) -> float:
        """dL / d weight by a finite difference: move the weight both ways and look at the loss. Nothing is cut."""
        here = getattr(self, weight)
        up, down = (self._loss(**{"w": self.w, "u": self.u, weight: here + sign * TINY}) for sign in (1, -1))
        return (up - down) / (2 * TINY)

    def _loss(self, w: float, u: float) -> float:
        """The loss with other weights, written out once more so that the check shares nothing with what it checks."""
        h, losses = 0.0, []
        for x in self.xs:
            h = math.tanh(w * h + u * x)
            losses.append(h**2 / 2)
        return sum(losses[t] for t in self.read)

    def _back(self, t: int) -> list[Values]:
        """The way back from the loss of one step."""
        return backward(ELMAN, self.weights, self.steps[: t + 1], np.array([self.hs[t]]))


def read_inputs(text: str) -> tuple[float, ...]:
    """Inputs as they are typed, "1, 0, -0.5"; raises ValueError with a sentence if that is something else."""
    words = ascii_minus(text).replace(";", ",").split(",")
    try:
        return tuple(float(word) for word in words)
    except ValueError:
        raise ValueError("Type numbers with commas between them, one for each step: 1, 0, −0.5") from None


def stored_bytes(vectors: int, time: int, batch: int, hidden: int, size: int = 4) -> int:
    """Bytes that the way back needs: so many vectors of every unit, sequence and step; `size` bytes a number."""
    return vectors * time * batch * hidden * size
