"""A lesson in a lecture hall: its question, its experiment and its paragraphs, one at a time in large letters."""

import streamlit as st

from lstm_core.course.lessons import Lesson
from ui.common.session import session
from ui.course import experiment, paragraphs, reading
from ui.course.language import language

SLIDE = "slide"  # in the address: a number of a paragraph, or one of the others
QUESTION, EXPERIMENT = "question", "experiment"


def is_open() -> bool:
    """Whether the address asks for what comes after the question: it was answered before the page was loaded anew."""
    return st.query_params.get(SLIDE, QUESTION) != QUESTION


def show(lesson: Lesson) -> None:
    """The slide that is on; the question and the experiment are on the page already, and a style shows one of them."""
    slides = _slides(lesson)
    now = _current(lesson, slides)
    with st.container(key="at_paragraph" if now.isdecimal() else f"at_{now}"):
        for key, by in (("slide_back", -1), ("slide_next", 1)):
            last = not 0 <= slides.index(now) + by < len(slides)
            st.button(key, key=key, on_click=_turn, args=(lesson, by), disabled=last)
    if now.isdecimal():
        _paragraph(lesson, int(now))


def _slides(lesson: Lesson) -> list[str]:
    first = [QUESTION, EXPERIMENT] if experiment.has_own(lesson.key) else [QUESTION]
    return [*first, *(str(number) for number in range(1, len(lesson.paragraphs) + 1))]


def _current(lesson: Lesson, slides: list[str]) -> str:
    """What the address says, else where one was reading."""
    asked = st.query_params.get(SLIDE, "")
    reads = lesson.key in session().course.paragraphs
    usual = str(reading.current_number(lesson)) if reads else QUESTION
    return asked if asked in slides else usual


def _turn(lesson: Lesson, by: int) -> None:
    """One slide on or back; whoever leaves reads on there."""
    slides = _slides(lesson)
    at = slides.index(_current(lesson, slides)) + by
    slide = slides[min(max(at, 0), len(slides) - 1)]
    st.query_params[SLIDE] = slide
    if slide.isdecimal():
        reading.turn_to(lesson, int(slide))


def _paragraph(lesson: Lesson, number: int) -> None:
    """The figure with what is spoken of lit, and the paragraph under the heading that it belongs to."""
    paragraph = lesson.paragraphs[number - 1]
    with st.container(key="slide"):
        if lesson.cell:
            left, right = st.columns([3, 2], gap="medium")
            with left, st.container(key="slide_figure"):
                reading.figure(lesson, paragraph)
        with right if lesson.cell else st.container():
            if not paragraph.heading:
                st.subheader(_heading(lesson, number), anchor=False)
            paragraphs.show(number, [paragraph], cards=(), known=())
        st.caption(f"{lesson.number}. {lesson.named(language())} · {number} of {len(lesson.paragraphs)}")


def _heading(lesson: Lesson, number: int) -> str:
    """The last heading before a paragraph."""
    headings = [one.heading for one in lesson.paragraphs[:number] if one.heading]
    return headings[-1] if headings else lesson.named(language())
