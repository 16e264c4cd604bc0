"""Tells which paragraph is read: the one nearest a third from the top of what can be seen, once the reader scrolls."""

from collections.abc import Callable

import streamlit as st

from ui.components import script, sent

KEY = "reading_follower"
_FOLLOWER = st.components.v2.component(KEY, html="<span></span>", js=script("reading_follower/reading_follower.js"))


def reading_follower(count: int, now: int, turn: int, on_read: Callable[[int], None]) -> None:
    """Follow the containers paragraph_1 to paragraph_`count`; `on_read` is called with another number than `now`.

    Whenever `turn` changes, paragraph `now` is scrolled to where one reads; 0 leaves the page where it is.
    """

    def read() -> None:
        number = sent(KEY, "read")
        if isinstance(number, int) and 1 <= number <= count:  # what a browser sends is checked before it is used
            on_read(number)

    _FOLLOWER(key=KEY, data={"count": count, "now": now, "turn": turn}, on_read_change=read)
