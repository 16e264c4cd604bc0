"""The layer that turns a hidden state into an answer: y = sigmoid(W h + b).

It is not part of any cell (in PyTorch it is a Linear of its own), but the FAU lecture draws and
explains it with the cell (lecture S4, lines 80 to 87), so a cell can be shown with it on top.
"""

from dataclasses import replace

from lstm_core.cell.graph import Cell, Node

READOUT = (
    Node("linear_y", "linear", ("h_next",)),
    Node("y", "sigmoid", ("linear_y",), "y_t", "output: the answer that leaves the net at this step"),
)


def with_readout(cell: Cell) -> Cell:
    """The same cell, with its answer y drawn above the wire on which h leaves."""
    rows = [line.split() for line in cell.picture.splitlines() if line.strip()]
    if rows:
        column = cell.places["h_next"][0] + 1
        width = max(column + 1, *map(len, rows))
        top = ["."] * column + ["y"] + ["."] * (width - column - 1)
        rows = [top, ["."] * width, *(row + ["."] * (width - len(row)) for row in rows)]
    return replace(cell, nodes=(*cell.nodes, *READOUT), picture="\n".join("  ".join(row) for row in rows))
