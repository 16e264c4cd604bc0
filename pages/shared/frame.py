"""The list of pages: the menu, the doors of the start page, and the tests all read it here."""

from pathlib import Path
from typing import Any

import streamlit as st

from pages.shared.state import session

ICON = Path(__file__).with_name("icon.svg")
START = st.Page("pages/start/start.py", title="Start", icon=":material/home:", url_path="start", default=True)
STEP = st.Page(
    "pages/learn/step.py", title="The LSTM, step by step", icon=":material/account_tree:", url_path="step-by-step"
)
PAGES = {"": (START,), "Understand": (STEP,)}


def remember(page: Any) -> None:
    """Keep in mind which page is open, so that the start page can lead back to it."""
    if page.url_path != START.url_path:
        session().page = page.url_path
