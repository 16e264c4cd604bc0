"""Where training starts: weights by the name of their recipe.

Keras      Glorot uniform, orthogonal recurrent weights, zero biases, forget bias 1 (Keras 3, LSTM's defaults)
PyTorch    everything uniform within 1 / sqrt(hidden) (torch.nn.LSTM's default)
chrono     as Keras, with biases so that the memory lasts about as long as the delay:
           ln D for what keeps, minus ln D for what writes (Tallec and Ollivier 2018, for a fixed delay)
"""

import math
from collections.abc import Mapping

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.memory import keep_gates, write_gates

Weights = dict[str, np.ndarray]


def initial(recipe: str, cell: Cell, inputs: int, hidden: int, delay: float, rng: np.random.Generator) -> Weights:
    """Weights of one layer, shapes as Cell.shapes(inputs, hidden)."""
    if recipe == "PyTorch":
        bound = hidden**-0.5
        return {name: rng.uniform(-bound, bound, shape) for name, shape in cell.shapes(inputs, hidden).items()}
    weights = {name: np.zeros(shape) for name, shape in cell.shapes(inputs, hidden).items()}
    for nodes in stacked(cell):
        for position, arg in enumerate(nodes[0].args):
            names = [node.weights[position] for node in nodes]
            width = weights[names[0]].shape
            if len(width) == 2:  # peepholes and biases start at zero
                draw = glorot if arg == "x" else orthogonal
                blocks = draw(rng, width[1], hidden * len(nodes))
                weights |= dict(zip(names, np.split(blocks, len(nodes)), strict=True))
    return weights | biases(recipe, cell, weights, delay)


def stacked(cell: Cell) -> list[list[Node]]:
    """Weighted sums that read the same values; a framework keeps them in one matrix and draws it as one."""
    groups: dict[tuple[str, ...], list[Node]] = {}
    for node in cell.nodes:
        if node.weights:
            groups.setdefault(node.args, []).append(node)
    return list(groups.values())


def glorot(rng: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """(fan_out, fan_in), uniform within sqrt(6 / (fan_in + fan_out)) (Glorot and Bengio 2010)."""
    bound = math.sqrt(6 / (fan_in + fan_out))
    return rng.uniform(-bound, bound, (fan_out, fan_in))


def orthogonal(rng: np.random.Generator, fan_in: int, fan_out: int) -> np.ndarray:
    """(fan_out, fan_in) with orthonormal columns or rows, whichever are fewer (Saxe et al. 2014)."""
    q, r = np.linalg.qr(rng.normal(size=(max(fan_in, fan_out), min(fan_in, fan_out))))
    q = q * np.sign(np.diag(r))
    return q if fan_out >= fan_in else q.T


def memory_of(time: int, delay: int) -> float:
    """How many steps the memory should last: the delay, or half a sequence if delays are drawn anew."""
    return float(delay or time / 2)


def biases(recipe: str, cell: Cell, weights: Mapping[str, np.ndarray], delay: float) -> Weights:
    """Gates that keep start open; in the chrono recipe gates that write start almost shut.

    Keras opens only the gate of a memory that is not shown, so not the GRU's.
    """
    found: Weights = {}
    span = math.log(max(delay, 2.0))
    for state, (gate, opens) in keep_gates(cell).items():
        if recipe == "chrono" or state != "h":
            found |= _set(cell, weights, gate, opens * (span if recipe == "chrono" else 1.0))
    if recipe == "chrono":
        for gate in write_gates(cell):
            found |= _set(cell, weights, gate, -span)
    return found


def _set(cell: Cell, weights: Mapping[str, np.ndarray], gate: str, value: float) -> Weights:
    bias = next(cell.sums(gate)).weights[-1]
    return {bias: np.full_like(weights[bias], value, dtype=float)}
