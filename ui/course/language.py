"""In which language the course names its lessons and asks its questions: the choice, and the words in it.

The texts of the lessons are English. What there is in both languages is shown in one of them.
"""

from typing import Any

import streamlit as st

from lstm_core.prose import read
from lstm_core.prose.wording import LANGUAGES
from ui.common.session import chosen

KEY = "course_language"
SOURCES = "show_sources"  # whether those of a text are shown in full
FIRST = next(iter(LANGUAGES))


def language() -> str:
    """The language that is chosen, a key of LANGUAGES."""
    asked = next((key for key, name in LANGUAGES.items() if name == st.query_params.get(KEY)), FIRST)
    picked: str | None = chosen(KEY, None)
    return picked or asked


def choose() -> None:
    """The switch, once on every page of the course, so that the choice goes along."""
    st.segmented_control(
        "Titles and questions in", list(LANGUAGES), default=FIRST, format_func=LANGUAGES.__getitem__, key=KEY,
        bind="query-params", required=True,
    )  # fmt: skip


def say(key: str, **blanks: Any) -> str:
    """A text of the course in the language that is chosen, its blanks filled in."""
    text: str = read("course")[key][language()]
    return text.format(**blanks)


def kept() -> dict[str, str]:
    """What a link within the course says of the choices that hold for all lessons."""
    shown = chosen(SOURCES, False) or st.query_params.get(SOURCES) == "true"
    return ({} if language() == FIRST else {KEY: LANGUAGES[language()]}) | ({SOURCES: "true"} if shown else {})
