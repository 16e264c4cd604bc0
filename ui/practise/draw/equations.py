"""Equations typed from memory, marked by the same grader as a drawing."""

from __future__ import annotations

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.grade import compare
from lstm_core.grade.equations import read_plain
from lstm_core.grade.variants import variant_of_cell
from lstm_core.latex import named
from lstm_core.notation import read_cell
from ui.common import earlier
from ui.common.learner_log import record
from ui.common.session import chosen
from ui.common.text import formula, problem
from ui.practise.draw import proven
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
    if attempt.equations_marked[1] and attempt.equations_marked != (how, str(chosen(key, ""))):
        earlier.warn("This is about the lines before your last change", "Check the equations")
    _verdict(attempt)
    proven.show_equations(attempt)
    cell = attempt.equations_cell
    if cell:
        with st.expander("How your lines were read", icon=":material/visibility:"):
            for name in named(cell):
                st.markdown(formula(cell, name))


def _verdict(attempt: DrawingAttempt) -> None:
    other = attempt.equations_variant
    if attempt.equations_remarks == [] or (other and other.full):
        st.success(f"Right, every line. {other.text if other else ''}".strip(), icon=":material/check:")
    elif other:
        st.info(other.text, icon=":material/info:")
    else:
        for remark in attempt.equations_remarks or ():
            st.markdown(f":material/build: {remark.text}")


def _check(attempt: DrawingAttempt, key: str, how: str) -> None:
    """Mark what was typed and write it down; the same lines once more are no second attempt."""
    text = str(chosen(key, ""))
    if attempt.equations_marked == (how, text):
        return
    attempt.equations_marked = (how, text)
    attempt.equations_error, attempt.equations_remarks, attempt.equations_cell = "", None, None
    attempt.equations_variant = None
    try:
        attempt.equations_cell = _read(text, how)
        attempt.equations_remarks = remarks = list(compare(attempt.equations_cell, attempt.cell))
    except ValueError as error:
        attempt.equations_error = str(error)
        return
    if remarks:
        attempt.equations_variant = variant_of_cell(attempt.equations_cell, attempt.cell)
    right = attempt.equations_variant and attempt.equations_variant.full
    record("equations", attempt.cell.name, {"way": attempt.way, "wrong": [] if right else mistake_names(remarks)})


def _read(text: str, how: str) -> Cell:
    if not text.strip():
        raise ValueError("There is nothing to read yet. Begin with any line you know.")
    return read_cell("Yours", text) if how == NOTATION else read_plain("Yours", text)
