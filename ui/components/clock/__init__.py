"""A clock that ticks in the browser. The server hears of it only when the time is over.

A fragment that is run every second would do the same, at a price: a run for every second and visitor, and now and then
the loss of what a click draws, if Streamlit asks for that run while the messages of another are on their way. A whole
run that a component asks for draws what such a click would have drawn as well.
"""

import time

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


def alarm(seconds: float, *, key: str) -> None:
    """Nothing to be seen: after so many seconds without another run, the page is drawn once more."""
    with st.container(key=f"alarm {key}"):
        data = {"seconds": seconds, "words": "", "down": True, "hidden": True, "now": time.time()}
        _CLOCK(key=key, data=data, on_over_change=lambda: None)
