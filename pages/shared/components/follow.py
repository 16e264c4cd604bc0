"""Keeps the paragraph that is read in view while one walks through a text."""

import streamlit as st

from pages.shared.components import source

_FOLLOW = st.components.v2.component("follow", html="<span></span>", js=source("follow.js"))


def follow(key: str, turn: int) -> None:
    """Bring the container with this key into view; at turn 0, before anybody has moved, leave the page where it is."""
    _FOLLOW(key="follow", data={"key": key, "turn": turn})
