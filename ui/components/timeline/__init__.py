"""A cell over time: the live figure at one step, and all its values as strips on one time axis."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure import describe, letters
from lstm_core.figure.svg import shipped
from lstm_core.latex import FAU, Convention
from lstm_core.run.strips import Strip
from ui.components import script, source
from ui.components.role_colours import role_colours

_TIMELINE = st.components.v2.component(
    "timeline",
    html=source("timeline/timeline.html"),
    css=role_colours("over-time") + source("buttons.css", "figure.css", "timeline/timeline.css"),
    js=script("timeline/timeline.js"),
)


def timeline(
    cell: Cell,
    frames: Sequence[Mapping[str, str]],
    strips: Sequence[Strip],
    *,
    key: str,
    legend: str = "",
    named: bool = True,
    convention: Convention = FAU,
) -> None:
    """Show a shipped cell over time and let the reader move through it; nothing is sent back.

    `frames` holds the text to print at every node, one mapping per step; `strips` the rows below it.
    `named` and `convention` are as in `cell_view`.
    """
    _TIMELINE(
        key=key,
        data={
            "svg": shipped(cell, live=True),
            "label": describe(cell),
            "letters": tuple(letters(cell, convention).items()),
            "named": named,
            "frames": frames,
            "rows": [asdict(strip) for strip in strips],
            "legend": legend,
        },
    )
