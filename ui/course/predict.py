"""Predict first: one question before anything is shown; the answer appears once the learner has committed."""

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common import answers
from ui.common.session import chosen
from ui.course import focus

SKIPPED = 0  # in place of the number of an option


def show(lesson: Lesson, already_open: bool) -> bool:
    """The question, or the answer to it; whether the rest of the lesson may be shown."""
    opened = already_open or answers.given(lesson.key)
    with st.container(border=True, key="lesson_question"):
        if opened:
            _answer(lesson, _option(lesson))
        else:
            _ask(lesson)
    return opened


def _option(lesson: Lesson) -> int:
    """The option that was chosen; SKIPPED if none was."""
    option = answers.answer_to(lesson.key)
    known = isinstance(option, int) and 1 <= option <= len(lesson.predict.options)
    return int(option) if known else SKIPPED


def _ask(lesson: Lesson) -> None:
    st.subheader("Before you look", anchor=False)
    key = f"predict {lesson.key}"
    st.radio(lesson.predict.ask, lesson.predict.options, index=None, key=key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "That is what I think",
            key="commit",
            disabled=chosen(key, None) is None,
            on_click=_commit,
            args=(lesson,),
        )
        st.button("Open it without", type="tertiary", key="skip", on_click=_say, args=(lesson, SKIPPED))
    st.caption("The lesson opens once you have said what you expect. A wrong guess teaches more than none.")


def _answer(lesson: Lesson, option: int) -> None:
    question = lesson.predict
    answer = f"It is: {question.options[question.right - 1]}"
    head = "The question of this lesson" if option == SKIPPED else "You were asked"
    st.markdown(f"**{head}:** {question.ask}")
    if option == question.right:
        st.success(f"Right: {question.options[option - 1]}", icon=":material/check:")
    elif option == SKIPPED:
        st.info(answer, icon=":material/lightbulb:")
    else:
        st.info(f"You said: {question.options[option - 1]}  \n{answer}", icon=":material/lightbulb:")
    st.markdown(question.because)


def _commit(lesson: Lesson) -> None:
    text = chosen(f"predict {lesson.key}", None)
    if text in lesson.predict.options:  # what a browser sends is checked before it is used
        _say(lesson, lesson.predict.options.index(text) + 1)


def _say(lesson: Lesson, option: int) -> None:
    answers.give(lesson.key, option)
    focus.go_on(focus.ANSWER)
