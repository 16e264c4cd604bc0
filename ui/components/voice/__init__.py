"""The field for an answer: typed, or written down by the browser while one speaks, and recorded if one likes.

Python hears of the text that is seen in the field, and of no sound. Streamlit's own recorder would upload it.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.components import script, source
from ui.components.speaker import LOCALES

LONGEST = 10_000  # characters of an answer
_VOICE = st.components.v2.component(
    "voice",
    html=source("voice/voice.html").replace("LONGEST", str(LONGEST)),
    css=source("recorder.css", "voice/voice.css"),
    js=script("voice/voice.js"),
)


@dataclass(frozen=True)
class Field:
    """What is asked for."""

    sound: str  # the name of its recording in the browser, the same for the one who plays it
    language: str
    terms: Sequence[str]  # words that are likely to be said
    texts: Mapping[str, str]  # what the buttons are called, and every sentence that it may have to say


def said(key: str, known: str) -> str:
    """What is in the field, as far as the browser has reported it; what was `known` until then."""
    sent: Any = st.session_state.get(key)
    text = sent.get("text") if isinstance(sent, Mapping) else None
    return text[:LONGEST] if isinstance(text, str) else known


def voice(field: Field, known: str, on_change: Callable[[], Any], *, key: str) -> None:
    """Show the field; `known` is what is in it at first. What it holds after a change is told by `said`."""
    data = vars(field) | {
        "place": key,
        "lang": LOCALES[field.language],
        "text": known,
        "terms": list(field.terms),
        "texts": dict(field.texts),
    }
    _VOICE(key=key, data=data, on_text_change=on_change)
