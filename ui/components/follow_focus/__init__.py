"""Where one goes on after a button that has made way for something else: the focus goes there, too.

A button that is taken off the page takes the focus with it. Whoever works by keyboard would have to find the place
again, and a screen reader would say nothing of what is new.
"""

import streamlit as st

from ui.components import script

_FOLLOW = st.components.v2.component("follow_focus", html="<span></span>", js=script("follow_focus/follow_focus.js"))


def follow_focus(name: str, container: str, turn: str) -> None:
    """Whenever the turn of this name changes, move the focus to the container with this key: to its heading, if any.

    To be called in every run of a page, after all else. What is there when the page is opened gets no focus.
    """
    _FOLLOW(key="follow focus", data={"name": name, "container": container, "turn": turn})
