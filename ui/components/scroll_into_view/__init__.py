"""Keeps in view what is read: the paragraph while one walks through a text, the head of a lesson that was opened."""

import streamlit as st

from ui.components import script

_FOLLOW = st.components.v2.component("follow", html="<span></span>", js=script("scroll_into_view/scroll_into_view.js"))


def follow(name: str, key: str, turn: int) -> None:
    """Bring the container with this key into view whenever `turn` changes; 0 leaves the page where it is."""
    _FOLLOW(key=f"follow {name}", data={"name": name, "key": key, "turn": turn})
