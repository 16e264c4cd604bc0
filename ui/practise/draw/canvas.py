"""The canvas and the buttons under it."""

from __future__ import annotations

import time
from typing import Any

import streamlit as st

from lstm_core.grade.exercises import COST, hint
from lstm_core.grade.parts import KINDS, palette
from lstm_core.prose.text import plain_text
from ui.common.text import problem
from ui.components.wiring import wiring
from ui.practise.draw.attempt import Desk, check, drawing_on, fresh, take_hint

ROLES = {  # the colour of a kind of part; a box may become a gate or a candidate
    "x": "input", "h": "output", "c": "memory", "sigmoid": "gate", "tanh": "candidate", "linear": "step",
    "join": "step", "mul": "step", "add": "step", "one_minus": "step", "h_next": "output", "c_next": "memory",
    "y": "output",
}  # fmt: skip


def canvas(desk: Desk, fau: bool) -> None:
    """Draw, check, ask for a hint."""
    rows = [vars(KINDS[kind]) | {"kind": kind, "role": ROLES[kind]} for kind in palette(desk.cell)]
    wiring(
        desk.sheet.drawing.data(), rows, key=desk.key, rev=desk.rev, marks=_marks(desk),
        ghosts=desk.sheet.ghosts.data(), locked=desk.sheet.locked, restore=not desk.sheet.drawing.parts,
    )  # fmt: skip
    if not desk.began and drawing_on(desk)["parts"] and not desk.kind.repair:
        desk.began = time.time()
        if desk.kind.timed:
            st.rerun()  # the clock stands outside this fragment
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        st.button("Check", icon=":material/check:", key="check", on_click=check, args=(desk, fau))
        st.button(
            f"Hint (−{COST})", icon=":material/lightbulb:", key="hint", on_click=take_hint, args=(desk, fau),
            disabled=bool(desk.grade and not desk.grade.remarks),
        )  # fmt: skip
        st.button("New sheet", icon=":material/note_add:", key="fresh", on_click=fresh, args=(desk,))
    if desk.problem:
        problem(desk.problem)
    if desk.level and desk.grade and desk.grade.remarks:
        st.info(hint(desk.grade.remarks[0], desk.cell, desk.level), icon=":material/lightbulb:")


def _marks(desk: Desk) -> dict[str, dict[str, str]]:
    """What the last check found, pinned to parts and wires; while hints are taken, no more than they say."""
    if not desk.grade or not desk.checked:
        return {}
    wrong: dict[str, dict[str, Any]] = {}
    for remark in desk.grade.remarks[: 1 if desk.level else None]:
        at = remark.wire or remark.drawn
        if at and desk.level in (0, 2, 3):
            wrong.setdefault(
                at,
                {"look": "hint" if desk.level else "wrong", "text": plain_text(remark.text) if desk.level != 2 else ""},
            )
    if desk.level:
        return wrong
    blamed = {remark.drawn for remark in desk.grade.remarks}
    fed = {wire.target for wire in desk.checked.wires}
    sound = (part.id for part in desk.checked.parts if part.id in fed or not KINDS[part.kind].ports)
    return {part: {"look": "right", "text": ""} for part in sound if part not in blamed} | wrong
