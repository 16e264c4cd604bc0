"""Numbers through a cell, and everything that is shown about one run."""

from lstm_core.run.forward import Array, Numpy, Values, products, random_weights, step, trace, zero_state

__all__ = ["Array", "Numpy", "Values", "products", "random_weights", "step", "trace", "zero_state"]
