"""The switch for the names of gates and candidates in the figure."""

from collections.abc import Callable

import streamlit as st

from ui.common.session import chosen


def names_switch(on_change: Callable[[], None] | None = None, hidden: bool = False) -> bool:
    """Draw the switch, and return whether names are shown; where they would give answers away, they are `hidden`."""
    st.toggle(
        "Names",
        value=True,
        key="names",
        bind="query-params",
        on_change=on_change,
        disabled=hidden,
        help="Gates and candidates bear their names. They are hidden while you predict.",
    )
    return are_shown(hidden)


def are_shown(hidden: bool = False) -> bool:
    """Whether the figure bears names."""
    return bool(chosen("names", True)) and not hidden
