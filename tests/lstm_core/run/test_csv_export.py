"""The table of a trace: read back by the csv module, it is the trace to the last digit."""

import csv
import io

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import random_weights, trace, zero_state
from lstm_core.run.csv_export import as_csv


@pytest.mark.parametrize("units", [1, 3])
@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS.keys())
def test_a_table_holds_every_number_of_a_trace(cell, units):
    steps = trace(cell, random_weights(cell, 1, units, 0), [np.array([0.3]), np.array([-1.0])], zero_state(cell, units))
    rows = list(csv.DictReader(io.StringIO(as_csv(cell, steps))))
    assert [row["step"] for row in rows] == ["1", "2"]
    for values, row in zip(steps, rows, strict=True):
        for name, array in values.items():
            columns = [name] if len(array) == 1 else [f"{name}[{k}]" for k in range(1, len(array) + 1)]
            assert [float(row[column]) for column in columns] == list(array)


NAMES = ["=1+1", "@SUM(A1)", "+cmd|calc", "-1+1", "\tg", '"=g', "g;=1", "g\n=1", "＝g", "=HYPERLINK(1)"]


def typed(name: str) -> list[str]:
    """The head of the table of a cell whose candidate has this name."""
    cell = read_cell("Mine", f"x\nh\n{name} = tanh(linear(x, h))\nh_next = 1 - {name}")
    steps = trace(cell, random_weights(cell, 1, 2, 0), [np.array([0.3])], zero_state(cell, 2))
    return next(csv.reader(io.StringIO(as_csv(cell, steps))))


@pytest.mark.parametrize("name", NAMES)
def test_no_name_that_a_learner_types_becomes_a_formula_of_a_spreadsheet(name):
    """Spreadsheets run what begins with = + - @, a tab or a line break."""
    assert "g[1]" in typed("g")
    try:
        head = typed(name)
    except ValueError:
        return
    assert [column for column in head if not column[0].isalpha()] == []
