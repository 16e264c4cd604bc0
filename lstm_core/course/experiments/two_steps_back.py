"""Two steps of any cell of one unit, and the way back: by its equations, and without any chain rule."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from lstm_core.cell import Cell
from lstm_core.gradients.way_back import Equation, solve, way_back, weight_gradients
from lstm_core.run import Array, Values, step, trace, zero_state
from lstm_core.run.start_values import start_value

TINY = 1e-5  # how far a value is moved both ways


@dataclass(frozen=True)
class TwoStepsBack:
    """The loss is L = e1 h1 + e2 h2, so e is what it gives to the output of each step."""

    cell: Cell
    xs: tuple[float, float]
    es: tuple[float, float]
    begun: float = 0.5  # every state before the first step, so that no product is zero from the start

    @cached_property
    def weights(self) -> Values:
        """Those with which the page One step begins."""
        return {name: np.full(shape, start_value(name)) for name, shape in self.cell.shapes(1, 1).items()}

    @cached_property
    def steps(self) -> list[Values]:
        """Every value on the way forward; each array is (1,)."""
        return trace(self.cell, self.weights, [np.array([x]) for x in self.xs], self._first())

    @property
    def losses(self) -> Array:
        """(time, 1)."""
        return np.array(self.es)[:, None]

    @property
    def equations(self) -> tuple[Equation, ...]:
        """Of all that is worked out in a step; what a step receives is worked out by the one before."""
        return tuple(one for one in way_back(self.cell) if one.name not in self.cell.inputs)

    def deltas(self, cut: bool = False) -> list[Values]:
        """The δ of every value at both steps, with `cut` as in 1997."""
        return solve(self.cell, self.weights, self.steps, self.losses, cut)

    def gradients(self, cut: bool = False) -> dict[str, float]:
        """The gradient of every weight."""
        found = weight_gradients(self.cell, self.steps, self.deltas(cut))
        return {name: gradient.item() for name, gradient in found.items()}

    def distance(self) -> float:
        """How far the gradient of 1997 is from the full one, as a share of the length of the full one."""
        full, cut = (np.array([*self.gradients(one).values()]) for one in (False, True))
        length = float(np.linalg.norm(full))
        return float(np.linalg.norm(full - cut)) / length if length else 0.0

    def slope_at(self, name: str, t: int) -> float:
        """The slope of the loss at a value of step t, counted from 0: it is moved a little, and all after it runs."""
        here = self.steps[t][name].item()
        up, down = (self._loss_with(name, t, here + way * TINY) for way in (1, -1))
        return (up - down) / (2 * TINY)

    def slope_of(self, weight: str) -> float:
        """The slope of the loss by a weight, without the chain rule as well."""
        up, down = (self._loss_of({**self.weights, weight: self.weights[weight] + way * TINY}) for way in (1, -1))
        return (up - down) / (2 * TINY)

    def _first(self) -> Values:
        return {name: value + self.begun for name, value in zero_state(self.cell, 1).items()}

    def _loss_of(self, weights: Mapping[str, Array]) -> float:
        steps = trace(self.cell, weights, [np.array([x]) for x in self.xs], self._first())
        return sum(e * values["h_next"].item() for e, values in zip(self.es, steps, strict=True))

    def _loss_with(self, name: str, t: int, value: float) -> float:
        """The loss of steps t and later if one value of step t is set to another number."""
        state = {old: self.steps[t][old] for old in self.cell.states}
        fixed = {name: np.array([value])}
        loss = 0.0
        for x, e in list(zip(self.xs, self.es, strict=True))[t:]:
            values = step(self.cell, self.weights, {"x": np.array([x]), **state, **fixed})
            loss += e * values["h_next"].item()
            state, fixed = {old: values[new] for old, new in self.cell.states.items()}, {}
        return loss
