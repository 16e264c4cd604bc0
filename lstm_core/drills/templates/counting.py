"""N06: how many numbers a net learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Field, Rule, always, fixed
from lstm_core.drills.words import Words, words

INPUTS = (3, 5, 8, 10, 16, 25, 32, 64, 100, 128, 256)
HIDDEN = (2, 4, 8, 10, 16, 20, 32, 50, 64, 100, 128, 256, 512)
LESS = {"LSTM": ("three blocks", 3 / 4), "GRU": ("two blocks", 2 / 3)}  # the candidate's block forgotten


@dataclass(frozen=True)
class Stack:
    """Layers of one kind of cell on top of each other, and perhaps a read-out."""

    cell: Cell
    inputs: int
    hidden: int
    layers: int
    biases: int  # per unit and block: 0, 1 as in the textbooks, or 2 as in PyTorch
    outputs: int  # 0 without a read-out
    time: int

    @property
    def blocks(self) -> int:
        """The blocks of a layer."""
        return blocks(self.cell)

    @property
    def widths(self) -> list[int]:
        """How many numbers each layer reads from below."""
        return [self.inputs, *[self.hidden] * (self.layers - 1)]

    @property
    def read_out(self) -> int:
        """The parameters of the read-out."""
        return self.outputs * self.hidden + self.outputs


def blocks(cell: Cell) -> int:
    """How many boxes have weights of their own: 4 in the LSTM."""
    return sum(bool(node.weights) for node in cell.nodes)


def layer_count(cell: Cell, inputs: int, hidden: int, biases: int) -> int:
    """The parameters of one layer with so many biases per unit and block."""
    if biases:
        return cell.parameters(inputs, hidden, biases)
    return cell.parameters(inputs, hidden) - hidden * blocks(cell)


def parameters(rng: np.random.Generator) -> Drill:
    """N06: one to three layers of one kind of cell, with or without a read-out."""
    draw = lambda pool: int(rng.choice(pool))
    cell = CELLS[str(rng.choice(["Elman", "GRU", "LSTM"]))]
    sizes = [draw(pool) for pool in (INPUTS, HIDDEN, (1, 1, 2, 3), (0, 1, 1, 2), (0, 1, 2, 5, 12), (20, 30, 50, 80))]
    net = Stack(cell, *sizes)
    page = words("counting", "N06", **_told(net))
    given = {"X": net.inputs, "H": net.hidden, "T": net.time, "layers": net.layers}
    return page.drill(given | ({"Y": net.outputs} if net.outputs else {}), *_asks(page, net))


def _asks(page: Words, net: Stack) -> list[Field]:
    """A field for every part and one for their sum; where there is one part only, a single field."""
    integer = lambda name, rule, wrong, **facts: page.field(name, rule, wrong, kind="integer", **facts)
    counts = [layer_count(net.cell, width, net.hidden, net.biases) for width in net.widths]
    if net.layers == 1 and not net.outputs:
        return [integer("total", always(counts[0]), _slips(net, net.inputs), like="layer", label="Parameters")]
    asks = []
    for k, (count, width) in enumerate(zip(counts, net.widths, strict=True), 1):
        wrong = _slips(net, width) | ({"first width": always(counts[0])} if k == 2 else {})
        asks.append(integer(f"layer_{k}", always(count), wrong, like="layer", label=f"Layer {k}"))
    if net.outputs:
        missed = {"no bias": net.outputs * net.hidden, "from x": net.outputs * (net.inputs + 1)}
        asks.append(integer("readout", always(net.read_out), fixed(missed)))
    return [*asks, integer("total", _sum(asks), _sum_slips(net, asks))]


def _sum(asks: Sequence[Field]) -> Rule:
    names = [asked.name for asked in asks]
    return lambda known: sum(known[name] for name in names)


def _sum_slips(net: Stack, asks: Sequence[Field]) -> dict[str, Rule]:
    slips: dict[str, Rule] = {"times steps": lambda known: net.time * _sum(asks)(known)}
    return slips | ({"no read-out": _sum(asks[:-1])} if net.outputs else {})


def _slips(net: Stack, width: int) -> dict[str, Rule]:
    """The usual miscounts of one layer."""
    count = lambda biases: layer_count(net.cell, width, net.hidden, biases)
    right, other = count(net.biases), ("one bias", "two biases", "only one bias")[net.biases]
    slips = {"no state": right - net.blocks * net.hidden**2, "times steps": right * net.time}
    slips |= {other: count(2 if net.biases == 1 else 1)} | ({"no bias": count(0)} if net.biases else {})
    if net.cell.name in LESS:
        block, share = LESS[net.cell.name]
        slips[block] = round(right * share)
    return fixed(slips)


def _told(net: Stack) -> dict[str, Any]:
    """What the page puts in: numbers, clauses of the question, and the terms of the solution."""
    parts = words("counting", "parts", Y=net.outputs)
    factor, bias = rf"{net.blocks}\," if net.blocks > 1 else "", ("", f" + {net.hidden}", rf" + 2 \cdot {net.hidden}")
    terms = [rf"{factor}[{net.hidden}\,({width} + {net.hidden}){bias[net.biases]}]" for width in net.widths]
    put: dict[str, Any] = {"cell": net.cell.name, "X": net.inputs, "H": net.hidden, "T": net.time, "layers": net.layers}
    return put | {
        "layer_words": parts.page["layer"][net.layers > 1],
        "bias_words": parts.page["biases"][net.biases],
        "readout_words": parts.fill(parts.page["readout"]) if net.outputs else "",
        "blocks": f"{net.blocks} blocks" if net.blocks > 1 else "one block",
        "terms": " + ".join(terms),
        "read": rf" + {net.hidden} \cdot {net.outputs} + {net.outputs}" if net.outputs else "",
        "total": net.read_out + sum(layer_count(net.cell, width, net.hidden, net.biases) for width in net.widths),
    }
