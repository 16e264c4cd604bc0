"""The view "As code": the cell as a NumPy function and as a PyTorch module, with its size."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.drawing import shipped
from lstm_core.figure import to_dot
from lstm_core.latex import Convention, named
from lstm_core.listing import listing, torch_listing
from pages.shared.show import formula
from pages.shared.step.numbers import size


def show(cell: Cell, convention: Convention) -> None:
    """Equations, both listings, the number of parameters, and the figure to take away."""
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader("Equations", anchor=False)
        for name in named(cell):
            st.markdown(formula(cell, name, convention))
        _size(cell)
        _downloads(cell)
    with right:
        st.subheader("In NumPy", anchor=False)
        st.caption(
            "What the app itself computes, one line per value. `@` is the matrix product, `*` goes unit by unit."
        )
        st.code(listing(cell), language="python", wrap_lines=True)
        st.subheader("In PyTorch", anchor=False)
        st.caption("One step; call it in a loop over time and carry the states along.")
        st.code(torch_listing(cell), language="python", wrap_lines=True)


def _size(cell: Cell) -> None:
    st.subheader("How many numbers are learnt", anchor=False)
    inputs, units = size()
    with st.container(horizontal=True):
        columns = int(st.number_input("Inputs", 1, 10_000, 10 if inputs == 1 else inputs, key="count_inputs"))
        rows = int(st.number_input("Units", 1, 10_000, 20 if units == 1 else units, key="count_units"))
    with st.container(horizontal=True, gap="large"):
        st.metric("With one bias per box", f"{cell.parameters(columns, rows):,}")
        st.metric("With two, as in PyTorch", f"{cell.parameters(columns, rows, biases=2):,}")
    blocks = sum(len(shape) == 1 and name.startswith("b") for name, shape in cell.shapes(1, 1).items())
    st.caption(f"{blocks} biases of {rows} numbers each, and a matrix for every arrow into a box.")


def _downloads(cell: Cell) -> None:
    st.subheader("Take the figure with you", anchor=False)
    file = cell.name.lower().replace(" ", "_")
    with st.container(horizontal=True):
        st.download_button("SVG", shipped(cell), f"{file}.svg", "image/svg+xml", icon=":material/download:")
        st.download_button("DOT", to_dot(cell), f"{file}.dot", "text/vnd.graphviz", icon=":material/download:")
