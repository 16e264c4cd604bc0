"""Keeps in view what is read: the current paragraph of a text, the head of a lesson that was opened."""

import streamlit as st

from ui.components import script

_SCROLL = st.components.v2.component("follow", html="<span></span>", js=script("scroll_into_view/scroll_into_view.js"))


def scroll_into_view(name: str, key: str, turn: int, by_thumb: bool = False) -> None:
    """Scroll the container with this key into view whenever `turn` changes; 0 leaves the page where it is.

    `by_thumb` does so in windows under 900 pixels only, and not when the page is opened.
    """
    _SCROLL(key=f"follow {name}", data={"name": name, "key": key, "turn": turn, "by_thumb": by_thumb})
