"""The parts of an experiment, a tab each."""

from collections.abc import Callable, Mapping

import streamlit as st


@st.fragment
def parts(lesson: str, shown: Mapping[str, Callable[[], None]]) -> None:
    """Only the open tab is drawn: what is hidden would cost time with every slider of the page all the same.

    Widgets inside keep what they are set to by `persist_state`.
    """
    for tab, part in zip(st.tabs(list(shown), key=f"{lesson}_tab", on_change="rerun"), shown.values(), strict=True):
        if tab.open:
            with tab:
                part()
