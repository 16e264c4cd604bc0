"""A cell's equations in three sets of letters side by side, all made from the one description of the cell."""

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.latex import CONVENTIONS, named
from ui.common import ways
from ui.common.text import formula

NOTES = {
    "FAU, colah": "One matrix for each box, on $[h_{t-1}, x_t]$.",
    "PyTorch": "Two matrices and two biases for each box; the letters tell you what is read.",
    "W, U, b": "Many papers. In Keras, the kernel holds every $W^\\top$, the recurrent kernel every $U^\\top$.",
}


def show() -> None:
    """The cell, then a column for each set of letters."""
    name = st.selectbox("Cell", list(CELLS), index=1, key="equations_of", bind="query-params", width=220)
    cell = with_readout(CELLS[name or "LSTM"])
    for column, convention in zip(st.columns(len(CONVENTIONS), gap="medium"), CONVENTIONS.values(), strict=True):
        with column:
            st.header(convention.name, anchor=False)
            st.caption(NOTES[convention.name])
            for node in named(cell):
                st.markdown(formula(cell, node, convention))
    ways.link("step-by-step", "Step through this cell", {"cell": cell.name}, icon=":material/account_tree:")
