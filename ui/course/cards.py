"""After the text: what is often got wrong, where the sources differ, and three questions of the exam."""

import importlib
import importlib.util
from collections.abc import Iterable
from typing import Any

import streamlit as st

from lstm_core.course.lessons import Lesson, Misconception
from lstm_core.figure.explain import cite
from ui.common import ways
from ui.common.menu import place_of
from ui.course.app_links import link
from ui.course.language import language, say

BANK = "lstm_core.exam.bank.bank"  # questions() and differences(), by id


def show(lesson: Lesson) -> None:
    """All cards of a lesson; what the bank does not hold is left out."""
    st.header("What is often got wrong", anchor=False)
    _in_two_columns(lesson.misconceptions, _misconception)
    differs = [card for card in (_from_bank("differences", key) for key in lesson.differs) if card]
    if differs:
        st.header("Where the sources differ", anchor=False)
        _in_two_columns(differs, _difference)
    questions = [question for question in (_from_bank("questions", key) for key in lesson.questions) if question]
    if questions:
        st.header(say("questions"), anchor=False)
        for question in questions:
            _question(question)
        oral = place_of("oral")
        if oral:
            ways.link("oral", "Rehearse aloud, with an examiner who digs", icon=oral.icon)


def _in_two_columns(cards: Iterable[Any], draw: Any) -> None:
    columns = st.columns(2)
    for number, card in enumerate(cards):
        with columns[number % 2], st.container(border=True, gap="small"):
            draw(card)


def _misconception(card: Misconception) -> None:
    st.markdown(f":material/close: *“{card.claim}”*\n\n{card.wrong}\n\n{_from(card)}")
    link(card.see, "See it happen")


def _difference(card: Any) -> None:
    st.markdown(f"**{card.title.en}**\n\n{card.says.en}\n\n**In the exam:** {card.teach.en}\n\n{_from(card)}")


def _from(card: Any) -> str:
    return f":small[:gray[From: {'; '.join(map(cite, card.cites))}]]"


def _question(question: Any) -> None:
    with st.expander(question.prompt[language()], icon=":material/record_voice_over:"):
        points = "\n".join(f"- {point.wording[language()]}" for point in question.points)
        st.markdown(f"{say('aloud')}\n\n{question.answer[language()]}\n\n{say('ticks')}\n\n{points}")


def _from_bank(kind: str, key: str) -> Any:
    """A row of the bank; None where there is no bank or no such row."""
    if importlib.util.find_spec(BANK) is None:
        return None
    return getattr(importlib.import_module(BANK), kind)().get(key)
