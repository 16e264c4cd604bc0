"""A button of narrow windows that unfolds a part of the page, which wide windows always show."""

import streamlit as st

from ui.components import script, source

STYLE = "<style>@media (width >= 56.25em) { .st-key-fold { display: none } }</style>"
_FOLD = st.components.v2.component(
    "fold",
    html='<button type="button"></button>',
    css=source("fold/fold.css"),
    js=script("fold/fold.js"),
)


def fold(label: str) -> None:
    """Show the button in windows under 900 pixels; what it unfolds is hidden by a style, `html:not(.unfolded) …`.

    Nothing is sent to the server: whether a window is narrow, only the browser knows.
    """
    st.html(STYLE)
    with st.container(key="fold"):
        _FOLD(key="fold_button", data={"label": label})
