"""Two cells with the same numbers, beside each other: a signal runs through both until they part."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure import describe, letters
from lstm_core.figure.svg import shipped
from ui.components import script, source
from ui.components.role_colours import role_colours
from ui.components.wiring import kind_row

STYLES = ("buttons.css", "figure.css", "wiring/wiring.css", "parting/parting.css")
_PARTING = st.components.v2.component(
    "parting",
    html=source("parting/parting.html"),
    css=role_colours("wiring") + source(*STYLES),
    js=script("parting/parting.js"),
)


@dataclass(frozen=True)
class Arrival:
    """One moment: the numbers that arrive, as text, and what is said about them."""

    step: int
    right: Mapping[str, str]  # by node
    reads: Sequence[str]  # nodes that this one reads
    drawn: Mapping[str, str]  # by part
    words: str


def parting(
    right: Cell,
    drawing: Mapping[str, Any],
    kinds: Sequence[Mapping[str, Any]],
    moments: Sequence[Arrival],
    texts: Mapping[str, Any],
    *,
    key: str,
) -> None:
    """Show them; at the last of the moments they part.

    `drawing` is as in `wiring`, every part with its "role". `texts` are "label", "described" (the drawing in words),
    "titles" of both sides, and "back", "next" and "end", the names of the buttons.
    """
    rows = [
        {"step": one.step, "right": list(one.right.items()), "reads": list(one.reads), "words": one.words}
        | {"drawn": list(one.drawn.items())}
        for one in moments
    ]
    _PARTING(
        key=key,
        data={
            "id": key,
            "svg": shipped(right, live=True),
            "letters": tuple(letters(right).items()),
            "label": describe(right),
            "described": texts["described"],
            "drawing": drawing,
            "kinds": [kind_row(row, {}) for row in kinds],
            "moments": rows,
            "texts": {name: text for name, text in texts.items() if name != "described"},
        },
    )
