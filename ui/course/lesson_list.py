"""The head of the lesson that is open, and links to lessons."""

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common import ways
from ui.components.scroll_into_view import scroll_into_view
from ui.course.language import choose, kept, language, say
from ui.presenting import present

COURSE = "course"


def head(lesson: Lesson) -> None:
    """Where the learner is, and what the lesson is good for."""
    with st.container(key="lesson_head"):
        with st.container(horizontal=True, horizontal_alignment="distribute", vertical_alignment="bottom"):
            _to_all(":material/arrow_back:")
            choose()
            present("Lesson")
        st.header(f"{lesson.number}. {lesson.named(language())}", anchor=False)
    st.html("<style>.st-key-lesson_head { scroll-margin: 9rem 0 0 }</style>")
    scroll_into_view("lesson", "lesson_head", lesson.number)
    st.caption(say("takes", number=lesson.number, minutes=lesson.minutes))
    st.markdown("**Afterwards you can say**\n\n" + "\n".join(f"- {sentence}" for sentence in lesson.able))


def link(lesson: Lesson, label: str, icon: str | None = None) -> None:
    """A link that opens a lesson; it can be copied, and means the same to everybody."""
    ways.link(COURSE, label, {"lesson": lesson.key} | kept(), icon=icon)


def _to_all(icon: str) -> None:
    ways.link(COURSE, say("all"), kept(), icon=icon)
