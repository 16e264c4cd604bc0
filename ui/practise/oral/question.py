"""The examiner's question, hints, your answer, and then the points to tick."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lstm_core.exam.bank.bank import differences, questions, topics
from lstm_core.exam.mock_exam import OPENING, Prompt
from lstm_core.figure.explain import cite
from ui.common.menu import page_at
from ui.components.clock import clock
from ui.practise import concept_map
from ui.practise.oral.exam_session import ExamSession, go_on, hint, show_points, stop

RECORDING = "Say it (the recording is sent to this server for this visit, never stored)"


def show(exam: ExamSession, prompt: Prompt) -> None:
    """One question, from being asked to being ticked."""
    _head(exam, prompt)
    if prompt.digs:
        st.caption(f"You were asked: {questions()[prompt.id.partition('+')[0]].prompt.en}")
    st.subheader(prompt.wording.en, anchor=False)
    st.caption(f"Auf Deutsch: {prompt.wording.de}")
    _hints(exam, prompt)
    if prompt.draw:
        st.page_link(
            page_at("draw"),
            label=f"Draw the {prompt.draw} on paper, or on this sheet",
            icon=":material/draw:",
            query_params={"drawn_cell": prompt.draw, "way": "Blank sheet"},
        )
    _answer(exam)
    if exam.points_shown:
        _points(exam, prompt)
    with st.container(horizontal=True, gap="small"):
        if exam.points_shown:
            _button(exam, "Go on", "arrow_forward", "go_on", go_on, exam, prompt)
        else:
            _button(exam, "I have answered", "check", "answered", show_points, exam, prompt)
        st.button("End the exam", icon=":material/stop:", key="end", on_click=stop, args=(exam,))


def _button(exam: ExamSession, label: str, icon: str, name: str, does: Callable[..., None], *args: Any) -> None:
    """A button of this question alone: a click that comes when the next one is asked is a click on nothing."""
    st.button(label, icon=f":material/{icon}:", key=exam.widget(name), on_click=does, args=args)


def _head(exam: ExamSession, prompt: Prompt) -> None:
    """Where we are: the clock, the topic."""
    digs = " · a follow-up" if prompt.digs else ""
    words = f"of {exam.plan.minutes} minutes · {topics()[prompt.topic].title}{digs}"
    clock(time.time() - exam.began, words, key="oral clock")


def _hints(exam: ExamSession, prompt: Prompt) -> None:
    for text in prompt.hints[: exam.hints]:
        st.info(text.en, icon=":material/lightbulb:")
    if exam.hints < len(prompt.hints) and not exam.points_shown:
        number = exam.hints + 1
        _button(exam, "Hint (−¼ point)", "lightbulb", f"hint {number}", hint, exam, prompt, number)


def _answer(exam: ExamSession) -> None:
    """Spoken or typed; the server holds either for as long as the session lasts, and nothing reads the recording."""
    left, right = st.columns(2, gap="large")
    with left:
        st.audio_input(RECORDING, key=exam.widget("voice"))
    with right:
        st.text_area("Or note it down", key=exam.widget("notes"), height=110)


def _points(exam: ExamSession, prompt: Prompt) -> None:
    """What an examiner ticks, each with where it stands, and the whole answer."""
    st.markdown("**Tick what you said.**")
    for k, point in enumerate(prompt.points, 1):
        st.checkbox(point.text, key=exam.widget(f"point {k}"), help=f"From: {cite(point.cite)}")
    asked = questions()[prompt.id.partition("+")[0]]
    if prompt.digs is None:
        with st.expander("One way to say it all", icon=":material/record_voice_over:"):
            st.markdown(asked.answer.en)
            st.caption("German words: " + ", ".join(f"{english}: *{german}*" for english, german in asked.terms))
        for card in asked.differs:
            difference = differences()[card]
            with st.expander(f"Sources differ: {difference.title}", icon=":material/alt_route:"):
                st.markdown(f"{difference.says}\n\n**In the exam:** {difference.teach}")
                st.caption("From: " + "; ".join(map(cite, difference.cites)))
    if prompt.id == OPENING:
        st.markdown("**Our map of the lecture.** Which concept is missing in yours?")
        concept_map.show()
