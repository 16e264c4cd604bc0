"""The row at the end of a page that leads on: a few quiet links, the best first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from lstm_core.prose import read
from lstm_core.prose.wording import Wording, filled
from ui.common.menu import page_at, place_of
from ui.common.session import choose_next, chosen, session
from ui.common.ways import COURSE, Query, link, origin

ROW = "leads_on"  # a container
MOST = 3  # ways on; more would be a menu


@dataclass(frozen=True)
class Way:
    """A way on from the end of a page."""

    page: str
    label: Wording
    query: Query = field(default_factory=dict)
    prepare: Callable[[], None] | None = None  # called before, where a link cannot carry what is needed


def say(key: str, **blanks: Any) -> Wording:
    """A text of prose/endings.toml in every language, its blanks filled in."""
    return filled(read("endings")[key], **blanks)


def row(ways: Iterable[Way], language: str = "en", kept: Query | None = None) -> None:
    """Draw the first few, each place once. `kept` is what links within this page say besides."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center", key=ROW):
        st.markdown(f"**{say('on')[language]}**", width="content")
        for number, way in enumerate(_first(ways)):
            more: Mapping[str, Any] = (kept or {}) if way.page == session().open_page else {}
            _draw(way, language, {**way.query, **more}, number)


def _first(ways: Iterable[Way]) -> list[Way]:
    places: dict[tuple[str, str], Way] = {}
    for way in ways:
        if not _is_here(way):
            places.setdefault((way.page, repr(way.query)), way)
    return list(places.values())[:MOST]


def _is_here(way: Way) -> bool:
    """Whether one is where it leads to: at this lesson, at this cell and way of drawing."""
    if way.prepare is not None or way.page != session().open_page:
        return False
    return all(value in (chosen(key, None), st.query_params.get(key)) for key, value in way.query.items())


def _draw(way: Way, language: str, query: Query, number: int) -> None:
    """A link; a button where something is done before, and within a page, whose choices follow no link by then."""
    label, place = way.label[language], place_of(way.page)
    icon = place.icon if place else None
    stays = way.page == session().open_page
    if way.prepare is None and (not stays or way.page == COURSE):
        link(way.page, label, query, icon=icon)
    elif st.button(label, icon=icon, key=f"{ROW} {number}", on_click=way.prepare):
        if stays:
            choose_next({} if way.prepare else way.query)
        st.switch_page(page_at(way.page), query_params=dict(query) | origin(way.page))
