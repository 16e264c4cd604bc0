"""Lesson 4: how much of the gradient is left after so many steps, what eigenvalues hide, and what clipping does."""

import streamlit as st

from pages.shared.lesson import cliff, fading, trap

PARTS = {
    "Over the lag": fading.show,
    "The trap of the eigenvalues": trap.show,
    "A cliff, and clipping": cliff.show,
}


def show() -> None:
    """Three small experiments, one tab each."""
    for tab, part in zip(st.tabs(list(PARTS)), PARTS.values(), strict=True):
        with tab:
            part()
