"""N06: how many numbers a net learns."""

import math

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.drills.drill import Drill
from lstm_core.drills.field import Rule, always, fixed
from lstm_core.drills.words import words

SIZES = (3, 5, 8, 10, 16, 25, 32, 64, 100, 128, 256)
HIDDEN = (2, 4, 8, 10, 16, 20, 32, 50, 64, 100, 128, 256, 512)
LESS = {"LSTM": ("three blocks", 3 / 4), "GRU": ("two blocks", 2 / 3)}  # the candidate's block forgotten


def layer_count(cell: Cell, inputs: int, hidden: int, biases: int) -> int:
    """The parameters of one layer with so many biases per box: 0, 1 as in the textbooks, or 2 as in PyTorch."""
    ours = cell.parameters(inputs, hidden, max(biases, 1))
    return ours - _boxes(cell) * hidden if biases == 0 else ours


def parameters(rng: np.random.Generator) -> Drill:
    """N06: one to three layers of one kind of cell, with or without a read-out."""
    cell = CELLS[str(rng.choice(["Elman", "GRU", "LSTM"]))]
    layers, biases = int(rng.choice((1, 1, 2, 3))), int(rng.choice((0, 1, 1, 2)))
    inputs, hidden, time = (int(rng.choice(pool)) for pool in (SIZES, HIDDEN, (20, 30, 50, 80)))
    outputs = int(rng.choice((0, 1, 2, 5, 12)))
    widths = [inputs, *[hidden] * (layers - 1)]
    counts = [layer_count(cell, width, hidden, biases) for width in widths]
    slips = [_slips(cell, width, hidden, biases, time) for width in widths]
    if layers > 1:
        slips[1] |= {"first width": always(counts[0])}
    put = {
        "cell": cell.name,
        "X": inputs,
        "H": hidden,
        "T": time,
        "layers": layers,
        "Y": outputs,
        "boxes": _boxes(cell),
    }
    page = words("counting", "N06", **put, **_told(cell, widths, hidden, biases, outputs))
    given = {"X": inputs, "H": hidden, "T": time, "layers": layers, **({"Y": outputs} if outputs else {})}
    if layers == 1 and not outputs:
        return page.drill(
            given, page.field("total", always(counts[0]), slips[0], kind="integer", like="layer", label="Parameters")
        )
    asks = [
        page.field(f"layer_{k}", always(count), slip, kind="integer", like="layer", label=f"Layer {k}")
        for k, (count, slip) in enumerate(zip(counts, slips, strict=True), 1)
    ]
    if outputs:
        read_out = math.prod(shape := (outputs, hidden)) + shape[0]
        wrong = {"no bias": always(outputs * hidden), "from x": always(outputs * inputs + outputs)}
        asks.append(page.field("readout", always(read_out), wrong, kind="integer"))
    total = lambda known: sum(known[asked.name] for asked in asks)
    wrong = {"times steps": lambda known: time * total(known)}
    if outputs:
        wrong["no read-out"] = lambda known: total(known) - known["readout"]
    return page.drill(given, *asks, page.field("total", total, wrong, kind="integer"))


def _slips(cell: Cell, inputs: int, hidden: int, biases: int, time: int) -> dict[str, Rule]:
    """The usual miscounts of one layer."""
    right = layer_count(cell, inputs, hidden, biases)
    other = {0: "one bias", 1: "two biases", 2: "only one bias"}[biases]
    slips = {
        "no state": right - _boxes(cell) * hidden * hidden,
        "times steps": right * time,
        other: layer_count(cell, inputs, hidden, 1 if biases != 1 else 2),
    }
    if biases:
        slips["no bias"] = layer_count(cell, inputs, hidden, 0)
    if cell.name in LESS:
        words_for, share = LESS[cell.name]
        slips[words_for] = round(right * share)
    return fixed(slips)


def _told(cell: Cell, widths: list[int], hidden: int, biases: int, outputs: int) -> dict[str, str]:
    """The clauses of the question and the terms of the solution."""
    parts = words("counting", "parts", Y=outputs)
    boxes, bias = _boxes(cell), ("", f" + {hidden}", rf" + 2 \cdot {hidden}")[biases]
    factor = rf"{boxes}\," if boxes > 1 else ""
    terms = [rf"{factor}[{hidden}\,({width} + {hidden}){bias}]" for width in widths]
    return {
        "layer_words": parts.page["layer"][len(widths) > 1],
        "blocks": f"{boxes} blocks" if boxes > 1 else "one block",
        "bias_words": parts.said(parts.page["biases"][biases]),
        "readout_words": parts.said(parts.page["readout"]) if outputs else "",
        "terms": " + ".join(terms),
        "read": rf" + {hidden} \cdot {outputs} + {outputs}" if outputs else "",
        "total": str(sum(layer_count(cell, w, hidden, biases) for w in widths) + outputs * (hidden + 1)),
    }


def _boxes(cell: Cell) -> int:
    """The layers inside a cell, each with weights of its own: 4 in the LSTM."""
    return sum(bool(node.weights) for node in cell.nodes)
