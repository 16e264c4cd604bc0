"""N07: the shapes of weights, of values, and of whole batches."""

from collections.abc import Callable

import numpy as np

from lstm_core.cell import Shape
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import always, fixed
from lstm_core.drills.words import words
from lstm_core.run import Values, trace, zero_state

LSTM = CELLS["LSTM"]
Sizes = dict[str, int]  # X, H, Y, T and B, as in the question


def weights(n: Sizes) -> Shape:
    """W_f, which reads [h, x] as one: the two matrices of our own cell side by side."""
    shapes = LSTM.shapes(n["X"], n["H"])
    return shapes["W_f"][0], shapes["U_f"][1] + shapes["W_f"][1]


def one_step(n: Sizes, node: str) -> Shape:
    """A value inside the cell, for one sequence."""
    return np.shape(_run(n, (), 1)[0][node])


def batch(n: Sizes, node: str) -> Shape:
    """A value at every step of a batch."""
    return np.shape([values[node] for values in _run(n, (n["B"],), n["T"])])


def _run(n: Sizes, batch: Shape, time: int) -> list[Values]:
    zeros = {name: np.zeros(shape) for name, shape in LSTM.shapes(n["X"], n["H"]).items()}
    return trace(LSTM, zeros, list(np.zeros((time, *batch, n["X"]))), zero_state(LSTM, *batch, n["H"]))


ITEMS: dict[str, tuple[Callable[[Sizes], Shape], dict[str, str]]] = {  # the shape, and the wrong ones in letters
    "W_f": (weights, {"only x": "HX", "only h": "HH", "turned": "+H"}),
    "joined": (lambda n: weights(n)[1:], {"only h": "H", "only x": "X", "matrix": "H+"}),
    "f": (lambda n: one_step(n, "f"), {"one number": "1", "as wide": "+", "only x": "X"}),
    "g": (lambda n: one_step(n, "g"), {"one number": "1", "as wide": "+", "only x": "X"}),
    "b_o": (lambda n: LSTM.shapes(n["X"], n["H"])["b_o"], {"one number": "1", "as wide": "+"}),
    "W_hy": (lambda n: (n["Y"], n["H"]), {"turned": "HY", "from both": "Y+"}),
    "xs": (lambda n: batch(n, "x"), {"no batch": "TX", "batch first": "BTX", "hidden": "TBH"}),
    "hs": (lambda n: batch(n, "h_next"), {"last only": "BH", "no batch": "TH", "batch first": "BTH", "input": "TBX"}),
}


def shapes(rng: np.random.Generator) -> Drill:
    """N07: the shapes of three things in one net."""
    pools = {"X": (3, 5, 7, 12), "H": (4, 8, 16, 20, 32), "Y": (2, 6, 10), "T": (15, 30, 50), "B": (24, 40, 64)}
    n = {letter: int(rng.choice(pool)) for letter, pool in pools.items()}
    names = sorted(rng.choice(list(ITEMS), 3, replace=False).tolist(), key=list(ITEMS).index)
    page = words("shapes", "N07", **n, sum=n["H"] + n["X"])
    asks = []
    for name in names:
        right, wrong = ITEMS[name][0](n), {word: _spelt(letters, n) for word, letters in ITEMS[name][1].items()}
        slips = fixed(wrong)
        asks.append(page.field(name, always(right), slips, kind="shape", size=len(right)))
    return page.drill(n, *asks)


def _spelt(letters: str, n: Sizes) -> Shape:
    """A shape in letters as numbers; + is H + X."""
    sizes = {**n, "+": n["H"] + n["X"], "1": 1}
    return tuple(sizes[letter] for letter in letters)
