"""The list of pages: the menu, the doors of the start page, and the tests all read it here.

Every page needs a door, pages/<url path>.py, for the first deep link after a server start (see there).
"""

from dataclasses import dataclass
from pathlib import Path

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from pages.shared.state import session

ICON = Path(__file__).with_name("icon.svg")
STYLE = """<style>
/* Less empty paper at the top; and no white letters on the pale blue that buttons have in the dark. */
.stMainBlockContainer { padding-top: 4.5rem; padding-bottom: 4rem; }
.stApp button[kind="primary"] { color: light-dark(#ffffff, #12151c); }
</style>"""


@dataclass(frozen=True)
class Place:
    """A page of the app."""

    file: str
    title: str
    icon: str
    url_path: str
    promise: str = ""  # what it is good for, on the start page

    def page(self) -> StreamlitPage:
        """The page for Streamlit; the start page is the one at the root."""
        address = self.url_path or None
        return st.Page(self.file, title=self.title, icon=self.icon, url_path=address, default=not address)


PLACES: dict[str, tuple[Place, ...]] = {  # by section of the menu
    "": (Place("pages/start/start.py", "Start", ":material/home:", ""),),
    "Understand": (
        Place(
            "pages/learn/step.py",
            "The LSTM, step by step",
            ":material/account_tree:",
            "step-by-step",
            "Walk from [h, x] to y, gate by gate. Move any number and see what it does, predict before you look, "
            "and try the six cousins of the LSTM in the same way.",
        ),
    ),
}


def menu() -> dict[str, list[StreamlitPage]]:
    """The pages by section, as st.navigation wants them."""
    return {section: [place.page() for place in places] for section, places in PLACES.items()}


def remember(page: StreamlitPage) -> None:
    """Keep in mind which page is open, so that the start page can lead back to it."""
    if page.url_path:
        session().page = page.url_path


def place_of(url_path: str) -> Place | None:
    """The page at an address, if it is one of ours."""
    everything = (place for places in PLACES.values() for place in places)
    return next((place for place in everything if url_path and place.url_path == url_path), None)
