"""The list of pages: the menu, the doors of the start page, and the tests all read it here.

Every page needs a door, pages/<url path>.py, for the first deep link after a server start (see there).
"""

from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shared.state import session

ICON = Path(__file__).with_name("icon.svg")
STYLE = "<style>.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 4rem; }</style>"  # less empty paper
START = st.Page("pages/start/start.py", title="Start", icon=":material/home:", url_path="start", default=True)
STEP = st.Page(
    "pages/learn/step.py", title="The LSTM, step by step", icon=":material/account_tree:", url_path="step-by-step"
)
PROBE = st.Page("pages/train/probe.py", title="Probe a net", icon=":material/biotech:", url_path="probe")
MY_CELL = st.Page("pages/train/my_cell.py", title="My cell", icon=":material/edit_square:", url_path="my-cell")
PAGES: dict[str, dict[StreamlitPage, str]] = {  # section -> page -> what it promises
    "": {START: ""},
    "Understand": {
        STEP: "Walk from [h, x] to y, gate by gate. Move any number and see what it does, predict before you look, "
        "and try the six cousins of the LSTM in the same way.",
    },
    "Train": {
        PROBE: "Look inside a trained net while it remembers. Paint what it hears, see every gate of every unit, "
        "take a unit away and find out which one holds the value.",
        MY_CELL: "Type a cell of your own in a dozen lines. It is drawn, counted, put beside the LSTM, stepped through "
        "with numbers and trained like any other.",
    },
}


def remember(page: StreamlitPage) -> None:
    """Keep in mind which page is open, so that the start page can lead back to it."""
    if page.url_path:
        session().page = page.url_path


def page_of(url_path: str) -> StreamlitPage | None:
    """The page at an address, if it is one of ours."""
    everything = (page for pages in PAGES.values() for page in pages)
    return next((page for page in everything if url_path and page.url_path == url_path), None)
