"""What a screen reader calls a field: "x t" and not ":gray[$x_t$]".

Streamlit takes a label as it was written, Markdown and LaTeX and all, for the name of its field. In sight it is set as
a formula; read aloud it was its source. And what scrolls within itself is reached by the tab key.
"""

import streamlit as st

from ui.components import script

_NAMES = st.components.v2.component("plain_names", html="<span></span>", js=script("plain_names/plain_names.js"))


def name_plainly() -> None:
    """Once in every page; the browser keeps it as long as the tab lives."""
    _NAMES(key="plain_names", data={})
