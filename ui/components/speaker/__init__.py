"""The examiner's voice: the browser reads a question aloud, if one has switched that on, or asks to hear it again."""

from collections.abc import Mapping

import streamlit as st

from ui.components import script, source

LOCALES = {"en": "en-US", "de": "de-DE"}  # of the languages of an exam, as browsers know them
_SPEAKER = st.components.v2.component(
    "speaker", html=source("speaker/speaker.html"), css=source("speaker/speaker.css"), js=script("speaker/speaker.js")
)


def speaker(place: str, words: str, language: str, texts: Mapping[str, str], *, key: str) -> None:
    """A switch, and a button that speaks; `place` says whether these words are new and to be spoken unasked.

    `texts` are "speaks", the name of the switch, "again", that of the button, and "voiceless", which says that the
    browser has no voice of the language.
    """
    _SPEAKER(key=key, data={"place": place, "words": words, "lang": LOCALES[language], "texts": dict(texts)})
