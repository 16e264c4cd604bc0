"""A sheet to draw a cell on, with a pen or with parts; what is drawn last is its drawing, however it was made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import streamlit as st

from lstm_core.grade import Drawing, Grade
from ui.common.session import choose, chosen, drawn, session
from ui.components import identity
from ui.components.pen import MESSAGES, NOTHING, Paper, pen
from ui.components.wiring import Canvas, Kind, wiring

if TYPE_CHECKING:
    from lstm_core.cell import Cell
    from ui.practise.ink_playback import Playback
    from ui.practise.ink_reading import InkReading

PEN, PARTS = "Pen", "Parts"
TOOL = "tool"  # the key of the switch
EMPTY = Drawing()


@dataclass
class DrawingSheet:
    """What is drawn on one sheet: with parts, with a pen, or with both in turn."""

    key: str  # of its component; the pen's has one of its own
    start: Drawing = EMPTY  # what lies on it at first
    rev: int = 0  # another one takes the place of this sheet in the browser
    is_ink: bool = False  # whether it is drawn on with a pen just now
    parts: Canvas = field(init=False)
    paper: Paper = field(init=False)
    reading: InkReading | None = None  # of the newest ink
    handed_on: object = None  # the ink from which the parts were made

    def __post_init__(self) -> None:
        self.parts = Canvas(self.key, self.rev)
        self.paper = Paper(f"pen {self.key}", self.rev)

    @property
    def last_rev(self) -> int:
        """The highest that a browser may know."""
        return self.parts.rev

    @property
    def is_begun(self) -> bool:
        """Whether anything is on it; with a pen, anything that was not given."""
        if self.is_ink:
            return self._is_drawn_on
        return bool(self.drawing["parts"])

    @property
    def drawing(self) -> dict[str, Any]:
        """The newest drawing, as a browser sent it or as its ink was read: unchecked."""
        if self.is_ink:
            reading = self.read()
            return (reading.drawing if reading else EMPTY).data()
        self._hand_on()
        return self.parts.newest() or self.start.data()

    def read(self) -> InkReading | None:
        """The newest ink, read once; None if there is none yet."""
        from ui.practise.ink_reading import given_ink, read_message

        message = self.paper.newest()
        if message is None and self.start.parts:
            message = self.paper.ink = given_ink(self.start)
            self.paper.given = message["strokes"].count(" ") + 1
        if message is not None and (self.reading is None or self.reading.message != message):
            self.reading = read_message(message)
        return self.reading

    @property
    def _is_drawn_on(self) -> bool:
        """Whether there is ink that was not given."""
        reading = self.read()
        return bool(reading and reading.count) and (not self.start.parts or self._is_changed)

    @property
    def _is_changed(self) -> bool:
        from ui.practise.ink_reading import given_ink

        given, message = given_ink(self.start), self.paper.newest() or {}
        return any(message.get(name) != given[name] for name in ("strokes", "corrections"))

    def same_parts(self, given: Sequence[str]) -> list[str]:
        """Parts that were given by the ids that they have now: others, once they went over paper."""
        if self.handed_on is None:
            return list(given)
        from ui.practise.ink_reading import given_ids

        now = given_ids(self.start)
        return [now[name] for name in given]

    def playback(self, grade: Grade, cell: Cell, mark: int, language: str = "en") -> Playback | None:
        """How its ink came to be, with the moments of the mistakes; None if it is not drawn on with a pen."""
        reading = self.read() if self.is_ink else None
        if reading is None or not reading.count:
            return None
        from ui.practise.ink_playback import playback

        return playback(reading, grade, cell, mark, language)

    def _hand_on(self) -> None:
        """What was read of new ink becomes parts, when a learner goes on with parts."""
        if self.paper.newest() is None or not self._is_drawn_on:
            return
        reading = self.read()
        if reading and reading.drawing.parts and reading.message != self.handed_on:
            self.handed_on = reading.message
            self.parts = Canvas(self.key, self.parts.rev + 1, drawing=reading.drawing.data())


def choose_tool(sheet: DrawingSheet, language: str = "en") -> None:
    """The switch. A pen is offered first where fingers or a pen are what one points with."""
    state = session().practise
    state.tool_chosen = state.tool_chosen or TOOL in st.query_params
    if not drawn(TOOL) and (asked := _asked_for()):
        choose({TOOL: asked})
    if not state.tool_chosen and identity.points_coarsely() and _tool() != PEN:
        choose({TOOL: PEN})
    words = MESSAGES[language]["switch"]
    st.segmented_control(
        words["draw with"],
        [PEN, PARTS],
        format_func=words.__getitem__,
        default=PARTS,
        key=TOOL,
        bind="query-params",
        persist_state="session",
        required=True,
        label_visibility="collapsed",
        on_change=_note_choice,
    )
    sheet.is_ink = _tool() == PEN


def _tool() -> str:
    """What was chosen; what the link says as long as the switch was not drawn."""
    return str(chosen(TOOL, None) or _asked_for() or PARTS)


def _asked_for() -> str | None:
    """What the address names, in whichever language."""
    names = {words["switch"][tool]: tool for words in MESSAGES.values() for tool in (PEN, PARTS)}
    return names.get(st.query_params.get(TOOL, ""))


def _note_choice() -> None:
    session().practise.tool_chosen = True


def show(
    sheet: DrawingSheet,
    parts: Sequence[Kind],
    *,
    marks: Mapping[str, Mapping[str, str]] | None = None,
    gaps: Sequence[Mapping[str, Any]] = (),
    ghosts: Drawing = EMPTY,
    locked: Sequence[str] = (),
    values: Mapping[str, str] | None = None,
    now: Sequence[str] = (),
    language: str = "en",
) -> None:
    """Show the sheet, to be drawn on with what was chosen. The arguments are those of `wiring`."""
    shared: dict[str, Any] = {"marks": marks, "gaps": gaps, "ghosts": ghosts.data(), "values": values, "now": now}
    if sheet.is_ink:
        from ui.practise.ink_reading import for_browser

        reading = sheet.read()
        pen(sheet.paper, for_browser(reading, language) if reading else NOTHING, parts, language=language, **shared)
        return
    drawing = sheet.drawing
    fixed, restore = sheet.same_parts(locked), not sheet.start.parts
    wiring(sheet.parts, drawing, parts, locked=fixed, restore=restore, language=language, **shared)
