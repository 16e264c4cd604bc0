"""Choices whose names are in the language of the exam, and in the address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TypeVar

import streamlit as st

from lstm_core.prose.wording import LANGUAGES, Wording
from ui.common.session import choose, drawn
from ui.practise.oral.words import say

T = TypeVar("T")
WAYS = {
    "whole": Wording("A whole exam", "Eine ganze Prüfung"),
    "single": Wording("Single questions", "Einzelne Fragen"),
}
OLD_LANGUAGE = "practice_language"  # in the links of older versions


def language_and_way() -> tuple[str, str]:
    """In which language, and whether a whole exam or single questions."""
    with st.container(horizontal=True, gap="medium", vertical_alignment="bottom"):
        place = st.container(width="content")  # before the language, whose choice decides what is written there
        with st.container(width="content"):
            language = _language()
        with place:
            return language, one_of(WAYS, "oral_way", say("way", language), language, "whole")


def one_of(names: Mapping[T, Wording], key: str, label: str, language: str, default: T) -> T:
    """One of several, side by side."""
    _follow_address(names, key)
    picked: T | None = st.segmented_control(
        label, list(names), default=default, format_func=lambda each: names[each][language], key=key,
        bind="query-params", required=True,
    )  # fmt: skip
    return default if picked is None else picked


def some_of(names: Mapping[T, Wording], key: str, label: str, language: str) -> list[T]:
    """Any number of them."""
    _follow_address(names, key, several=True)
    return st.pills(
        label, list(names), selection_mode="multi", format_func=lambda each: names[each][language], key=key,
        bind="query-params", wrap=True,
    )  # fmt: skip


def _language() -> str:
    names = {key: Wording(name, name) for key, name in LANGUAGES.items()}
    if not drawn("oral_language") and (old := st.query_params.get(OLD_LANGUAGE)) in LANGUAGES.values():
        choose({"oral_language": next(key for key, name in LANGUAGES.items() if name == old)})
    return one_of(names, "oral_language", "Language · Sprache", "en", "en")


def _follow_address(names: Mapping[T, Wording], key: str, several: bool = False) -> None:
    """An address may have the name of a choice in the other language: whoever sent it spoke that, or switched since."""
    asked = set() if drawn(key) else set(st.query_params.get_all(key))
    found = [option for option, name in names.items() if {name.en, name.de} & asked]
    if found:
        choose({key: found if several else found[0]})
