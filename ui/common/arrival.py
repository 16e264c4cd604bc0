"""How a page arrives: nothing is shown before its style is there, nor what stands below something not drawn yet.

Streamlit loads the code of every kind of widget when the first of them comes, draws a grey bar meanwhile, and moves
all that is below when the widget turns out to be higher. For up to a second nothing could be read or clicked where it
was: layout shifts of 0.1 to 1.0, where web.dev/articles/cls wants 0.1.
"""

from pathlib import Path

import streamlit as st
from streamlit.delta_generator import DeltaGenerator

STYLE = Path(__file__).with_name("arrival.css")
WHOLE = "whole_page"
PRESENTED = "present"  # in the address of a page that is presented
WAITS = Path(__file__).with_name("arrival_presented.css")


def arriving() -> DeltaGenerator:
    """The place for the whole page: one pixel high until the style gives it all the room it needs.

    The style comes by code that is loaded late as well, so that only what Streamlit itself knows can wait for it.
    """
    st.html(STYLE)
    if st.query_params.get(PRESENTED) == "true":
        st.html(WAITS)
    return st.container(key=WHOLE, height=1, border=False)
