"""Where the reset gate stands: before the matrix, as in the papers, or behind it, as in PyTorch."""

import streamlit as st

from lstm_core.course.experiments.gru_conventions import AFTER, BEFORE, MATRICES, OLD, past_terms
from lstm_core.latex import number
from lstm_core.prose.text import markdown_table
from ui.common.text import formula, plain

SMALL = 1e-9


@st.fragment
def show() -> None:
    """Two units: a matrix, a reset gate for each, a bias; and what the candidate hears of the past."""
    left, right = st.columns(2, gap="large")
    left.markdown(f"**Before the matrix**: Cho, Chung, Olah  \n{formula(BEFORE, 'n')}")
    right.markdown(f"**Behind the matrix**: PyTorch, and Keras unless told otherwise  \n{formula(AFTER, 'n')}")
    st.markdown(
        "Try it with two units and a silent input. **Find a matrix and a bias for which both agree, whatever $r$ is.**"
    )
    matrix = st.segmented_control(
        "Matrix $U$",
        list(MATRICES),
        default="crossed",
        required=True,
        key="reset_matrix",
        persist_state="session",
        bind="query-params",
    )
    matrix = matrix or "crossed"
    first, second, third = st.columns(3, gap="medium")
    reset = (
        first.slider(
            "$r_1$, of unit 1", 0.0, 1.0, 1.0, 0.05, key="reset_1", persist_state="session", bind="query-params"
        ),
        second.slider(
            "$r_2$, of unit 2", 0.0, 1.0, 0.0, 0.05, key="reset_2", persist_state="session", bind="query-params"
        ),
    )
    bias = third.slider(
        "$b$, of both", -1.0, 1.0, 0.2, 0.1, key="reset_bias", persist_state="session", bind="query-params"
    )
    st.markdown(f"$h_{{t-1}} = {number(OLD)}, \\quad U = {number(MATRICES[matrix])}$")
    _table(matrix, reset, bias)


def _table(matrix: str, reset: tuple[float, float], bias: float) -> None:
    heard_by_unit = past_terms(matrix, reset, bias)
    head = ["heard of the past", "before: $U(r \\odot h) + b$", "behind: $r \\odot (U h + b)$"]
    rows = [
        (f"candidate of unit {unit}", plain(before), plain(after))
        for unit, (before, after) in enumerate(zip(heard_by_unit.before, heard_by_unit.after, strict=True), 1)
    ]
    st.markdown(markdown_table(head, rows, "lr"))
    agree = all(abs(a - b) < SMALL for a, b in zip(heard_by_unit.before, heard_by_unit.after, strict=True))
    st.markdown(_conclusion(agree, matrix == "diagonal" and bias == 0, reset))


def _conclusion(agree: bool, always: bool, reset: tuple[float, float]) -> str:
    if always:
        return (
            ":material/check: **They agree, whatever $r$ is.** A diagonal matrix lets each unit hear itself alone, and "
            "there is no bias to be hidden. Trained nets are not like that."
        )
    if agree:
        return "They agree, but only at this $r$. Move a slider."
    hidden = next((unit for unit, value in enumerate(reset, 1) if value < 1), 1)
    return (
        f"**They differ.** Before the matrix, $r_{hidden}$ sets how much *every unit* hears of unit {hidden}. "
        f"Behind it, $r_{hidden}$ sets how much unit {hidden} hears of *every unit*, the bias included. So "
        "weights trained for one kind are of no use for the other."
    )
