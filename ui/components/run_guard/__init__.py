"""A tab remembers that a net is training in it, and so notices that a server took the run down with it."""

import streamlit as st

from ui.components import script

_RUN_GUARD = st.components.v2.component("running", html="<span></span>", js=script("run_guard/run_guard.js"))


def run_guard(race: int, going: bool) -> bool:
    """Whether the run in this tab was lost, and no other begun since.

    race: the number of the race that the server knows, 0 for none; going: whether it goes on.
    """
    tab = _RUN_GUARD(key="running", data={"race": race, "going": going}, on_lost_change=lambda: None)
    return bool(tab.lost) and not race
