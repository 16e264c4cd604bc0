"""The browser's Back and Forward: what one click did is one step, whatever the server adds to the address meanwhile.

Streamlit takes the choices of a page out of the address when the page is left, and that is a step of its own in the
browser's history (query_params.py, `populate_from_query_string`): Back would come to the page without its choices.
"""

import streamlit as st

from ui.components import script

_HISTORY = st.components.v2.component("history", html="<span></span>", js=script("history/history.js"))


def one_step_for_one_click() -> None:
    """Once in every page; the browser keeps it as long as the tab lives."""
    _HISTORY(key="history", data={})
