"""The unrolled net, unfolding copy by copy out of the folded one."""

import streamlit as st

from lstm_core.figure.unfolding import describe
from lstm_core.figure.unfolding import unfolding as unfolding_svg
from ui.components import script, source

_UNFOLDING = st.components.v2.component(
    "unfolding",
    html='<div class="unfolding"></div>',
    css=source("unfolding/unfolding.css"),
    js=script("unfolding/unfolding.js"),
)


def unfolding(time: int, layers: int, every: bool, *, folded: bool, key: str) -> None:
    """Show the net folded or unrolled; a button plays what lies between, in single steps where motion is reduced."""
    data = {
        "picture": unfolding_svg(time, layers, every),
        "time": time,
        "folded": folded,
        "alt": [describe(1, layers, every, True), describe(time, layers, every)],
    }
    _UNFOLDING(key=key, data=data)
