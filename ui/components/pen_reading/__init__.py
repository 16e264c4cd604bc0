"""What was read of the ink, on its way to the sheet beside it."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.components import script

_PEN_READING = st.components.v2.component("pen_reading", html="<span></span>", js=script("pen_reading/pen_reading.js"))


def pen_reading(place: str, news: Mapping[str, Any]) -> None:
    """Bring news to the sheet of this key, and nothing else: its script is not sent again."""
    _PEN_READING(key=f"news of {place}", data={"place": place} | dict(news))
