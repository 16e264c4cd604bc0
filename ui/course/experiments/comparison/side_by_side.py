"""Two cells side by side, with what only one of them has lit up."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cell.comparison import parameter_formula
from lstm_core.cell.correspondence import without_counterpart
from lstm_core.cells import CELLS
from lstm_core.course.lessons.highlight import stage_of
from lstm_core.run import step
from ui.common.text import letter, plain, problem
from ui.components.cell_view import cell_view
from ui.step.weights_state import current_numbers

FIRST = ("LSTM", "GRU")


@st.fragment
def show() -> None:
    """Two cells to choose."""
    st.markdown("Lit up is what nothing in the other cell does, under any name. Say for each why it is there.")
    columns = st.columns(2, gap="large")
    names = list(CELLS)
    picked = [
        column.selectbox(
            word,
            names,
            names.index(first),
            key=f"beside_{word}",
            persist_state="session",
            bind="query-params",
            width=220,
        )
        for column, word, first in zip(columns, ("Left", "Right"), FIRST, strict=True)
    ]
    left, right = (CELLS[name] for name in picked)
    if left == right:
        problem("This is the same cell twice. Choose another one on one side.")
    for column, cell, other in zip(columns, (left, right), (right, left), strict=True):
        with column:
            _cell(cell, other, str(column is columns[0]))


def _cell(cell: Cell, other: Cell, key: str) -> None:
    numbers = current_numbers(cell)
    values = step(cell, numbers.weights, numbers.given)
    shown = {name: plain(value if name == "x" else value[0]) for name, value in values.items()}
    only = without_counterpart(cell, other)
    cell_view(cell, shown, key=f"beside_cell_{key}", stage=stage_of(cell, only) if only else None)
    st.caption(f"${parameter_formula(cell)}$ parameters")
    lines = [f"- {_sign(cell, name)}{cell[name].meaning}" for name in only if cell[name].meaning]
    st.markdown("\n".join(lines) or f"All of it is found in the {other.name} as well.")


def _sign(cell: Cell, name: str) -> str:
    """The symbol of a node, if books have one for it."""
    return f"{letter(cell, name)} " if cell[name].symbol else ""
