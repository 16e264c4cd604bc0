"""The view "As code": the cell as a NumPy function and as a PyTorch module, with its size."""

from collections import Counter

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure import to_dot
from lstm_core.figure.svg import shipped
from lstm_core.latex import Convention, named
from lstm_core.listing import listing, torch_listing
from ui.common.text import formula


def show(cell: Cell, convention: Convention) -> None:
    """Equations, the number of parameters, the figure to take away, and both listings."""
    with st.container(key="as_code"):
        _parts(cell, convention)


def _parts(cell: Cell, convention: Convention) -> None:
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Equations", anchor=False)
        for name in named(cell):
            st.markdown(formula(cell, name, convention))
    with right:
        _size(cell)
        _downloads(cell)
    st.header("In NumPy", anchor=False)
    st.caption("What the app itself computes, one line per value. `@` is the matrix product, `*` goes unit by unit.")
    st.code(listing(cell), language="python")
    st.header("In PyTorch", anchor=False)
    st.caption("One step; call it in a loop over time and carry the states along.")
    st.code(torch_listing(cell), language="python")


def _size(cell: Cell) -> None:
    st.header("How many numbers are learnt", anchor=False)
    with st.container(horizontal=True):
        inputs = int(st.number_input("Inputs", 1, 10_000, 10, key="count_inputs"))
        units = int(st.number_input("Units", 1, 10_000, 20, key="count_units"))
    with st.container(horizontal=True, gap="large"):
        st.metric("With one bias per box", f"{cell.parameters(inputs, units):,}")
        st.metric("With two, as in PyTorch", f"{cell.parameters(inputs, units, biases=2):,}")
    st.caption(f"One bias: {_written_out(cell, inputs, units)}")


def _written_out(cell: Cell, inputs: int, units: int) -> str:
    """The count as one would write it on paper: 4 · (20 · 10 + 20 · 20 + 20)."""
    shapes = cell.shapes(inputs, units)
    boxes = Counter(tuple(shapes[weight] for weight in node.weights) for node in cell.nodes if node.weights)
    terms = [(count, " + ".join(" · ".join(map(str, shape)) for shape in box)) for box, count in boxes.items()]
    return " + ".join(f"{count} · ({term})" if count > 1 else term for count, term in terms)


def _downloads(cell: Cell) -> None:
    st.header("Take the figure with you", anchor=False)
    file = cell.name.lower().replace(" ", "_")
    with st.container(horizontal=True):
        st.download_button("SVG", shipped(cell), f"{file}.svg", "image/svg+xml", icon=":material/download:")
        st.download_button("DOT", to_dot(cell), f"{file}.dot", "text/vnd.graphviz", icon=":material/download:")
