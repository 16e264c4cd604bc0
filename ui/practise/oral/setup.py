"""Before the exam: the examiner's manner, how hard, how long, which topics."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import LEVELS, LONGEST, MANNERS, SHORTEST, USUAL_MINUTES, level_after
from lstm_core.prose import read
from lstm_core.prose.wording import Wording
from ui.components.follow_focus import follow_focus
from ui.practise.oral.choices import one_of, some_of
from ui.practise.oral.exam_session import begin, discard, passed, resume, saved, unfinished
from ui.practise.oral.words import say

ABOUT = "oral_about"  # a container
AS_IT_WENT = 0  # the level that follows from the last exam
LEVEL_NAMES = {level: Wording(**read("oral")[f"level_{level}"]) for level in (AS_IT_WENT, *LEVELS)}


def show(language: str) -> None:
    """What will happen, the choices, and the button that begins it."""
    _unfinished()
    with st.container(key=ABOUT):
        st.markdown(say("setup", language, count=len(questions())))
    left, right = st.columns(2, gap="large")
    with left:
        manner = _manner(language)
    with right:
        level = _level(language)
    minutes = st.slider(
        say("minutes", language),
        SHORTEST,
        LONGEST,
        USUAL_MINUTES,
        5,
        key="oral_minutes",
        bind="query-params",
        width=320,
    )
    names = {topic.key: Wording(topic.title, topic.german) for topic in topics().values()}
    picked = some_of(names, "oral_topics", say("topics", language), language)
    args = (picked, minutes, level, manner, language)
    st.button(say("begin", language), icon=":material/play_arrow:", key="begin", on_click=begin, args=args)
    follow_focus("oral", ABOUT, "")


def _manner(language: str) -> str:
    names = {key: manner.name for key, manner in MANNERS.items()}
    picked = one_of(names, "oral_manner", say("manner", language), language, "kind")
    st.caption(MANNERS[picked].about[language])
    return picked


def _level(language: str) -> int:
    """As the last exam went, unless one wants another."""
    picked = one_of(LEVEL_NAMES, "oral_level", say("level", language), language, AS_IT_WENT)
    if picked != AS_IT_WENT:
        return picked
    exams = saved()
    level = level_after(exams)
    st.caption(say("level_follows" if exams else "level_first", language, name=LEVEL_NAMES[level][language]))
    return level


def _unfinished() -> None:
    """The exam that was begun and not ended, on whatever server."""
    kept = unfinished()
    if kept is None:
        return
    language = kept.plan.language
    with st.container(border=True):
        minutes = round(passed(kept) / 60)
        st.markdown(say("resume", language, minutes=minutes, of=kept.plan.minutes))
        with st.container(horizontal=True, gap="small"):
            label = say("resume_button", language)
            st.button(label, icon=":material/history:", key="resume", on_click=resume, args=(kept,))
            st.button(say("leave_it", language), key="discard", on_click=discard, args=(kept,))
