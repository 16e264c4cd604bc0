"""Draw the cell from memory: place and wire its parts, have it marked, and run it."""

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.grade.exercises import DRAWN_CELLS, EXERCISES
from ui.common.frame import framed
from ui.common.learner_log import meet
from ui.practise.draw.attempt import Desk, desk_for
from ui.practise.draw.canvas import canvas
from ui.practise.draw.clock import clock
from ui.practise.draw.equations import writing
from ui.practise.draw.history import history
from ui.practise.draw.run_drawing import running
from ui.practise.draw.verdict import verdict

framed()


@st.fragment
def _drawing(desk: Desk, fau: bool) -> None:
    """All that follows from the canvas; the rest of the page stays as it is while one draws."""
    canvas(desk, fau)
    verdict(desk)
    running(desk)


meet()
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium"):
    name = st.selectbox("Cell", list(DRAWN_CELLS), key="drawn_cell", bind="query-params", width=190)
    way = st.segmented_control(
        "Way to practise",
        list(EXERCISES),
        default="Blank sheet",
        key="way",
        bind="query-params",
        required=True,
        wrap=True,
    )
    fau = st.toggle(
        "With y, as FAU draws it", key="with_y", bind="query-params",
        help="The FAU lecture puts one more box on top: y = σ(W h). It then counts 5 points.",
    )  # fmt: skip
desk = desk_for(CELLS[name], way or "Blank sheet")
st.markdown(desk.kind.note)
if desk.kind.timed:
    clock(desk, fau)
if desk.kind.drawn:
    _drawing(desk, fau)
if desk.kind.typed:
    writing(desk)
history(desk.cell)
