"""Lesson 7: from the LSTM to the GRU move by move, who keeps, and where the reset gate stands."""

import streamlit as st

from ui.course.app_links import link
from ui.course.experiments.gru import lstm_to_gru, reset_position, z_convention
from ui.course.experiments.part_switcher import show_parts

PARTS = {
    "From LSTM to GRU": lstm_to_gru.show,
    "Who keeps?": z_convention.show,
    "Where r stands": reset_position.show,
}
PAGES = {
    "step-by-step?cell=GRU": "The GRU, step by step",
    "step-by-step?cell=GRU+(PyTorch)": "The GRU as PyTorch computes it, step by step",
}


def show() -> None:
    """Three small experiments, and the way to the cell itself."""
    show_parts("gru", PARTS)
    with st.container(horizontal=True, gap="medium"):
        for address, label in PAGES.items():
            link(address, label)
