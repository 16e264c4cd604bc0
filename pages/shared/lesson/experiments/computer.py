"""Lesson 12: the LSTM as a small computer. Instructions, programs by hand, a trained net beside one, and states."""

import streamlit as st

from pages.shared.computer import beside, instructions, puzzle, states

PARTS = {
    "Instructions": instructions.show,
    "Program it": puzzle.show,
    "Trained or programmed?": beside.show,
    "States and a counter": states.show,
}


def show() -> None:
    """Four parts, one tab each."""
    for tab, part in zip(st.tabs(list(PARTS)), PARTS.values(), strict=True):
        with tab:
            part()
