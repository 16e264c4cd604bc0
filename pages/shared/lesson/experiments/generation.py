"""Lesson 11: a net writes tunes; searches by hand and as a tree; its own words; a training; what units follow."""

import streamlit as st

from pages.shared.generate import fed, follows, hand, own, search, write
from pages.shared.generate.speakers import Speaking, chosen_speaker

TAB, TABS = "generation_tab", ("It writes", "By hand", "Beam search", "Its own words", "Teach your own", "Units")


def show() -> None:
    """One tab for each part; only the open one is computed."""
    own.take_in()
    _tabs(chosen_speaker())


@st.fragment
def _tabs(speaking: Speaking) -> None:
    parts = (
        lambda: write.show(speaking),
        hand.show,
        lambda: search.show(speaking),
        lambda: fed.show(speaking),
        own.show,
        lambda: follows.show(speaking),
    )
    for tab, part in zip(st.tabs(TABS, key=TAB, on_change="rerun"), parts, strict=True):
        if tab.open:
            with tab:
                part()
