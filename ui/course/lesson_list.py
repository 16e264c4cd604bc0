"""All lessons to choose from, the head of the one that is open, and the way to the next."""

from collections.abc import Mapping

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common.menu import page_at
from ui.components.scroll_into_view import scroll_into_view

COURSE = "course"


def show(course: Mapping[str, Lesson], read: set[str]) -> None:
    """The list, with a tick at those that were read, and what to read next."""
    st.markdown(
        "Each lesson asks you first, lets you try, and tells you last. It ends with questions of the kind an examiner "
        "puts. They build on each other, but nothing is locked."
    )
    next_lesson = next((lesson for lesson in course.values() if lesson.key not in read), None)
    if read and next_lesson:
        link(next_lesson, f"Go on with lesson {next_lesson.number}: {next_lesson.title}", ":material/play_arrow:")
    for lesson in course.values():
        with st.container(border=True, gap="small"):
            done = lesson.key in read
            icon = ":material/check_circle:" if done else ":material/radio_button_unchecked:"
            link(lesson, f"**{lesson.number}. {lesson.title}**", icon)
            st.caption(f"{lesson.german} · {lesson.minutes} minutes{' · read' if done else ''}")


def head(lesson: Lesson) -> None:
    """Where the learner is, and what the lesson is good for."""
    with st.container(key="lesson_head"):
        st.page_link(page_at(COURSE), label="All lessons", icon=":material/arrow_back:")
        st.header(f"{lesson.number}. {lesson.title}", anchor=False)
    st.html("<style>.st-key-lesson_head { scroll-margin: 9rem 0 0 }</style>")
    scroll_into_view("lesson", "lesson_head", lesson.number)
    st.caption(f"{lesson.german} · lesson {lesson.number}, {lesson.minutes} minutes")
    st.markdown("**Afterwards you can say**\n\n" + "\n".join(f"- {sentence}" for sentence in lesson.able))


def foot(course: Mapping[str, Lesson], lesson: Lesson) -> None:
    """The way to the next lesson."""
    next_lesson = next((other for other in course.values() if other.number > lesson.number), None)
    if next_lesson:
        link(next_lesson, f"Next: {next_lesson.number}. {next_lesson.title}", ":material/arrow_forward:")
    else:
        st.page_link(page_at(COURSE), label="All lessons", icon=":material/list:")


def link(lesson: Lesson, label: str, icon: str) -> None:
    """A link that opens a lesson; it can be copied, and means the same to everybody."""
    st.page_link(page_at(COURSE), label=label, icon=icon, query_params={"lesson": lesson.key})
