"""Run a cell: one step, or a whole sequence with every intermediate value kept."""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED

Array = Any  # np.ndarray or torch.Tensor
Values = dict[str, Array]  # the value of every node, by name


class Numpy:
    """What an operation may ask of the array library; torch offers the same two."""

    tanh = np.tanh

    @staticmethod
    def sigmoid(a: np.ndarray) -> np.ndarray:
        """1 / (1 + exp(-a)), written so that it never overflows."""
        return np.tanh(a / 2) / 2 + 0.5


def step(cell: Cell, weights: Mapping[str, Array], given: Mapping[str, Array], xp: Any = Numpy) -> Values:
    """One time step: the value of every node.

    `given` holds x: (..., inputs) and every state: (..., hidden). Any other node found in
    `given` is taken as it is, so a gate can be held at a value; sums that only feed it are left out.
    """
    values = dict(given)
    held = len(values) > len(cell.inputs)
    for node in cell.nodes:
        if node.name in values or (held and node.op in WEIGHTED and _only_feeds(cell, node.name, given)):
            continue
        if node.op in WEIGHTED:
            first, *others = products(node, weights, values)
            values[node.name] = sum(others, start=first)
        else:
            values[node.name] = OPS[node.op].apply(xp, *(values[arg] for arg in node.args))
    return values


def products(node: Node, weights: Mapping[str, Array], values: Mapping[str, Array]) -> list[Array]:
    """The terms of a weighted sum, in the order of `node.weights`: W x, U h, and last the bias."""
    *ws, bias = (weights[name] for name in node.weights)
    read = zip(ws, (values[arg] for arg in node.args), strict=True)
    return [*(a @ w.T if w.ndim == 2 else a * w for w, a in read), bias]


def _only_feeds(cell: Cell, name: str, given: Mapping[str, Array]) -> bool:
    """Whether every reader of a weighted sum is held, so that nobody needs it; a new state is always needed."""
    readers = cell.readers[name]
    return bool(readers) and name not in cell.states.values() and all(reader in given for reader in readers)


def trace(
    cell: Cell,
    weights: Mapping[str, Array],
    xs: Sequence[Array],
    state: Mapping[str, Array],
    xp: Any = Numpy,
    held: Mapping[str, Sequence[Array]] | None = None,
) -> list[Values]:
    """Run over a sequence from `state`; one dictionary of values per step.

    xs: (time, ..., inputs). `held` gives nodes a value of its own at every step: (time, ..., hidden).
    """
    steps: list[Values] = []
    for t, x in enumerate(xs):
        fixed = {name: series[t] for name, series in (held or {}).items()}
        steps.append(step(cell, weights, {"x": x, **state, **fixed}, xp))
        state = {old: steps[-1][new] for old, new in cell.states.items()}
    return steps


def zero_state(cell: Cell, *shape: int) -> Values:
    """Every state filled with zeros; shape is (..., hidden)."""
    return {name: np.zeros(shape) for name in cell.states}


def random_weights(cell: Cell, inputs: int, hidden: int, seed: int, scale: float = 1.0) -> Values:
    """Weights drawn from a normal distribution, rounded to one decimal so that they fit on paper."""
    rng = np.random.default_rng(seed)
    shapes = cell.shapes(inputs, hidden)
    return {name: np.round(rng.normal(scale=scale, size=shape), 1) + 0.0 for name, shape in shapes.items()}
