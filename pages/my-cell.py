"""My cell: a recurrent cell typed as equations, drawn, counted, stepped through and handed on to training."""

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.cells.custom import page_of, untrainable
from lstm_core.listing import listing, torch_listing
from ui import endings
from ui.common import placed_figure
from ui.common.creations import IN_LOG, MOST_CELLS, keep_cell, kept_words
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.common.session import session
from ui.common.text import problem
from ui.common.ways import lead_to
from ui.my_cell import compare, one_step
from ui.my_cell.editor import edited_cell
from ui.proof import panel

framed()

STYLE = """<style>
.st-key-own_page textarea { font: 13px/1.5 var(--st-code-font, monospace); white-space: pre; overflow-x: auto }
</style>"""  # code keeps its columns


def _train(cell: Cell) -> None:
    reason = untrainable(cell)
    if reason:
        problem(reason)
    st.button(
        "Train it",
        icon=":material/model_training:",
        key="own_train",
        disabled=bool(reason),
        on_click=keep_cell,
        args=(cell,),
    )
    if session().own.cells.get(cell.name) == page_of(cell):
        st.markdown(kept_words(cell.name, "cells", MOST_CELLS, IN_LOG))
        lead_to("train", "Go to the page Train", {"cells": [cell.name]})


st.markdown(
    "Invent a recurrent cell. Change a line of the LSTM, leave a gate out, tie two together: "
    "the figure, the equations, the count and the code all follow from what you type."
)
st.html(STYLE)
left, right = st.columns(2, gap="large")
with left:
    cell = edited_cell()
    _train(cell)
with right:
    placed_figure.show(cell, "own")
st.header("Beside the LSTM", anchor=False)
compare.show(cell)
st.header("Where it differs from the LSTM, in numbers", anchor=False)
panel.show(cell, CELLS["LSTM"], "own_proof", strict=True)
st.header("One step with numbers", anchor=False)
one_step.show(cell)
sync_learner()
with st.expander("As code", icon=":material/code:"):
    st.code(listing(cell), language="python")
    st.code(torch_listing(cell), language="python")
endings.show("my-cell")
