"""Lesson 8: the cells in a table, in two figures, and in results."""

import streamlit as st

from pages.shared.lesson import cells_table, remembering, side_by_side

PARTS = {
    "The table": cells_table.show,
    "Two figures": side_by_side.show,
    "Who remembers how far": remembering.show,
}


def show() -> None:
    """Three views, one tab each."""
    for tab, part in zip(st.tabs(list(PARTS)), PARTS.values(), strict=True):
        with tab:
            part()
