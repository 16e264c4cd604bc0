"""Draw the cell from memory: place and wire its parts, have it marked, and run it."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.grade.exercises import DRAWN_CELLS, EXERCISES
from ui import endings
from ui.common import log_status
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.practise.draw import canvas, clock, equations, history, proven, replayed, run_drawing, verdict
from ui.practise.draw.attempt import attempt_at

framed()


@st.fragment
def _drawing(cell: Cell, way: str, fau: bool) -> None:
    """All that follows from the canvas; the rest of the page stays as it is while one draws.

    It looks up the attempt by itself: "New sheet" makes another one, and reruns no more than this.
    """
    attempt = attempt_at(cell, way)
    canvas.show(attempt, fau)
    verdict.show(attempt)
    replayed.show(attempt)
    proven.show(attempt)
    run_drawing.show(attempt)
    if not attempt.kind.typed:
        endings.show("draw", attempt)
    log_status.keep_up()


sync_learner()
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
        "With y, as FAU draws it",
        key="with_y",
        bind="query-params",
        help="The FAU lecture puts one more box on top: y = σ(W h). It then counts 5 points.",
    )
attempt = attempt_at(CELLS[name], way or "Blank sheet")
st.markdown(attempt.kind.note)
if attempt.kind.timed:
    clock.show(attempt, fau)
if attempt.kind.drawn:
    _drawing(attempt.cell, attempt.way, fau)
if attempt.kind.typed:
    equations.show(attempt)
    endings.show("draw", attempt)
history.show(attempt.cell)
