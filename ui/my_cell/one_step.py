"""One step of a learner's cell with numbers: one unit, one input, weights drawn from a seed."""

import numpy as np
import streamlit as st

from lstm_core.cell import Cell
from lstm_core.latex import number, weight_symbol, written
from lstm_core.prose.text import markdown_table
from lstm_core.run import Values, random_weights, step
from ui.common.text import literal, plain, problem

REACH = 2.0  # of the sliders
TOO_LARGE = 1e6


def show(cell: Cell) -> None:
    """Sliders for what is given, and a table of every value in the order in which it is worked out."""
    with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
        seed = int(st.number_input("Seed of the weights", 0, 9999, 0, key="own_seed", width=170))
        given = {name: _slider(cell, name) for name in cell.inputs}
    weights = random_weights(cell, 1, 1, seed)
    with np.errstate(all="ignore"):
        values = step(cell, weights, {name: np.array([value]) for name, value in given.items()})
    if not all(np.isfinite(value).all() and np.abs(value).max() < TOO_LARGE for value in values.values()):
        problem("With these numbers a value grows too large to show. Move a slider or take another seed.")
        return
    left, right = st.columns([3, 2], gap="large")
    with left:
        _values(cell, values)
    with right:
        _weights(cell, weights)


def _slider(cell: Cell, name: str) -> float:
    start = 0.8 if name == "x" else 0.5
    label = f"${written(cell, name)}$"
    return float(st.slider(label, -REACH, REACH, start, 0.1, key=f"own_given_{name}", width=170))


def _values(cell: Cell, values: Values) -> None:
    rows = []
    for node in cell.drawn:
        if node.op != "input":
            meaning = literal(node.meaning.partition(":")[0])
            value = f"**{plain(values[node.name], 3)}**"
            rows.append((f"`{node.name}`", f"${written(cell, node.name)}$", meaning, value))
    st.markdown(markdown_table(["Name", "Symbol or formula", "Meaning", "Value"], rows, "lllr"))


def _weights(cell: Cell, weights: Values) -> None:
    rows = [(f"${weight_symbol(cell, name)}$", number(float(np.ravel(value)[0]))) for name, value in weights.items()]
    if rows:
        st.markdown(markdown_table(["Weight", "Number"], rows, "lr"))
    else:
        st.caption("This cell has no weights, so there is nothing to learn.")
