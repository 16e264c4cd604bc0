"""A sheet of ink that draws itself once more, with the moments of its mistakes, and can be taken along."""

import tomllib
from collections.abc import Mapping
from typing import Any

import streamlit as st

from ui.components import script, source
from ui.components.role_colours import role_colours

TEXTS = tomllib.loads(source("ink_replay/ink_replay.toml"))
_REPLAY = st.components.v2.component(
    "ink_replay",
    html=source("ink_replay/ink_replay.html"),
    css=role_colours("ink-replay") + source("buttons.css", "ink_replay/ink_replay.css"),
    js=script("ink_replay/ink_replay.js"),
)


def ink_replay(playback: Mapping[str, Any], *, key: str, language: str = "en") -> None:
    """Show a sheet; nothing is sent back.

    `playback` has the "svg" of the sheet, the "seconds" that it took, what is "around" it on a picture, its "heading"
    there and the name of its "file"; "events": [[seconds, what was finished then in words]]; "mistakes":
    [{"at": seconds, "number", "text"}], and what is "missing", the same without a moment.
    """
    _REPLAY(key=key, data={**playback, "texts": TEXTS[language]})
