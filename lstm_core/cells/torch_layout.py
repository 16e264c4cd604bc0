"""Our named weights and torch's stacked ones: (4 * hidden, inputs) with the blocks i, f, g, o, and two biases.

Plain NumPy: arrays in, arrays out; the names are those of torch.nn.LSTMCell, GRUCell and RNNCell.
"""

from collections.abc import Mapping, Sequence

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cells import CELLS

# torch's cell, and the boxes in the order in which it stacks them (torch.nn.LSTM, GRU and RNN, "Variables")
LAYOUTS: dict[str, tuple[Cell, tuple[str, ...]]] = {
    "LSTM": (CELLS["LSTM"], ("i", "f", "g", "o")),
    "GRU": (CELLS["GRU (PyTorch)"], ("r", "z", "n")),
    "RNN": (CELLS["Elman"], ("h_next",)),
}


def to_torch(layout: str, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """weight_ih (blocks * hidden, inputs), weight_hh (blocks * hidden, hidden), bias_ih, bias_hh."""
    return stack(*LAYOUTS[layout], weights)


def from_torch(layout: str, stacked: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The same weights under our names; two redundant biases become their sum."""
    return unstack(*LAYOUTS[layout], stacked)


def stack(cell: Cell, boxes: Sequence[str], weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The weights of these boxes one below the other, under torch's names for the four stacks."""
    parts: dict[str, list[np.ndarray]] = {"weight_ih": [], "weight_hh": [], "bias_ih": [], "bias_hh": []}
    for box in boxes:
        names = parts_of(cell, box)
        for key, name in names.items():
            parts[key].append(weights[name])
        if "bias_hh" not in names:  # one bias will do; torch adds a second that is redundant
            parts["bias_hh"].append(np.zeros_like(parts["bias_ih"][-1]))
    return {key: np.concatenate(blocks) for key, blocks in parts.items()}


def unstack(cell: Cell, boxes: Sequence[str], stacked: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
    """The stacks cut into our weights again; two redundant biases become their sum."""
    weights: dict[str, np.ndarray] = {}
    parts = {key: np.split(np.asarray(array), len(boxes)) for key, array in stacked.items()}
    for k, box in enumerate(boxes):
        names = parts_of(cell, box)
        weights |= {name: parts[key][k] for key, name in names.items()}
        if "bias_hh" not in names:
            weights[names["bias_ih"]] = parts["bias_ih"][k] + parts["bias_hh"][k]
    return weights


def blocks(layout: str) -> dict[str, list[str]]:
    """Our names in the order of torch's stacks: {"weight_ih": ["W_i", "W_f", ...], ...}."""
    cell, boxes = LAYOUTS[layout]
    found: dict[str, list[str]] = {}
    for names in (parts_of(cell, box) for box in boxes):
        for key, name in names.items():
            found.setdefault(key, []).append(name)
    return found


def parts_of(cell: Cell, box: str) -> dict[str, str]:
    """Which of our weights fill a block: {"weight_ih": "W_f", "weight_hh": "U_f", "bias_ih": "b_f"}."""
    names: dict[str, str] = {}
    sums: list[Node] = list(cell.sums(box))
    for node in sums:
        for weight, arg in zip(node.weights, node.args, strict=False):
            names["weight_ih" if arg == "x" else "weight_hh"] = weight
        names["bias_ih" if "x" in node.args else "bias_hh"] = node.weights[-1]
    return names
