"""Recall with weights set by hand: what a cell, right or wrong, does with gates that an ideal net would have.

One unit and the three inputs of the recall task (Marquardt, S0:25-34): store flag, value, recall flag. The gate that
keeps closes at the store flag, the gate that writes opens there, the candidate is the value, and the remaining gate
reads out at the recall flag. A drawn cell gets the weights of the boxes its boxes stand for.
"""

from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.memory import keep_factors, keep_gates, write_gates
from lstm_core.run import Values, trace, zero_state

OPEN = 12.0  # what a sigmoid needs to be open to within 0.00001
GAIN = 6.0  # tanh(6) is 0.99999: a value of 1 is stored as 1
STORE_AT, RECALL_AT = {2: 1.0, 10: -1.0}, (7, 15)  # steps and values
STEPS = 18
STORE, VALUE, RECALL = range(3)
LARGEST = 99.0  # a wrong cell may grow without end


def sequence() -> np.ndarray:
    """The inputs: (STEPS, 3). A 1 is stored and recalled, then a -1."""
    xs = np.zeros((STEPS, 3))
    for step, value in STORE_AT.items():
        xs[step, [STORE, VALUE]] = 1.0, value
    xs[list(RECALL_AT), RECALL] = 1.0
    return xs


def hand_set_weights(cell: Cell) -> dict[str, np.ndarray]:
    """The weights of one unit with three inputs, as `cell.shapes(3, 1)`, for a cell of CELLS."""
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(3, 1).items()}
    for node in cell.nodes:
        if node.weights and "x" in node.args:
            flags, bias = _flags_and_bias(cell, node)
            weights[node.weights[node.args.index("x")]][0] = flags
            weights[node.weights[-1]][0] = bias
            if not keep_factors(cell) and "h" in node.args:  # nothing but a weight carries the past on
                weights[node.weights[node.args.index("h")]][0, 0] = 1.0
    return weights


def transfer_weights(drawn: Cell, meant: Cell, pairs: Mapping[str, str]) -> dict[str, np.ndarray]:
    """The hand-set weights of `meant` for a drawn cell; `pairs` says which of its boxes each drawn box stands for.

    A weight is 0 where the drawn box stands for nothing, or reads a value that its counterpart does not.
    """
    return same_weights(hand_set_weights(meant), drawn, meant, pairs)


def same_weights(
    reference: Mapping[str, np.ndarray], drawn: Cell, meant: Cell, pairs: Mapping[str, str]
) -> dict[str, np.ndarray]:
    """Weights of `meant` for one unit of a drawn cell, as in `transfer_weights`."""
    inputs = next(reference[n.weights[n.args.index("x")]].shape[1] for n in meant.nodes if n.weights and "x" in n.args)
    weights = {name: np.zeros(shape) for name, shape in drawn.shapes(inputs, 1).items()}
    for node in drawn.nodes:
        model = _model(drawn, node, meant, pairs)
        if node.weights and model:
            weights[node.weights[-1]] = reference[model.weights[-1]]
            for k, arg in enumerate(node.args):
                if (known := pairs.get(arg, arg)) in model.args:
                    weights[node.weights[k]] = reference[model.weights[model.args.index(known)]]
    return weights


def state_series(cell: Cell, weights: Mapping[str, np.ndarray]) -> dict[str, list[float]]:
    """Every new state over the sequence, as a number per step: {"c": [...], "h": [...]}; at most LARGEST in size."""
    with np.errstate(over="ignore", invalid="ignore"):
        steps: list[Values] = trace(cell, weights, list(sequence()), zero_state(cell, 1))
    series = {old: np.array([step[new][0] for step in steps]) for old, new in cell.states.items()}
    return {
        name: np.clip(np.nan_to_num(values, nan=LARGEST), -LARGEST, LARGEST).tolist() for name, values in series.items()
    }


def _model(drawn: Cell, node: Node, meant: Cell, pairs: Mapping[str, str]) -> Node | None:
    """The weighted sum of the reference that a drawn weighted sum stands for."""
    boxes = {inner: box for box, inner in drawn.folded.items()}
    partner = pairs.get(boxes.get(node.name, node.name)) or pairs.get(node.name)
    if partner is None or partner not in meant:
        return None
    return meant[partner] if meant[partner].weights else next(meant.sums(partner), None)


def _flags_and_bias(cell: Cell, node: Node) -> tuple[list[float], float]:
    """Weights on store flag, value and recall flag, and the bias, of one weighted sum."""
    box = next((name for name in (gate.name for gate in cell.nodes) if node in cell.sums(name)), node.name)
    keeping = dict(keep_gates(cell).values())  # 1, or -1 for a gate that keeps when it is closed
    if box in keeping:
        return [-2 * OPEN * keeping[box], 0, 0], OPEN * keeping[box]
    if box in write_gates(cell):
        return [2 * OPEN, 0, 0], -OPEN
    if cell.role(box) != "gate":
        return [0, GAIN, 0], 0.0
    memory = {new for new in cell.states.values() if cell[new].op == "add"}
    if any(box in cell.upstream(new) for new in memory):
        return [0, 0, 0], OPEN  # a reset gate: the candidate may see the past, which nothing here weighs
    return [0, 0, 2 * OPEN], -OPEN
