"""The live figure of a cell: Graphviz's drawing with today's numbers in it and a stage lit up."""

import re
from collections.abc import Callable, Mapping

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.figure import describe, letters, read_out
from lstm_core.figure.stages import Stage
from lstm_core.figure.svg import shipped
from lstm_core.latex import FAU, Convention
from ui.components import script, sent, source

_TITLE = re.compile("<title>.*?</title>", re.DOTALL)  # what a part means, in English
_FIGURE = st.components.v2.component(
    "cell_view",
    html='<div class="frame-of-figure"></div>',
    css=source("figure.css"),
    js=script("cell_view/cell_view.js"),
)


def cell_view(
    cell: Cell,
    values: Mapping[str, str],
    *,
    key: str,
    stage: Stage | None = None,
    known: tuple[str, ...] = (),
    on_pick: Callable[[str], None] | None = None,
    named: bool = True,
    convention: Convention = FAU,
    words: str = "",
) -> None:
    """Show a shipped cell with `values` (text per node) and `stage` lit up.

    `known` names the nodes worked out in earlier stages; `on_pick` is called with a node's name
    when it is clicked. What is `named` bears the names of gates and candidates, in the letters of
    a `convention`. Where `words` describe the figure, in another language than English, they are
    all that is said of it. Works without a Graphviz program.
    """

    def picked() -> None:
        name = sent(key, "picked")
        if on_pick and isinstance(name, str) and name in cell:  # what a browser sends is checked before it is used
            on_pick(name)

    _FIGURE(
        key=key,
        data={
            "svg": _TITLE.sub("", shipped(cell, live=True)) if words else shipped(cell, live=True),
            "values": tuple(values.items()),  # a dictionary would make Streamlit import pandas, to see if it is a table
            "letters": tuple(letters(cell, convention).items()),
            "named": named,
            "active": stage.steps if stage else (),
            "reads": stage.reads if stage else (),
            "known": known,
            "label": words or f"{describe(cell)} {read_out(cell, values)}",
            "pickable": on_pick is not None,
        },
        on_picked_change=picked,
    )
