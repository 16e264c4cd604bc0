"""Mark as read: the tick at the end of a lesson, written into the learner's log."""

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common.learner_log import record, recorded
from ui.course import focus

KIND = "lesson"


def read() -> set[str]:
    """The keys of the lessons this learner has read."""
    return {event.item for event in recorded(KIND)}


def show(lesson: Lesson, already: set[str]) -> None:
    """The button, or the tick."""
    if lesson.key in already:
        st.markdown(":material/check_circle: You have read this lesson.")
    else:
        st.button(
            "Mark as read",
            icon=":material/check:",
            key="mark_as_read",
            on_click=_mark,
            args=(lesson,),
        )


def _mark(lesson: Lesson) -> None:
    """Write it down, once: a second click may come late, or from another tab."""
    if lesson.key not in read():
        record(KIND, lesson.key, {})
    focus.go_on(focus.NEXT)
