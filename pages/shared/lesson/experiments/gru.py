"""Lesson 7: from the LSTM to the GRU move by move, who keeps, and where the reset gate stands."""

import streamlit as st

from pages.shared.lesson import keeping, morph, resetting
from pages.shared.lesson.address import link
from pages.shared.lesson.parts import parts

PARTS = {
    "From LSTM to GRU": morph.show,
    "Who keeps?": keeping.show,
    "Where r stands": resetting.show,
}
PAGES = {
    "step-by-step?cell=GRU": "The GRU, step by step",
    "step-by-step?cell=GRU+(PyTorch)": "The GRU as PyTorch computes it, step by step",
}


def show() -> None:
    """Three small experiments, and the way to the cell itself."""
    parts("gru", PARTS)
    with st.container(horizontal=True, gap="medium"):
        for address, label in PAGES.items():
            link(address, label)
