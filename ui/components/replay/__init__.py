"""What was recorded in an exam, to be heard beside its points; shown where this browser tab still has it."""

from collections.abc import Mapping, Sequence

import streamlit as st

from ui.components import script, source

_REPLAY = st.components.v2.component(
    "replay",
    html='<ul class="replay"></ul>',
    css=source("recorder.css", "replay/replay.css"),
    js=script("replay/replay.js"),
)


def replay(rows: Sequence[tuple[str, str]], texts: Mapping[str, str], *, key: str) -> None:
    """A player for each recording that is there; a row is its name and the words before it, "" for none.

    `texts` are "recording", the name of a player, and "drop", that of the button which deletes.
    """
    _REPLAY(key=key, data={"rows": [list(row) for row in rows], "texts": dict(texts)})
