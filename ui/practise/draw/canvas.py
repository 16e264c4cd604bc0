"""The canvas and the buttons under it."""

from __future__ import annotations

import time

import streamlit as st

from lstm_core.grade import Remark
from lstm_core.grade.exercises import COST, hint
from lstm_core.grade.parts import KINDS, palette
from lstm_core.prose.text import plain_text
from ui.common.text import problem
from ui.components.wiring import wiring
from ui.practise.draw.attempt import LAST_HINT, DrawingAttempt, check, new_sheet, take_hint

Mark = dict[str, str]  # see `wiring`
ROLES = {  # the colour of a kind of part; a box may become a gate or a candidate
    "x": "input", "h": "output", "c": "memory", "sigmoid": "gate", "tanh": "candidate", "linear": "step",
    "join": "step", "mul": "step", "add": "step", "one_minus": "step", "h_next": "output", "c_next": "memory",
    "y": "output",
}  # fmt: skip


def show(attempt: DrawingAttempt, fau: bool) -> None:
    """Draw, check, ask for a hint."""
    rows = [vars(KINDS[kind]) | {"kind": kind, "role": ROLES[kind]} for kind in palette(attempt.cell)]
    wiring(
        attempt.canvas,
        attempt.sheet.drawing.data(),
        rows,
        marks=_marks(attempt),
        ghosts=attempt.sheet.ghosts.data(),
        locked=attempt.sheet.locked,
        restore=not attempt.sheet.drawing.parts,
    )
    if not attempt.began and attempt.drawing["parts"] and not attempt.kind.repair:
        attempt.began = time.time()
        if attempt.kind.timed:
            st.rerun()  # the clock stands outside this fragment
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Check", icon=":material/check:", key="check", on_click=check, args=(attempt, fau))
        st.button(
            f"Hint (−{COST})",
            icon=":material/lightbulb:",
            key="hint",
            on_click=take_hint,
            args=(attempt, fau),
            disabled=bool(attempt.grade and not attempt.grade.remarks),
        )
        st.button("New sheet", icon=":material/note_add:", key="fresh", on_click=new_sheet, args=(attempt,))
    if attempt.error:
        problem(attempt.error)
    if attempt.hint_level and attempt.grade and attempt.grade.remarks:
        st.info(hint(attempt.grade.remarks[0], attempt.cell, attempt.hint_level), icon=":material/lightbulb:")


def _marks(attempt: DrawingAttempt) -> dict[str, Mark]:
    """What the last check found, pinned to parts and wires; while hints are taken, no more than they say."""
    if not attempt.grade or not attempt.checked:
        return {}
    remarks = attempt.grade.remarks
    if attempt.hint_level:
        return _hint_mark(remarks[0], attempt.hint_level) if remarks else {}
    wrong: dict[str, Mark] = {}
    for remark in remarks:
        if at := remark.wire or remark.drawn:
            wrong.setdefault(at, {"look": "wrong", "text": plain_text(remark.text)})
    blamed = {remark.drawn for remark in remarks}
    fed = {wire.target for wire in attempt.checked.wires}
    sound = (part.id for part in attempt.checked.parts if part.id in fed or not KINDS[part.kind].ports)
    return {part: {"look": "right", "text": ""} for part in sound if part not in blamed} | wrong


def _hint_mark(remark: Remark, level: int) -> dict[str, Mark]:
    """The second hint shows the place, the last one says what is wrong with it."""
    at = remark.wire or remark.drawn
    if not at or level == 1:
        return {}
    return {at: {"look": "hint", "text": plain_text(remark.text) if level == LAST_HINT else ""}}
