"""Predict first: one question before anything is shown; the answer appears once the learner has committed."""

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common.session import chosen, session

SKIPPED = 0  # in place of the number of an option


def show(lesson: Lesson, already_open: bool) -> bool:
    """The question, or the answer to it; whether the rest of the lesson may be shown."""
    said = session().course.predictions.get(lesson.key)
    with st.container(border=True):
        if said is None and not already_open:
            _ask(lesson)
        else:
            _answer(lesson, said or SKIPPED)
    return said is not None or already_open


def _ask(lesson: Lesson) -> None:
    st.subheader("Before you look", anchor=False)
    key = f"predict {lesson.key}"
    st.radio(lesson.predict.ask, lesson.predict.options, index=None, key=key)
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(
            "That is what I think", key="commit", disabled=chosen(key, None) is None,
            on_click=_commit, args=(lesson,),
        )  # fmt: skip
        st.button("Open it without", type="tertiary", key="skip", on_click=_keep, args=(lesson, SKIPPED))
    st.caption("The lesson opens once you have said what you expect. A wrong guess teaches more than none.")


def _answer(lesson: Lesson, said: int) -> None:
    ask = lesson.predict
    st.markdown(f"**You were asked:** {ask.ask}" if said else f"**The question of this lesson:** {ask.ask}")
    if said == ask.right:
        st.success(f"Right: {ask.options[said - 1]}", icon=":material/check:")
    elif said:
        st.info(
            f"You said: {ask.options[said - 1]}  \nIt is: {ask.options[ask.right - 1]}", icon=":material/lightbulb:"
        )
    else:
        st.info(f"It is: {ask.options[ask.right - 1]}", icon=":material/lightbulb:")
    st.markdown(ask.because)


def _commit(lesson: Lesson) -> None:
    option = chosen(f"predict {lesson.key}", None)
    if option in lesson.predict.options:  # what a browser sends is checked before it is used
        _keep(lesson, lesson.predict.options.index(option) + 1)


def _keep(lesson: Lesson, said: int) -> None:
    session().course.predictions[lesson.key] = said
