"""A drawing, or equations, that are wrong: the smallest input on which they give something else."""

from __future__ import annotations

import streamlit as st

from lstm_core.cell import Cell
from lstm_core.grade import Drawing, Unrunnable
from ui.practise.draw.attempt import DrawingAttempt
from ui.proof import panel

TITLE = "The smallest input that proves it"


def show(attempt: DrawingAttempt) -> None:
    """Once a drawing was checked and can run; not while its mistakes are still to be found."""
    grade = attempt.grade
    if attempt.checked and grade and grade.remarks and not attempt.kind.repair and not attempt.hint_level:
        _show(attempt.checked, attempt)


def show_equations(attempt: DrawingAttempt) -> None:
    """Once equations were checked and something is to be repaired in them."""
    other = attempt.equations_variant
    if attempt.equations_cell and attempt.equations_remarks and not (other and other.full):
        _show(attempt.equations_cell, attempt)


def _show(drawn: Cell | Drawing, attempt: DrawingAttempt) -> None:
    try:
        differs = panel.differs(drawn, attempt.cell)
    except Unrunnable:
        return  # why it cannot run is told where it would be run
    if differs:
        st.header(TITLE, anchor=False)
        panel.show(drawn, attempt.cell, f"proof_{attempt.cell.name}_{attempt.way}")
    else:
        st.caption(f"No input tells them apart. {panel.alike(drawn, attempt.cell)}")
