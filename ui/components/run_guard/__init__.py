"""A tab remembers what is training in it, so that the session which a reload begins can take it over."""

import re

import streamlit as st

from ui.components import script

KEY = "running"
_RUN_GUARD = st.components.v2.component(KEY, html="<span></span>", js=script("run_guard/run_guard.js"))


def run_guard(tab: str, going: bool, forget: bool) -> None:
    """Let the tab keep its secret, "" if nothing is here, and whether something goes on.

    forget: whether what it has kept from before a reload is of no use any more.
    """
    _RUN_GUARD(key=KEY, data={"tab": tab, "going": going, "forget": forget}, on_left_change=lambda: None)


def left_behind() -> tuple[str, bool]:
    """The secret that the tab has kept from before a reload, "" if none, and whether something went on then."""
    left = st.session_state.get(KEY, {}).get("left")
    found = re.fullmatch("([0-9a-f]{32}) (on|over)", left) if isinstance(left, str) else None
    return (found[1], found[2] == "on") if found else ("", False)
