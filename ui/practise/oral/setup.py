"""Before the exam: which topics, how long."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import LONGEST, SHORTEST
from ui.practise.oral.exam_session import begin


def show() -> None:
    """What will happen, the choice of topics and time, and the button that begins it."""
    st.markdown(
        f"A rehearsal as the protocols of such exams tell it: first the map of the lecture, then a cell to draw, then "
        f"open questions. The examiner digs where you said least. {len(questions())} questions are in the bank. "
        "**Speak aloud**, as if somebody sat opposite; then tick what you said."
    )
    names = {topic.title: key for key, topic in topics().items()}
    picked = st.pills(
        "Topics; none chosen means all",
        list(names),
        selection_mode="multi",
        key="oral_topics",
        bind="query-params",
        wrap=True,
    )
    minutes = st.slider("Minutes", SHORTEST, LONGEST, 20, 5, key="oral_minutes", bind="query-params", width=320)
    st.button(
        "Begin",
        icon=":material/play_arrow:",
        key="begin",
        on_click=begin,
        args=([names[name] for name in picked], minutes),
    )
