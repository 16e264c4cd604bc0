"""A cliff in the loss, and what clipping the gradient does on it (Pascanu, Mikolov and Bengio 2013).

One unit, h_t = tanh(w h_(t-1) + b) from h_0 = 0, read at the last step: L = (h_T − d)² / 2. With w > 1 the unit ends
up high for b > 0 and low for b < 0. Between the two the loss is a wall, steeper with every step.
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.gradients.backprop import backward
from lstm_core.run import Array, Values, trace

ELMAN = CELLS["Elman"]


@dataclass(frozen=True)
class Cliff:
    """The loss as a function of the bias alone."""

    time: int = 10
    w: float = 2.0
    target: float = -0.5

    @property
    def weights(self) -> Values:
        """The bias comes in as x with weight 1, so that many of them can be tried at once."""
        return {"W_h": np.ones((1, 1)), "U_h": np.array([[self.w]]), "b_h": np.zeros(1)}

    def losses(self, biases: Iterable[float]) -> Array:
        """L for each bias: (biases,)."""
        last = self._run(np.array(list(biases), float)[:, None])[-1]["h_next"][:, 0]
        return (last - self.target) ** 2 / 2

    def slope(self, bias: float) -> float:
        """dL / d bias: what its copies in all the steps contribute, added up."""
        steps = self._run(np.array([bias]))
        found = backward(ELMAN, self.weights, steps, steps[-1]["h_next"] - self.target)
        return float(sum(gradients["x"][0] for gradients in found))

    def walk(self, start: float, rate: float, steps: int, largest: float = 0.0) -> tuple[float, ...]:
        """Gradient descent from `start`: (steps + 1,) biases, with gradients clipped to `largest` (0: not clipped)."""
        path = [start]
        for _ in range(steps):
            gradient = np.array([self.slope(path[-1])])
            path.append(path[-1] - rate * float((clip(gradient, largest) if largest else gradient)[0]))
        return tuple(path)

    def _run(self, bias: Array) -> list[Values]:
        """The trace for biases (..., 1)."""
        return trace(ELMAN, self.weights, [bias] * self.time, {"h": np.zeros_like(bias)})


def clip(gradient: Array, largest: float) -> Array:
    """The gradient as it is, or shortened to length `largest` in the same direction: g · min(1, c / ‖g‖)."""
    if largest <= 0:
        raise ValueError(f"The largest norm is {largest:g}; choose one above 0.")
    length = float(np.linalg.norm(gradient))
    return gradient * min(1.0, largest / length) if length else gradient
