"""A net with random weights, small enough to be run in no time."""

import numpy as np

from lstm_core.cells import CELLS
from lstm_core.generation.corpus import END
from lstm_core.generation.model import SymbolNet


def random_net(seed=0, hidden=6, symbols=END + "abc"):
    """The same one for the same seed."""
    rng = np.random.default_rng(seed)
    shapes = CELLS["LSTM"].shapes(len(symbols), hidden) | {"W_y": (len(symbols), hidden), "b_y": (len(symbols),)}
    return SymbolNet(symbols, {name: rng.normal(0, 0.5, shape).astype(np.float32) for name, shape in shapes.items()})
