"""From one page into another, and back again.

A link says where it stands: `from` in the address of the page that it leads to is the address of this one, a paragraph
of a lesson included, and in that is what this one was entered from. So the way back survives a reload and is right
after the browser's Back, and whoever goes back finds the next way back.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from urllib.parse import parse_qs, urlencode

import streamlit as st

from ui.common.menu import page_at, place_of
from ui.common.session import choose, session
from ui.components.clock import clock

FROM = "from"  # in the address
LONGEST = 600  # letters of it; what came first is forgotten, then what was chosen there
COURSE, ORAL, TODAY = "course", "oral", "today"
Query = Mapping[str, str | Iterable[str]]


def link(
    page: str,
    label: str,
    query: Query | None = None,
    *,
    icon: str | None = None,
    width: Any = "content",
    help: str = "",
) -> None:
    """A link to another page, which will know the way back."""
    asked = dict(query or {}) | origin(page)
    st.page_link(page_at(page), label=label, icon=icon, query_params=asked, width=width, help=help or None)


def lead_to(url_path: str, label: str, choices: Mapping[str, Any], prepare: Callable[[], None] = lambda: None) -> None:
    """A button that opens a page with these choices, by the keys of its widgets; `prepare` is called before.

    For what the learner made: no link can carry it, and what was chosen there meanwhile must not stay.
    """
    if st.button(label, icon=":material/arrow_forward:", key=f"go_{url_path}", type="tertiary"):
        prepare()
        choose(choices)
        st.switch_page(page_at(url_path), query_params=origin(url_path))


def origin(to: str) -> dict[str, str]:
    """What the address of a page says of where one comes from, if one goes there from here."""
    page, before = session().open_page or "", _entered_from()
    if to == page:
        return {FROM: before} if before else {}
    if not place_of(page) or not place_of(to):  # the start page is in the menu
        return {}
    if _taken_apart(before)[0] == to:  # one goes back: what is here is left behind
        before = _taken_apart(before)[1].get(FROM, [""])[0]
    here = _here()
    full, short = (_address(page, here | more) for more in ({FROM: [before]} if before else {}, {}))
    return {FROM: next((each for each in (full, short) if len(each) <= LONGEST), page)}


def show_back() -> None:
    """The way back to where one came from; from every page to an exam that goes on."""
    if session().open_page != ORAL and _exam_goes_on():
        _to_exam()
    elif before := _entered_from():
        page, query = _taken_apart(before)
        with st.container(key="way_back"):
            st.page_link(
                page_at(page),
                label=_words(page, query),
                icon=":material/arrow_back:",
                query_params=query,
                width="content",
            )


def _entered_from() -> str:
    """The address of the page that led here; "" for none, and for whatever else stands in this one's address."""
    said = st.query_params.get(FROM, "")
    page, query = _taken_apart(said)
    known = len(said) <= LONGEST and place_of(page) and page != session().open_page
    return said if known and (page != COURSE or _is_lesson(query)) else ""


def _is_lesson(query: Mapping[str, list[str]]) -> bool:
    """Whether the course was entered at a lesson that there is, or at its map."""
    return "lesson" not in query or _lesson(query) is not None


def _lesson(query: Mapping[str, list[str]]) -> Any:
    from lstm_core.course.lessons import lessons  # read only where one came from one of them

    return lessons().get(query["lesson"][0]) if "lesson" in query else None


def _here() -> dict[str, list[str]]:
    """What the address of this page says, and at which paragraph of a lesson one is."""
    said = {key: st.query_params.get_all(key) for key in st.query_params if key != FROM}
    if session().open_page == COURSE and "lesson" in said:
        at = session().course.paragraphs.get(said["lesson"][0], 1)
        return said | {"open": ["true"], "paragraph": [str(at)]}
    return said


def _address(page: str, query: Mapping[str, list[str]]) -> str:
    return "?".join(filter(None, (page, urlencode(query, doseq=True))))


def _taken_apart(address: str) -> tuple[str, dict[str, list[str]]]:
    page, _, query = address.partition("?")
    return page, parse_qs(query)


def _words(page: str, query: dict[str, list[str]]) -> str:
    """What the way back is called; for a lesson, at the paragraph that was read there last."""
    place, lesson = place_of(page), _lesson(query) if page == COURSE else None
    if lesson:
        last = session().course.paragraphs.get(lesson.key) or _number(query)
        at = min(max(last, 1), len(lesson.paragraphs))
        query["paragraph"] = [str(at)]
        return f"Back to lesson {lesson.number}" + (f", paragraph {at}" if at > 1 else "")
    if page == TODAY and (review := session().practise.review) and review.waiting:
        return "Back to the cards"
    if page == ORAL and session().practise.exam:
        return "Back to the result of the exam"
    return f"Back to {place.title}" if place else ""


def _number(query: Mapping[str, list[str]]) -> int:
    said = query.get("paragraph", ["1"])[0]
    return int(said) if said.isdecimal() and len(said) < 4 else 1


def _exam_goes_on() -> bool:
    exam = session().practise.exam
    return exam is not None and exam.prompt is not None and exam.elapsed < exam.plan.seconds


def _to_exam() -> None:
    """Its clock runs on."""
    exam = session().practise.exam
    assert exam
    with st.container(horizontal=True, vertical_alignment="center", gap="small", key="to_exam"):
        st.page_link(page_at(ORAL), label="To the exam", icon=":material/arrow_back:", width="content")
        clock(max(0.0, exam.plan.seconds - exam.elapsed), "left", key="exam clock", down=True)
