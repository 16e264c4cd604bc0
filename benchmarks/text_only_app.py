"""Put into a copy of the app: one line of text instead of what its live fragments show.

The same values are worked out from the same sliders, so what the real app needs beyond this is the
price of the figure, the stages and the panel.
"""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.latex import Convention
from ui.step.one_step import LiveViews, compose, computed_numbers, figure_texts
from ui.step.weights_state import NUMBER_FRAGMENTS, STAGE_FRAGMENTS


def show(cell: Cell, convention: Convention) -> None:
    """The view "One step" with these fragments in the place of its own."""
    compose(cell, convention, LiveViews(stages, figure, panel))


@st.fragment(key=STAGE_FRAGMENTS[0])
def stages(cell: Cell) -> None:
    """Nothing; but its key must be known, since every slider reruns it."""


@st.fragment(key=STAGE_FRAGMENTS[1])
def figure(cell: Cell, convention: Convention) -> None:
    """Every value on one line, x last."""
    _, values, unit = computed_numbers(cell)
    shown = figure_texts(cell, values, unit, frozenset())
    st.text(", ".join(f"{name} = {shown[name]}" for name in sorted(shown, key="x".__eq__)))


@st.fragment(key=STAGE_FRAGMENTS[2])
def panel(cell: Cell, convention: Convention) -> None:
    """Nothing, as above, and in it nothing for its numbers."""
    numbers(cell, convention)


@st.fragment(key=NUMBER_FRAGMENTS[1])
def numbers(cell: Cell, convention: Convention) -> None:
    """Nothing."""
