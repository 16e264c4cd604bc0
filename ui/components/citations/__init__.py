"""The sources of a text, each behind one small number: it opens what is said there, and a link.

The number is a link in the text itself, [Source: ...](#source-7): the keyboard gets there, a screen reader says what
it is. Its style makes a number of it, or shows it in full.
"""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.components import script, source

_CITATIONS = st.components.v2.component(
    "citations",
    html='<div class="source-card" popover tabindex="-1" role="dialog" aria-label="Sources of this paragraph"></div>',
    css=source("citations/citations.css"),
    js=script("citations/citations.js"),
)


def citations(sources: Mapping[int, Sequence[tuple[str, Sequence[str], str]]]) -> None:
    """Let the links #source-N of a page open these sources by N: (where it stands, what it says, its address)."""
    _CITATIONS(key="citations", data={"sources": [[number, list(rows)] for number, rows in sources.items()]})
