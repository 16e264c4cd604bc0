"""Statements to tick, true and false ones mixed, and their key."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

import streamlit as st

from lstm_core.exam.bank.bank import Point
from lstm_core.exam.hearing import Heard
from lstm_core.exam.mock_exam import Prompt, Statement, statements
from lstm_core.figure.explain import cite
from ui.common.session import chosen
from ui.common.text import literal
from ui.practise.oral.words import say

LIST = "statements"  # the container of the sentence above them
Key = Callable[[str], str]  # from the name of a field to the key of its widget


def lines_for(
    asked: Prompt, seed: int, found: Sequence[Heard], language: str = "en", counted: Collection[int] = ()
) -> tuple[Statement, ...]:
    """The list for a prompt, without what was counted; the twin of what the words seem to contradict is in it."""
    suspected = [k for k, one in enumerate(found, 1) if one.contradicted]
    return statements(asked.id, asked.points, seed, language, suspected, counted)


def show(lines: Sequence[Statement], found: Sequence[Heard], key: Key, language: str = "en") -> None:
    """The list; what was heard is ticked, with the words that speak for it; a contradiction is put as a question."""
    with st.container(key=LIST):
        st.markdown(f"**{say('tick', language)}**")
    if any(one.ticked for one in found):
        st.caption(say("heard_some", language))
    for line in lines:
        heard = found[line.point - 1] if found else None
        ticked = heard is not None and heard.ticked and line.true
        words = f" :gray[· {literal(say('heard', language, words=heard.evidence))}]" if heard and ticked else ""
        st.checkbox(line.text + words, value=ticked, key=key(_name(line)))
    asked = {line.point for line in lines}
    for k, one in enumerate(found, 1):
        if one.contradicted and k in asked:
            st.info(literal(say("doubt", language, words=one.evidence)), icon=":material/help:")


def ticked(lines: Sequence[Statement], key: Key) -> tuple[frozenset[int], frozenset[int]]:
    """The points that are ticked, counted from 1, and those whose twin is."""
    marked = [line for line in lines if chosen(key(_name(line)), False)]
    true, false = (frozenset(line.point for line in marked if line.true is kind) for kind in (True, False))
    return true, false


def show_key(points: Sequence[Point], true: frozenset[int], false: frozenset[int], language: str = "en") -> None:
    """Every point, said or not, and why what was ticked is false."""
    for k, point in enumerate(points, 1):
        icon = ":material/check:" if k in true else ":material/radio_button_unchecked:"
        st.markdown(f"{icon} {point.wording[language]}", help=cite(point.cite, language))
        if k in false:
            st.markdown(f":material/close: *{point.twin[language]}*  \n{point.why[language]}")


def _name(line: Statement) -> str:
    return f"line {line.point} {line.true}"
