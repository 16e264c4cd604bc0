"""The head of the lesson that is open, and the ways from one lesson to another."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common.menu import page_at
from ui.components.scroll_into_view import scroll_into_view
from ui.course.language import choose, kept, language, say

COURSE = "course"


def head(lesson: Lesson) -> None:
    """Where the learner is, and what the lesson is good for."""
    with st.container(key="lesson_head"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            _to_all(":material/arrow_back:")
            choose()
        st.header(f"{lesson.number}. {lesson.named(language())}", anchor=False)
    st.html("<style>.st-key-lesson_head { scroll-margin: 9rem 0 0 }</style>")
    scroll_into_view("lesson", "lesson_head", lesson.number)
    st.caption(say("takes", number=lesson.number, minutes=lesson.minutes))
    st.markdown("**Afterwards you can say**\n\n" + "\n".join(f"- {sentence}" for sentence in lesson.able))


def foot(course: Mapping[str, Lesson], lesson: Lesson) -> None:
    """The way to the next lesson."""
    next_lesson = next((other for other in course.values() if other.number > lesson.number), None)
    if next_lesson:
        name = f"{next_lesson.number}. {next_lesson.named(language())}"
        link(next_lesson, say("next", lesson=name), ":material/arrow_forward:")
    else:
        _to_all(":material/list:")


def link(lesson: Lesson, label: str, icon: str | None = None) -> None:
    """A link that opens a lesson; it can be copied, and means the same to everybody."""
    st.page_link(page_at(COURSE), label=label, icon=icon, query_params={"lesson": lesson.key} | kept())


def _to_all(icon: str) -> None:
    st.page_link(page_at(COURSE), label=say("all"), icon=icon, query_params=kept())
