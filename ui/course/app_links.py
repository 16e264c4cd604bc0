"""Links out of a lesson: an address of the app, such as step-by-step?cell=GRU, becomes a link to that page."""

from urllib.parse import parse_qsl

import streamlit as st

from lstm_core.course.lessons.lesson import EXPERIMENT
from ui.common import ways
from ui.common.menu import place_of


def link(address: str, label: str = "") -> None:
    """The link; without a label it says which page and what of it. Nothing for a page that is not there."""
    if address == EXPERIMENT:
        st.markdown(f":material/arrow_upward: [See it in the experiment above]({EXPERIMENT})")
        return
    path, _, query = address.partition("?")
    place, parameters = place_of(path), dict(parse_qsl(query))
    if place:
        ways.link(
            path,
            label or ": ".join(filter(None, (place.title, ", ".join(parameters.values())))),
            parameters,
            icon=":material/open_in_new:" if not label else ":material/visibility:",
        )
