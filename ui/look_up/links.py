"""From a table to where the app treats something, and to the lines of a lecture.

A link to a lesson opens it at the paragraph that cites the same lines.
"""

import re
from collections.abc import Iterable
from urllib.parse import parse_qsl

import streamlit as st

from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.coverage import paragraph
from lstm_core.course.told import Place
from ui.common import ways
from ui.common.menu import place_of

COURSE = "course"
UNDERSTOOD = {"cell"}  # parameters that are not named where others say more
STYLE = (
    """<style>[class*="st-key-places_"] [data-testid="stPageLink"] * { white-space: normal; text-wrap: wrap }</style>"""
)


def links(key: str, addresses: Iterable[str], lines: Iterable[str] = ()) -> None:
    """All of them side by side; what is not there is left out."""
    cited = tuple(lines)
    with st.container(horizontal=True, gap="small", key=f"places_{key}"):
        for address in addresses:
            _link(address, cited)


def lesson_at(key: str, lines: Iterable[str]) -> dict[str, str]:
    """What a link to a lesson says: open it, and where."""
    lesson = lessons()[key]
    return Place(lesson, paragraph(lesson, lines)).address


def _link(address: str, lines: tuple[str, ...]) -> None:
    path, _, query = address.partition("?")
    place, parameters = place_of(path), dict(parse_qsl(query))
    if place is None or (path == COURSE and parameters.get("lesson") not in lessons()):
        return
    if path == COURSE:
        lesson = lessons()[parameters["lesson"]]
        ways.link(COURSE, f"Lesson {lesson.number}: {lesson.title}", lesson_at(lesson.key, lines), icon=place.icon)
        return
    named = ", ".join(value for key, value in parameters.items() if key not in UNDERSTOOD or len(parameters) == 1)
    label = f"{place.title}: {named}" if named else place.title
    ways.link(path, label, parameters, icon=place.icon)


def short_reference(reference: str) -> str:
    """S3:27-30 as “S3, 27–30”; a paper as it is called."""
    return re.sub(r"\b(S\d):(\d+)-?", r"\1, \2–", reference).removesuffix("–")
