"""Backpropagation through time in plain NumPy: the chain rule, node by node and step by step."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import ACTIVATIONS
from lstm_core.gradients.ways import back, ways
from lstm_core.run import Array, Values


def backward(cell: Cell, weights: Mapping[str, Array], steps: Sequence[Values], slope: Array) -> list[Values]:
    """One dictionary per step: dL / d value, if `slope` is dL / dh of the last step and L sees nothing else.

    steps: a trace with values (hidden,), slope: (hidden,). A state is the value that the step before made, so c of a
    step has the gradient of c_next of that one.
    """
    gradients: list[Values] = [{} for _ in steps]
    later = {"h_next": np.asarray(slope, float)}
    for t in reversed(range(len(steps))):
        gradients[t] = _one_step(cell, weights, steps[t], later)
        later = {new: gradients[t][state] for state, new in cell.states.items()}
    for earlier, now in pairwise(gradients):
        now |= {state: earlier[new] for state, new in cell.states.items()}
    return gradients


def contributions_per_step(cell: Cell, steps: Sequence[Values], gradients: Sequence[Values]) -> dict[str, Array]:
    """What every step contributes to the gradient of every weight: (time, *shape of the weight) each.

    Their sum over time is the gradient, since the same weight stands in every step.
    """
    contributions: dict[str, Array] = {}
    for node in (node for node in cell.nodes if node.weights):
        own = np.stack([gradient[node.name] for gradient in gradients])  # (time, hidden)
        for weight, arg in zip(node.weights, node.args, strict=False):
            read = np.stack([values[arg] for values in steps])
            contributions[weight] = own * read if weight[0] == "p" else own[:, :, None] * read[:, None, :]
        contributions[node.weights[-1]] = own
    return contributions


def stored_values(cell: Cell) -> tuple[str, ...]:
    """The values each step must keep for the way back: its activations and its new states.

    Products and sums are worked out again from these, which costs next to nothing: 1 for Elman, 4 for the GRU,
    7 for the LSTM.
    """
    ends = set(cell.states.values())
    return tuple(node.name for node in cell.nodes if node.op in ACTIVATIONS or node.name in ends)


def _one_step(cell: Cell, weights: Mapping[str, Array], values: Values, later: Values) -> Values:
    """The gradients within a step, from those that the later steps and the loss give to its results."""
    gradients = {node.name: np.zeros_like(np.asarray(values[node.name], float)) for node in cell.nodes}
    gradients |= {name: gradients[name] + given for name, given in later.items()}
    for node in reversed(cell.nodes):
        for arg, part in _parts(node, weights, values, gradients[node.name]):
            gradients[arg] = gradients[arg] + part
    return gradients


def _parts(node: Node, weights: Mapping[str, Array], values: Values, own: Array) -> Iterator[tuple[str, Array]]:
    """What a node passes back to each value it reads, from its own gradient."""
    for arg, factors in ways(node):
        part = own
        for factor in factors:
            part = back(part, factor, weights, values)
        yield arg, part
