"""A sheet of paper to draw on with pen, finger or mouse; what was read of the ink stands over it as a clean figure."""

import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st

from ui.components import in_each_language, source
from ui.components.kept_sheet import KeptSheet
from ui.components.pen_reading import pen_reading
from ui.components.role_colours import role_colours
from ui.components.wiring import MESSAGES as OF_PARTS
from ui.components.wiring import Drawing, Kind, kind_row, parts_and_wires

SURE = 0.8  # a smaller share, and the second choice is shown
BLANK = {"strokes": "", "corrections": [], "steps": []}
MESSAGES = {"en": tomllib.loads(source("pen/pen.toml")), "de": tomllib.loads(source("pen/pen.de.toml"))}
Reading = Mapping[str, Any]
"""What was read of the ink, as JSON: {"of": how many strokes, "parts": [{"id", "ref", "kind", "label", "x", "y",
"strokes", "end", "second", "share"}], "wires": [{"id", "from", "to", "net", "exact"}], "nets": [[numbers of strokes]],
"unread": [...], "erased": [...], "words": a line, "told": all of it}. `end`: the strokes of what arrives or leaves;
`net` is the place of a wire's strokes in `nets`, -1 if it has none. An `exact` wire lies as its strokes do.
"""
NOTHING: Reading = {"of": 0, "parts": [], "wires": [], "nets": [], "unread": [], "erased": [], "words": "", "told": ""}


_PEN = in_each_language("pen", MESSAGES, role_colours("pen") + source("sheet_tools.css", "pen/pen.css"))


@dataclass
class Paper(KeptSheet):
    """A sheet of ink."""

    given: int = 0  # how many strokes were there before the learner's first
    ink: Mapping[str, Any] | None = None  # the newest message of a browser, unchecked
    start: Mapping[str, Any] | None = None  # what the browser began with

    def newest(self) -> Mapping[str, Any] | None:
        """What the browser sent last of this sheet, unchecked; None if nothing yet."""
        self.ink = self.said("ink") or self.ink
        return self.ink

    def begun_with(self) -> Mapping[str, Any]:
        """What the browser began with; unchanged while the learner draws, so that nothing has to be sent again."""
        if self.start is None or not self.has_said("ink"):
            self.start = {name: (self.ink or BLANK).get(name) for name in BLANK}
        return self.start


def pen(
    paper: Paper,
    reading: Reading,
    parts: Sequence[Kind],
    *,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    gaps: Sequence[Mapping[str, Any]] = (),
    ghosts: Drawing | Sequence[Mapping[str, Any]] = (),
    values: Mapping[str, str] | None = None,
    now: Sequence[str] = (),
    language: str = "en",
) -> None:
    """Show a sheet with its ink, and over it what was read. The arguments are those of `wiring`.

    An empty sheet gives way to what this browser tab drew last under its key.
    """
    with st.container(gap=None):
        _PEN[language](
            key=paper.key,
            data=_constant(paper, _kinds(parts, language), ghosts, language),
            on_ink_change=lambda: None,
        )
        news = {
            "rev": paper.rev,
            "session": paper.token,
            "reading": [dict(reading)],
            "marks": [{"id": item} | dict(mark) for item, mark in (marks or {}).items()],
            "gaps": [dict(gap) for gap in gaps],
            "values": [[part, text] for part, text in (values or {}).items()],
            "now": list(now),
        }
        pen_reading(paper.key, news)


def _kinds(parts: Sequence[Kind], language: str) -> list[dict[str, Any]]:
    words = OF_PARTS[language].get("words", {})
    return [kind_row(row, words) for row in parts]


def _constant(
    paper: Paper, kinds: Sequence[Mapping[str, Any]], ghosts: Drawing | Sequence[Mapping[str, Any]], language: str
) -> dict[str, Any]:
    """What stays as it is while one draws, so that it is sent once."""
    return {
        "rev": paper.rev,
        "place": paper.key,
        "session": paper.token,
        "ink": [dict(paper.begun_with())],
        "given": paper.given,
        "sure": SURE,
        "kinds": list(kinds),
        "says": [{key: text for key, text in MESSAGES[language].items() if isinstance(text, str)}],
        "ghosts": parts_and_wires(ghosts),
    }
