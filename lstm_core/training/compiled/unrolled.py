"""One cell over one shape of sequence, ready to run: the work arrays and both lists of calls."""

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from lstm_core.training.compiled.backward import Backward
from lstm_core.training.compiled.calls import Array, run
from lstm_core.training.compiled.forward import forward
from lstm_core.training.compiled.layout import VectorLayout
from lstm_core.training.compiled.values import ValueArrays
from lstm_core.training.compiled.weights import WeightArrays


class Unrolled:
    """Forward, then backward; the second needs what the first has left in the work arrays.

    A net that diverges is for the training to notice, so numbers may overflow here without a warning.
    """

    def __init__(self, layout: VectorLayout, time: int, batch: int, dtype: np.dtype) -> None:
        self.values = ValueArrays(layout, time, batch, dtype)
        self.weights = WeightArrays(self.values)
        self.x_places = self.values.x_places()
        self.program = forward(self.values, self.weights)

    @cached_property
    def back(self) -> Backward:
        """The way back, made ready when it is first gone: who only wants outputs does without."""
        return Backward(self.values, self.weights)

    def forward(self, weights: Array, xs: Array, states: Mapping[str, Array]) -> tuple[Array, dict[str, Array]]:
        """hs: (time, batch, hidden) and the last states from weights: (size,) and xs: (time, batch, inputs).

        A state is (batch, hidden); those that are not given begin with zeros.
        """
        with np.errstate(all="ignore"):
            for name, array in self.values.states.items():
                array[0] = states[name].T if name in states else 0
            self.run_forward(weights, xs.transpose(0, 2, 1))
        hs = np.ascontiguousarray(self.values.home("h_next").transpose(0, 2, 1))
        return hs, {name: array[-1].T.copy() for name, array in self.values.states.items()}

    def run_forward(self, weights: Array, xs: Array) -> None:
        """Fill in all values, from weights: (size,), xs: (time, inputs, batch) and the states to begin with."""
        self.weights.load(weights)
        for place in self.x_places:
            np.copyto(place, xs)
        run(self.program)

    def backward(self, of_hs: Array | None, of_last: Mapping[str, Array]) -> Array:
        """The gradient of the weights, (size,), from those of hs and of the last states; what is missing is zero."""
        with np.errstate(all="ignore"):
            np.copyto(self.back.of_hs, 0 if of_hs is None else of_hs.transpose(0, 2, 1))
            for name, array in self.back.of_states.items():
                array[-1] = of_last[name].T if name in of_last else 0
            run(self.back.program)
            run(self.back.begin)
        return self.back.of_weights.copy()

    def of_xs(self) -> Array:
        """After `backward`, the gradient of xs: (time, batch, inputs)."""
        with np.errstate(all="ignore"):
            return np.ascontiguousarray(self.back.of_xs().transpose(0, 2, 1))

    def of_state(self, name: str) -> Array:
        """After `backward`, the gradient of a state to begin with: (batch, hidden)."""
        return self.back.of_states[name][0].T.copy()
