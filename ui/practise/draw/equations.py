"""Equations typed from memory, marked by the same grader as a drawing."""

from __future__ import annotations

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.grade import compare
from lstm_core.grade.equations import read_plain
from lstm_core.latex import named
from lstm_core.notation import read_cell
from ui.common.learner_log import record
from ui.common.session import chosen
from ui.common.text import formula, problem
from ui.practise.draw.attempt import DrawingAttempt, mistake_names

PLAIN, NOTATION = "As on paper", "Cell notation"
EXAMPLES = {
    PLAIN: "f_t = σ(W_f·[h_{t-1}, x_t] + b_f)\n…",
    NOTATION: "x\nh\nc\nf = sigmoid(linear(x, h))\n…",
}


def show(attempt: DrawingAttempt) -> None:
    """A field for the equations, and what is to be repaired in them."""
    how = st.segmented_control("How you write", list(EXAMPLES), default=PLAIN, key="writing", required=True) or PLAIN
    key = f"equations {attempt.cell.name} {attempt.way} {attempt.seed} {how}"
    st.text_area("Your equations, one to a line", key=key, height=240, placeholder=EXAMPLES[how], max_chars=4000)
    st.button(
        "Check the equations", icon=":material/check:", key="check_text", on_click=_check, args=(attempt, key, how)
    )
    if attempt.equations_error:
        problem(attempt.equations_error)
    if attempt.equations_remarks == []:
        st.success("Right, every line.", icon=":material/check:")
    for remark in attempt.equations_remarks or ():
        st.markdown(f":material/build: {remark.text}")
    cell = attempt.equations_cell
    if cell:
        with st.expander("How your lines were read", icon=":material/visibility:"):
            for name in named(cell):
                st.markdown(formula(cell, name))


def _check(attempt: DrawingAttempt, key: str, how: str) -> None:
    text = str(chosen(key, ""))
    attempt.equations_error, attempt.equations_remarks, attempt.equations_cell = "", None, None
    try:
        attempt.equations_cell = _read(text, how)
        attempt.equations_remarks = list(compare(attempt.equations_cell, attempt.cell))
    except ValueError as error:
        attempt.equations_error = str(error)
        return
    record("equations", attempt.cell.name, {"way": attempt.way, "wrong": mistake_names(attempt.equations_remarks)})


def _read(text: str, how: str) -> Cell:
    if not text.strip():
        raise ValueError("There is nothing to read yet. Begin with any line you know.")
    return read_cell("Yours", text) if how == NOTATION else read_plain("Yours", text)
