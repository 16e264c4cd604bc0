"""One unit, one input: a slider for everything that arrives and for every weight.

They sit in fragments of their own: a slider outside any fragment makes the browser draw the whole page anew
before it learns from `rerun_numbers` that little has changed.
"""

import streamlit as st

from lstm_core.cell import Cell, Node
from lstm_core.latex import Convention, weight_symbol
from lstm_core.run.start_values import start_value
from lstm_core.run.url import LARGEST
from ui.common.text import letter
from ui.step.weights_state import REACH, rerun_numbers


@st.fragment(key="arriving")
def arriving(cell: Cell, convention: Convention) -> None:
    """Sliders for x and the old states, in one row."""
    names = sorted(cell.inputs, key="xhc".find)
    for column, name in zip(st.columns(len(names), gap="medium"), names, strict=True):
        with column:
            _slider(name, letter(cell, name, convention), REACH[name])


@st.fragment(key="weights")
def weights(cell: Cell, convention: Convention) -> None:
    """A column of sliders for every weighted sum, under the letter of its box."""
    weighted = [node for node in cell.nodes if node.weights]
    for column, node in zip(st.columns(len(weighted), gap="medium"), weighted, strict=True):
        with column:
            st.markdown(letter(cell, box_of(cell, node), convention))
            for weight in node.weights:
                _slider(weight, f"${weight_symbol(cell, weight, convention)}$", LARGEST)


def box_of(cell: Cell, node: Node) -> str:
    """The box in which a weighted sum is drawn, or the sum itself where it has a box of its own."""
    return next((box for box, inner in cell.folded.items() if inner == node.name), node.name)


def _slider(key: str, label: str, reach: float) -> None:
    start = start_value(key)
    st.slider(label, -reach, reach, start, 0.1, key=key, bind="query-params", format="%.1f", on_change=rerun_numbers)
