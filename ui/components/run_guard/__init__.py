"""A tab remembers that a net is training in it, so that it can be told of a run that a server took down with it."""

import streamlit as st

from ui.components import script

_RUNNING = st.components.v2.component("running", html="<span></span>", js=script("run_guard/run_guard.js"))


def running(race: int, going: bool) -> bool:
    """Whether a run that went on in this tab is gone, and no other was begun since.

    race: the number of what the server knows to be there, 0 for nothing; going: whether it goes on.
    """
    return bool(
        _RUNNING(key="running", data={"race": race, "going": going}, on_lost_change=lambda: None).lost and not race
    )
