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
DELAYS = st.Page(
    "pages/train/delays.py", title="Which cell remembers how far?", icon=":material/trending_down:", url_path="delays"
)
PAGES: dict[str, dict[StreamlitPage, str]] = {  # section -> page -> what it promises
    "": {START: ""},
    "Understand": {
        STEP: "Walk from [h, x] to y, gate by gate. Move any number and see what it does, predict before you look, "
        "and try the six cousins of the LSTM in the same way.",
    },
    "Train": {
        DELAYS: "Elman, LSTM and GRU, asked after 5 steps or after 200: who still knows it, and what a bias has to do "
        "with that.",
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
