"""In which blocks a framework keeps the weights of a cell: the table, and the two ways through it.

Our own weights, one matrix for every arrow (`Cell.shapes`), stand in the middle: W_f (hidden, inputs),
U_f (hidden, hidden), b_f (hidden,).
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from lstm_core.cell import Cell, Node, Shape
from lstm_core.cell.ops import WEIGHTED
from lstm_core.cells import CELLS
from lstm_core.cells.torch_layout import parts_of, stack, unstack
from lstm_core.latex import FAU, weight_symbol

Blocks = dict[str, np.ndarray]
MOST = 12  # inputs and units; more would fill a screen with numbers
TORCH = ("weight_ih", "weight_hh", "bias_ih", "bias_hh")
KERAS = ("kernel", "recurrent_kernel", "bias")


@dataclass(frozen=True)
class Layout:
    """A framework's blocks for one cell. Boxes without a stack have a matrix on [h, x] each, as at FAU."""

    name: str
    cell: Cell  # what it computes
    boxes: tuple[str, ...] = ()  # in the order of its stacks
    letters: tuple[str, ...] = ()  # what it calls them
    rows: bool = False  # inputs are rows, x W: every matrix is (inputs, boxes * hidden)
    two: bool = False  # biases, one for each matrix
    turned: tuple[str, ...] = ()  # gates that are 1 − ours

    def pack(self, weights: Mapping[str, np.ndarray]) -> Blocks:
        """Our weights as its blocks."""
        weights = self._turn(weights)
        if not self.boxes:
            return {name: np.concatenate([weights[w] for w in ours], -1) for name, ours in self._joined().items()}
        stacked = stack(self.cell, self.boxes, weights)
        if not self.rows:
            return stacked
        ih, hh, one, other = (stacked[name] for name in TORCH)
        bias = np.stack([one, other]) if self.two else one + other
        return dict(zip(KERAS, (ih.T, hh.T, bias), strict=True))

    def unpack(self, blocks: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """Its blocks as our weights."""
        if not self.boxes:
            return self._turn(self._cut(blocks))
        if self.rows:
            bias = blocks["bias"]
            one, other = bias if self.two else (bias, np.zeros_like(bias))
            parts = (blocks["kernel"].T, blocks["recurrent_kernel"].T, one, other)
            blocks = dict(zip(TORCH, parts, strict=True))
        return self._turn(unstack(self.cell, self.boxes, blocks))

    def shapes(self, inputs: int, hidden: int) -> dict[str, Shape]:
        """The shape of every block: {"weight_ih": (4 * hidden, inputs), ...}."""
        empty = {name: np.zeros(shape) for name, shape in self.cell.shapes(inputs, hidden).items()}
        return {name: block.shape for name, block in self.pack(empty).items()}

    def _turn(self, weights: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        """σ(−a) = 1 − σ(a): a gate turns into its opposite when all of its weights change their sign."""
        ours = {weight for gate in self.turned for weight in parts_of(self.cell, gate).values()}
        return {name: -array + 0.0 if name in ours else array for name, array in weights.items()}

    def _joined(self) -> dict[str, tuple[str, ...]]:
        """The blocks without stacks and what they are made of: {"W_f": ("U_f", "W_f"), "b_f": ("b_f",)}."""
        found: dict[str, tuple[str, ...]] = {}
        for node in (node for node in self.cell.nodes if node.op in WEIGHTED):
            *matrices, bias = node.weights
            letter = weight_symbol(self.cell, bias, FAU)[3:-1]  # b_{C}
            found |= {f"W_{letter}": tuple(sorted(matrices, key=_of_x(node))), f"b_{letter}": (bias,)}
        return found

    def _cut(self, blocks: Mapping[str, np.ndarray]) -> dict[str, np.ndarray]:
        weights: dict[str, np.ndarray] = {}
        for name, ours in self._joined().items():
            block = blocks[name]
            hidden = len(block)
            parts = (block,) if len(ours) == 1 else (block[:, :hidden], block[:, hidden:])
            weights |= dict(zip(ours, parts, strict=True))
        return weights


def _of_x(node: Node):  # type: ignore[no-untyped-def]
    """Sorts what is multiplied by x behind what is multiplied by h, as in [h, x]."""
    return lambda weight: node.args[node.weights.index(weight)] == "x"


_LSTM, _BEFORE, _AFTER, _ELMAN = (CELLS[name] for name in ("LSTM", "GRU", "GRU (PyTorch)", "Elman"))

LAYOUTS: dict[str, tuple[Layout, ...]] = {
    "LSTM": (
        Layout("FAU", _LSTM),
        Layout("PyTorch", _LSTM, tuple("ifgo"), tuple("ifgo"), two=True),
        Layout("Keras", _LSTM, tuple("ifgo"), tuple("ifco"), rows=True),
    ),
    "GRU": (
        Layout("FAU", _BEFORE),
        Layout("FAU, r after the matrix", _AFTER),
        Layout("PyTorch", _AFTER, tuple("rzn"), tuple("rzn"), two=True),
        Layout("Keras", _AFTER, tuple("zrn"), tuple("zrh"), rows=True, two=True),
        Layout("Keras, reset_after=False", _BEFORE, tuple("zrn"), tuple("zrh"), rows=True, turned=("z",)),
    ),
    "Elman": (
        Layout("FAU", _ELMAN),
        Layout("PyTorch", _ELMAN, ("h_next",), ("h",), two=True),
        Layout("Keras", _ELMAN, ("h_next",), ("h",), rows=True),
    ),
}
