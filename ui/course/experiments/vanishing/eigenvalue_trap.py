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
    st.markdown("Take the slopes out of it and look at the matrix alone. Both eigenvalues stand on the diagonal.")
    left, right = st.columns(2, gap="medium")
    own = left.slider("Both eigenvalues", 0.1, 1.1, 0.5, 0.05, key="trap_eigenvalue", persist_state="session")
    off = right.slider("The entry beside them", 0.0, 10.0, 10.0, 0.5, key="trap_beside", persist_state="session")
    matrix = np.array([[own, off], [0.0, own]])
    norms = powers(matrix, max(SHOWN))
    st.markdown(f"$W = \\begin{{pmatrix}} {own:g} & {off:g} \\\\ 0 & {own:g} \\end{{pmatrix}}$, largest singular value "
                f"**{norms[1]:.2f}**")  # fmt: skip
    lag_chart.trap(norms.tolist(), own)
    st.markdown(markdown_table(["k", *SHOWN], [["‖Wᵏ‖", *(f"{norms[k]:.2g}" for k in SHOWN)]]))
    st.markdown(_words(own, float(norms[1]), float(norms.max())))


def _words(own: float, largest: float, peak: float) -> str:
    if own >= 1:
        return "An eigenvalue of 1 or more: without slopes below 1 this never dies out."
    if largest < 1:
        return "The largest singular value is below 1. That is **sufficient**: every step shrinks whatever comes in."
    return (
        "The eigenvalues promise decay, and in the end they are right. Before that the gradient grows to "
        f"**{peak:.3g}** times its size. So state the condition with the largest *singular* value: below 1/γ is "
        "sufficient for vanishing; above 1/γ is necessary for exploding, but not sufficient."
    )
