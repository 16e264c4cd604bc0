"""Eigenvalues below 1, and yet the gradient grows first: a matrix that is not normal."""

import numpy as np
import streamlit as st

from lstm_core.gradients.jacobians import powers
from lstm_core.prose.text import markdown_table
from ui.course.experiments.vanishing import lag_chart

SHOWN = (1, 2, 3, 5, 10, 20)


@st.fragment
def show() -> None:
    """Two sliders for a 2 × 2 matrix, the norms of its powers, and what to say about them."""
    st.markdown("Take the slopes out of it and look at the matrix alone. Both eigenvalues are on the diagonal.")
    left, right = st.columns(2, gap="medium")
    value = left.slider(
        "Both eigenvalues", 0.1, 1.1, 0.5, 0.05, key="trap_eigenvalue", persist_state="session", bind="query-params"
    )
    beside = right.slider(
        "The entry beside them", 0.0, 10.0, 10.0, 0.5, key="trap_beside", persist_state="session", bind="query-params"
    )
    matrix = np.array([[value, beside], [0.0, value]])
    norms = powers(matrix, max(SHOWN))
    symbols = f"\\begin{{pmatrix}} {value:g} & {beside:g} \\\\ 0 & {value:g} \\end{{pmatrix}}"
    st.markdown(f"$W = {symbols}$, largest singular value **{norms[1]:.2f}**")
    lag_chart.matrix_powers(norms.tolist(), value)
    st.markdown(markdown_table(["k", *SHOWN], [["‖Wᵏ‖", *(f"{norms[k]:.2g}" for k in SHOWN)]]))
    st.markdown(_conclusion(value, float(norms[1]), float(norms.max())))


def _conclusion(value: float, largest: float, peak: float) -> str:
    if value >= 1:
        return "An eigenvalue of 1 or more: without slopes below 1 this never dies out."
    if largest < 1:
        return "The largest singular value is below 1. That is **sufficient**: every step shrinks whatever comes in."
    return (
        "The eigenvalues promise decay, and in the end they are right. Before that the gradient grows to "
        f"**{peak:.3g}** times its size. So state the condition with the largest *singular* value: below 1/γ is "
        "sufficient for vanishing; above 1/γ is necessary for exploding, but not sufficient."
    )
