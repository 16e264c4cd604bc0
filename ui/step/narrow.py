"""The page by thumb: in a narrow window the figure stays in sight, and one goes on at the lower edge of the window.

Only the browser knows how wide its window is, so the order of the page is the same everywhere and its style differs.
"""

from pathlib import Path

import streamlit as st

STYLE = Path(__file__).with_name("narrow.css")


def show_style() -> None:
    """Once in the view One step."""
    st.html(STYLE)
