"""A button of narrow windows that unfolds a part of the page, which wide windows always show."""

from collections.abc import Sequence

import streamlit as st

from ui.components import script, source

_FOLD = st.components.v2.component(
    "fold",
    html='<button type="button"></button>',
    css=source("fold/fold.css"),
    js=script("fold/fold.js"),
)


def fold(label: str, containers: Sequence[str]) -> None:
    """Show the button in windows under 900 pixels, where the containers with these keys are out of sight until then.

    Nothing is sent to the server: whether a window is narrow, only the browser knows.
    """
    folded = ", ".join(f".st-key-{key}" for key in containers)
    st.html(
        "<style>"
        f"@media (width < 900px) {{ html:not(.unfolded) :is({folded}) {{ display: none }} }}"
        "@media (width >= 900px) { .st-key-fold { display: none } }"
        "</style>"
    )
    with st.container(key="fold"):
        _FOLD(key="fold_button", data={"label": label})
