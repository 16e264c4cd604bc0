"""A trace as a table for a spreadsheet: one row per step, one column per number."""

import csv
import io
from collections.abc import Sequence

import numpy as np

from lstm_core.cell import Cell
from lstm_core.run.forward import Values


def as_csv(cell: Cell, steps: Sequence[Values]) -> str:
    """Every value of a trace with all its digits; columns step, x, h, ... or, with several units, x[1], x[2], ..."""
    page = io.StringIO()
    writer = csv.writer(page, lineterminator="\n")
    names = [node.name for node in cell.nodes]
    writer.writerow(["step", *(column for name in names for column in _columns(name, steps[0]))])
    for t, values in enumerate(steps, 1):
        writer.writerow([t, *(repr(float(number)) for name in names for number in np.ravel(values[name]))])
    return page.getvalue()


def _columns(name: str, values: Values) -> list[str]:
    width = np.size(values[name])
    return [name] if width == 1 else [f"{name}[{k}]" for k in range(1, width + 1)]
