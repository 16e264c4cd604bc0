"""A clock that ticks in the browser. The server hears of it only when the time is over.

A fragment that is run every second would do the same, at a price: a run for every second and visitor, and now and then
the loss of what a click draws, if Streamlit asks for that run while the messages of another are on their way.
"""

import streamlit as st

from ui.components import script, source

_CLOCK = st.components.v2.component(
    "clock",
    html='<div role="timer"><i aria-hidden="true">timer</i> <strong></strong> <span></span></div>',
    css=source("clock/clock.css"),
    js=script("clock/clock.js"),
)


def clock(seconds: float, words: str, *, key: str, down: bool = False) -> None:
    """Minutes and seconds before some words; they go up, or down to 0, where the page is drawn once more."""
    _CLOCK(key=key, data={"seconds": seconds, "words": words, "down": down}, on_over_change=lambda: None)
