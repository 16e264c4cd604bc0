"""The parts of an experiment, one at a time."""

from collections.abc import Callable, Mapping

import streamlit as st


@st.fragment
def show_parts(lesson: str, parts: Mapping[str, Callable[[], None]]) -> None:
    """A choice of parts, and the one that is chosen. Widgets inside keep what they are set to by `persist_state`.

    These are no tabs: whatever stands in a hidden tab costs time with every slider of the page, and so does each tab.
    """
    titles = list(parts)
    title = st.segmented_control(
        "Part of the experiment",
        titles,
        default=titles[0],
        required=True,
        key=f"{lesson}_part",
        label_visibility="collapsed",
        wrap=True,
        persist_state="session",
        bind="query-params",
    )
    parts[title or titles[0]]()
