"""The canvas, and under it a bar with the buttons and the mark, which stays in sight while one draws."""

from __future__ import annotations

import time
from pathlib import Path

import streamlit as st

from lstm_core.grade import Remark
from lstm_core.grade.exercises import COST, hint
from lstm_core.grade.parts import KINDS, palette
from ui.common.text import problem
from ui.practise import sheet
from ui.practise.draw import signal, verdict
from ui.practise.draw.attempt import LAST_HINT, DrawingAttempt, check, new_sheet, take_hint

STYLE = Path(__file__).with_name("bar.css")
Mark = dict[str, str]  # see `wiring`
ROLES = {  # the colour of a kind of part; a box may become a gate or a candidate
    "x": "input", "h": "output", "c": "memory", "sigmoid": "gate", "tanh": "candidate", "linear": "step",
    "join": "step", "mul": "step", "add": "step", "one_minus": "step", "h_next": "output", "c_next": "memory",
    "y": "output",
}  # fmt: skip


def show(attempt: DrawingAttempt, fau: bool) -> None:
    """Draw, check, ask for a hint."""
    rows = [vars(KINDS[kind]) | {"kind": kind, "role": ROLES[kind]} for kind in palette(attempt.cell)]
    sheet.choose_tool(attempt.sheet)
    sheet.show(
        attempt.sheet,
        rows,
        marks=_marks(attempt),
        gaps=_gaps(attempt),
        ghosts=attempt.given.ghosts,
        locked=attempt.given.locked,
        values=signal.values(attempt),
        now=signal.now(attempt),
    )
    if not attempt.began and attempt.sheet.is_begun and not attempt.kind.repair:
        attempt.began = time.monotonic()
        if attempt.kind.timed:
            st.rerun()  # the clock stands outside this fragment
    st.html(STYLE)
    with st.container(key="draw_bar", gap=None):
        if not signal.now(attempt):
            _bar(attempt, fau)
            verdict.reasons(attempt)
        signal.show(attempt)
    if attempt.error:
        problem(attempt.error)
    if attempt.hint_level and attempt.grade and attempt.grade.remarks:
        st.info(hint(attempt.grade.remarks[0], attempt.cell, attempt.hint_level), icon=":material/lightbulb:")


def _bar(attempt: DrawingAttempt, fau: bool) -> None:
    """The buttons and the mark."""
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Check", icon=":material/check:", key="check", on_click=check, args=(attempt, fau))
        st.button(
            f"Hint (−{COST})",
            icon=":material/lightbulb:",
            key=f"hint {attempt.hints}",  # so that the second click of two is none
            on_click=take_hint,
            args=(attempt, fau, attempt.hints),
            disabled=bool(attempt.grade and not attempt.grade.remarks),
        )
        st.button("New sheet", icon=":material/note_add:", key="fresh", on_click=new_sheet, args=(attempt,))
        verdict.score(attempt)


def _marks(attempt: DrawingAttempt) -> dict[str, Mark]:
    """What the last check found at parts and wires; while hints are taken, no more than they say."""
    if not attempt.grade or attempt.moment:
        return {}
    if attempt.hint_level:
        return _hint_mark(attempt.grade.remarks[0], attempt.hint_level) if attempt.grade.remarks else {}
    return {
        mark.at: {"look": mark.look, "text": "", "number": str(mark.remark + 1) if mark.remark >= 0 else ""}
        for mark in attempt.grade.marks
    }


def _gaps(attempt: DrawingAttempt) -> list[dict[str, str | int]]:
    """Where parts are missing; hints show the place of the first one, and the last hint also what it is."""
    found = attempt.grade.gaps if attempt.grade else ()
    if attempt.hint_level:
        found = tuple(gap for gap in found if gap.remark == 0 and attempt.hint_level > 1)
    named = attempt.hint_level in (0, LAST_HINT)
    return [
        vars(gap) | {"glyph": f"{KINDS[gap.kind].glyph if named else ''}?", "remark": gap.remark + 1} for gap in found
    ]


def _hint_mark(remark: Remark, level: int) -> dict[str, Mark]:
    """The second hint shows the place; what is wrong with it stands below the canvas."""
    at = remark.wire or remark.drawn
    return {at: {"look": "hint", "text": ""}} if at and level > 1 else {}
