"""Fields for the numbers of a question, checked by the marking of the drills."""

from __future__ import annotations

from collections.abc import Callable

import streamlit as st

from lstm_core.drills import Field
from lstm_core.exam.bank.numbers import mark_numbers
from lstm_core.exam.mock_exam import Prompt
from ui.common.session import chosen
from ui.practise.oral.words import local, say

Key = Callable[[str], str]  # from the name of a field to the key of its widget
WIDTH = 420  # pixels


def show(asked: Prompt, key: Key, language: str) -> None:
    """A field for each; what is left empty comes up in the list of statements."""
    if not asked.numbers:
        return
    for one in asked.numbers:
        label = f"{one.label[language]} ({_near(one.field, language)})"
        st.text_input(label, key=key(one.counts), max_chars=200, autocomplete="off", width=WIDTH)
    rows = any(one.field.kind == "vector" for one in asked.numbers)
    st.caption(" ".join(say(key, language) for key in ("numbers_hint", *["numbers_row"] * rows)))


def marked(asked: Prompt, key: Key) -> dict[int, bool]:
    """By point, whether its number is right. Raises ValueError with a sentence for what cannot be read."""
    return mark_numbers(asked.numbers, {one.counts: str(chosen(key(one.counts), "")) for one in asked.numbers})


def _near(field: Field, language: str) -> str:
    """How near a number must be."""
    share = [f"{local(f'{100 * field.rtol:g}', language)}\u00a0%"] if field.rtol else []
    steps = [local(f"{field.atol:g}", language)] if field.atol else []
    if not share + steps:
        return say("exactly", language)
    return say("within", language, most=f" {say('or', language)} ".join(share + steps))
