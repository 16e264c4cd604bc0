"""Before the exam: the language, the examiner's manner, which topics, how long."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import LEVELS, LONGEST, MANNERS, SHORTEST
from lstm_core.prose.wording import LANGUAGES
from ui.components.follow_focus import follow_focus
from ui.practise.oral.exam_session import begin, discard, resume, unfinished
from ui.practise.oral.words import say

ABOUT = "oral_about"  # a container
WHOLE, SINGLE = "A whole exam", "Single questions"
LEVEL_NAMES = {1: "Gentle", 2: "Usual", 3: "Demanding"}


def way() -> str:
    """A whole exam, or single questions."""
    chosen: str | None = st.segmented_control(
        "How you practise", [WHOLE, SINGLE], default=WHOLE, key="oral_way", bind="query-params", required=True
    )
    return chosen or WHOLE


def show() -> None:
    """What will happen, the choices, and the button that begins it."""
    _unfinished()
    with st.container(key=ABOUT):
        st.markdown(
            "A rehearsal as the protocols of such exams tell it: a short overview, then the LSTM, drawn and explained, "
            f"then open questions, {len(questions())} of which are in the bank. The clock is real. The examiner asks "
            "further where something is missing or wrong. **Speak aloud**, as if somebody sat opposite."
        )
    left, right = st.columns(2, gap="large")
    with left:
        language = st.segmented_control(
            "Language", list(LANGUAGES), default="en", format_func=LANGUAGES.__getitem__, key="oral_language",
            bind="query-params", required=True,
        )  # fmt: skip
        manner = st.segmented_control(
            "The examiner", list(MANNERS), default="kind", format_func=lambda key: MANNERS[key].name[language or "en"],
            key="oral_manner", bind="query-params", required=True,
        )  # fmt: skip
        st.caption(MANNERS[manner or "kind"].about[language or "en"])
    with right:
        level = st.segmented_control(
            "Level", list(LEVELS), default=2, format_func=LEVEL_NAMES.__getitem__, key="oral_level",
            bind="query-params", required=True,
        )  # fmt: skip
        minutes = st.slider("Minutes", SHORTEST, LONGEST, 20, 5, key="oral_minutes", bind="query-params", width=320)
    names = {topic.title: key for key, topic in topics().items()}
    picked = st.pills(
        "Topics of the breadth; none chosen means all",
        list(names),
        selection_mode="multi",
        key="oral_topics",
        bind="query-params",
        wrap=True,
    )
    chosen = [names[name] for name in picked]
    args = (chosen, minutes, level or 2, manner or "kind", language or "en")
    st.button("Begin", icon=":material/play_arrow:", key="begin", on_click=begin, args=args)
    follow_focus("oral", ABOUT, "")


def _unfinished() -> None:
    """The exam that was begun and not ended, on whatever server."""
    kept = unfinished()
    if kept is None:
        return
    language = kept.plan.language
    with st.container(border=True):
        minutes = round(kept.elapsed / 60)
        st.markdown(say("resume", language, minutes=minutes, of=kept.plan.minutes))
        with st.container(horizontal=True, gap="small"):
            label = say("resume_button", language)
            st.button(label, icon=":material/history:", key="resume", on_click=resume, args=(kept,))
            st.button(say("leave_it", language), key="discard", on_click=discard, args=(kept,))
