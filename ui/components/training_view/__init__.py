"""Nets that learn, side by side: the lecture's picture, the loss, and the answers to a few fixed sequences."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.components import script, source
from ui.components.role_colours import palettes

_TRAINING_VIEW = st.components.v2.component(
    "learning",
    html='<div class="learning" role="group" aria-label="Nets that learn"></div>',
    css=palettes("learning") + source("training_view/training_view.css"),
    js=script("training_view/training_view.js"),
)


def selected(key: str) -> int | None:
    """The index of the fixed sequence that the reader has picked, if any."""
    index = st.session_state.get(key, {}).get("selected")
    return index if isinstance(index, int) else None


def training_view(view_data: Mapping[str, Any], *, key: str) -> None:
    """Show what `ui.train.view_data` has gathered. Read the picked sequence with `selected` before."""
    _TRAINING_VIEW(key=key, data=dict(view_data), on_selected_change=lambda: None)
