"""The LSTM, step by step: any cell, walked through with the learner's own numbers."""

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.latex import CONVENTIONS, FAU
from ui import endings
from ui.common.frame import framed
from ui.presenting import present
from ui.step import as_code, from_probe, link_errors, manual_gates, one_step, over_time, predict
from ui.step.stage_nav import back_to_first_stage

framed()

VIEWS = {
    "One step": one_step.show,
    "Gates by hand": manual_gates.show,
    "Over time": over_time.show,
    "As code": as_code.show,
}

with st.container():  # a place of its own, so that nothing below moves when predicting begins
    predict.catch_up()
link_errors.show(CELLS, VIEWS, CONVENTIONS)
with st.container(horizontal=True, vertical_alignment="bottom", gap="medium", key="step_choices"):
    name = st.selectbox(
        "Cell",
        list(CELLS),
        index=list(CELLS).index("LSTM"),
        key="cell",
        bind="query-params",
        on_change=back_to_first_stage,
        width=190,
    )
    view = st.segmented_control(
        "View", list(VIEWS), default="One step", key="view", bind="query-params", required=True, wrap=True
    )
    letters = st.segmented_control(
        "Symbols as in",
        list(CONVENTIONS),
        default=FAU.name,
        key="letters",
        bind="query-params",
        required=True,
        width="content",
        help="The same equations as other sources write them: the lecture at FAU and the blog of Chris Olah (colah), "
        "the documentation of PyTorch, and papers that call the weights W and U.",
    )
    present(view or "One step")
from_probe.show()
VIEWS[view or "One step"](CELLS[name], CONVENTIONS[letters or FAU.name])
if view not in (None, "One step"):  # there the last stage leads on
    endings.show("step-by-step", (name, view))
