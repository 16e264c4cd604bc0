"""A cell beside the LSTM: how many numbers are learnt, and the equations of both."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.latex import equation, equations, named
from ui.common.text import formula, literal


def show(cell: Cell) -> None:
    """Count and equations of both."""
    lstm = CELLS["LSTM"]
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        inputs = int(st.number_input("Inputs", 1, 10_000, 10, key="own_inputs", width=120))
        units = int(st.number_input("Units", 1, 10_000, 20, key="own_units", width=120))
    mine, theirs = cell.parameters(inputs, units), lstm.parameters(inputs, units)
    left, right = st.columns(2, gap="large")
    with left:
        change = f"{mine / theirs:.0%} of the LSTM's"
        st.metric(f"{literal(cell.name)}: numbers to learn", f"{mine:,}", change, delta_color="off", delta_arrow="off")
        _equations(cell, frozenset(equations(lstm)))
    with right:
        st.metric(
            "LSTM: numbers to learn", f"{theirs:,}", "with one bias per box", delta_color="off", delta_arrow="off"
        )
        _equations(lstm)


def _equations(cell: Cell, known: frozenset[str] = frozenset()) -> None:
    """Every equation, with a mark at those that are not in `known`, if that is given."""
    for name in named(cell):
        new = known and equation(cell, name) not in known
        st.markdown(formula(cell, name) + " :material/edit: :small[yours]" * bool(new))
