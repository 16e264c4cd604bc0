"""Jacobians of a cell over time: how a small change of the states at one step changes those of a later one.

Worked out forwards through the graph, for all steps of a trace at once, so that a plot can follow a slider.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.memory import keep_factors
from lstm_core.gradients.ways import slope, ways
from lstm_core.run import Array, Values


def jacobians(cell: Cell, weights: Mapping[str, Array], steps: Sequence[Values]) -> Array:
    """d (all states after a step) / d (all states before it), one matrix per step.

    steps: a trace with values (hidden,). Returns (time, states × hidden, states × hidden), states in the order of
    `cell.states`.
    """
    values = {node.name: np.stack([now[node.name] for now in steps]) for node in cell.nodes}
    hidden = len(steps[0][next(iter(cell.states))])
    width = hidden * len(cell.states)
    blocks = np.split(np.eye(width), len(cell.states))
    derivatives: dict[str, Array] = dict(
        zip(cell.states, blocks, strict=True)
    )  # (time, hidden, width), or without time
    for node in cell.nodes:
        parts = _parts(node, weights, values, derivatives)
        if parts:
            derivatives[node.name] = sum(parts[1:], start=parts[0])
    still = np.zeros((hidden, width))
    rows = [np.broadcast_to(derivatives.get(new, still), (len(steps), hidden, width)) for new in cell.states.values()]
    return np.concatenate(rows, axis=1)


def norms(cell: Cell, chain: Array, of: str = "h", by: str = "h") -> Array:
    """The largest factor by which a change grows: ‖d of_T / d by_(T-lag)‖₂ for lag 0, 1, …, time.

    chain: (time, states × hidden, states × hidden), from `jacobians`. Returns (time + 1,).
    """
    names = list(cell.states)
    hidden = chain.shape[1] // len(names)
    place = {name: slice(k * hidden, (k + 1) * hidden) for k, name in enumerate(names)}
    product = np.eye(chain.shape[1])[place[of]]
    seen = [product[:, place[by]]]
    for jacobian in chain[::-1]:
        product = product @ jacobian
        seen.append(product[:, place[by]])
    return np.linalg.norm(np.stack(seen), 2, axis=(1, 2))


def direct(cell: Cell, steps: Sequence[Values]) -> dict[str, Array]:
    """Only the straight way along a memory, with every detour through gates and h left out: a product of keep factors.

    For each state that is carried on through a gate, the product over the last `lag` steps in the unit that keeps
    most: (time + 1,). {"c": ∏ f} for the LSTM, {} for Elman.
    """
    found = {}
    for state, factor in keep_factors(cell).items():
        hidden = len(steps[0][state])
        gates = np.stack([now[factor] if factor else np.ones(hidden) for now in reversed(steps)])
        found[state] = np.concatenate([[1.0], np.cumprod(gates, axis=0).max(axis=1)])
    return found


def lag_below(sizes: Array, share: float = 0.01) -> int | None:
    """The first lag at which a curve over the lag lies below a share of where it began; None if it never does."""
    below = np.flatnonzero(np.asarray(sizes) < share * sizes[0])
    return int(below[0]) if len(below) else None


def powers(matrix: Array, most: int) -> Array:
    """‖Wᵏ‖₂ for k = 0, 1, …, most: (most + 1,). Eigenvalues tell only how it ends."""
    product, found = np.eye(len(matrix)), []
    for _ in range(most + 1):
        found.append(float(np.linalg.norm(product, 2)))
        product = product @ matrix
    return np.array(found)


def _parts(node: Node, weights: Mapping[str, Array], values: Values, derivatives: Mapping[str, Array]) -> list[Array]:
    """How far a node moves through each value it reads, if that moves; values: (time, hidden)."""
    found = []
    for arg, factors in ways(node):
        if arg not in derivatives:
            continue
        part = derivatives[arg]
        for factor in factors:
            slopes = None if factor.kind == "matrix" else np.asarray(slope(factor, weights, values))
            part = weights[factor.of] @ part if slopes is None else slopes[..., None] * part
        found.append(part)
    return found
