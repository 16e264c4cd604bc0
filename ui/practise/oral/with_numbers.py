"""What was drawn or written is tried with numbers: a field for what it gives, and then both sums."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.parting import Parting, in_text, near
from lstm_core.run.answers import TOLERANCE, read_number
from ui.common.text import literal
from ui.practise.oral.number_fields import WIDTH
from ui.practise.oral.words import local, say


def ask(parting: Parting, key: str, language: str) -> None:
    """A field for what the drawn cell gives."""
    most = local(f"{TOLERANCE:g}", language)
    label = say("your_value", language, where=in_text(parting.where, language), most=most)
    st.text_input(label, key=key, max_chars=200, autocomplete="off", width=WIDTH)
    st.caption(say("tried_hint", language))


def show(parting: Parting, typed: str, language: str) -> None:
    """What was predicted, if anything was, and both sums."""
    if typed:
        st.markdown(_verdict(parting, typed, language))
    right, drawn = (in_text(latex, language) for latex in parting.sums)
    st.markdown(f"- {say('sum_right', language, sum=right)}\n- {say('sum_drawn', language, sum=drawn)}")


def _verdict(parting: Parting, typed: str, language: str) -> str:
    try:
        value = read_number(typed)
    except ValueError:
        return ""  # of a log that was written elsewhere
    if near(value, parting.drawn):
        return say("tried_right", language)
    key = "tried_other" if near(value, parting.right) else "tried_wrong"
    return say(key, language, value=literal(typed, 40))
