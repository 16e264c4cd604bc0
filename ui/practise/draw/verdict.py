"""What the check found: the mark and its rows, what to repair, and the textbook figure beside it."""

from __future__ import annotations

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.grade.exercises import COST
from lstm_core.grade.grading import PASS, READY
from lstm_core.prose.text import markdown_table
from ui.common.session import chosen
from ui.components.cell_view import cell_view
from ui.practise.draw.attempt import Desk


def verdict(desk: Desk) -> None:
    """Nothing before the first check."""
    if not desk.grade:
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_headline(desk), anchor=False)
        for sentence in filter(None, (desk.grade.variant, desk.grade.hint)):
            st.info(sentence, icon=":material/alt_route:")
        for remark in desk.grade.remarks:
            st.markdown(f":material/build: {remark.text}")
    with right:
        with st.expander("How the points come about", icon=":material/checklist:"):
            st.markdown(_rows(desk))
        st.toggle("Show the textbook figure beside it", key="textbook")
        if chosen("textbook", False):
            cell_view(with_readout(desk.cell), {}, key="textbook_figure", small=True)


def _headline(desk: Desk) -> str:
    """The mark in words; a sheet with a mistake is repaired or not."""
    assert desk.grade
    if desk.kind.repair:
        return "Not repaired yet" if desk.grade.remarks else "Repaired: this is right"
    word = "ready for the exam" if desk.mark >= READY else "passed" if desk.mark >= PASS else "not there yet"
    return f"{desk.mark} of 100: {word}"


def _rows(desk: Desk) -> str:
    """The rows of the mark as a table."""
    assert desk.grade
    rows = [(line.words, f"{line.got} of {line.possible}") for line in desk.grade.rubric]
    if desk.hints:
        rows.append((f"{desk.hints} hint{'s' * (desk.hints > 1)}", f"−{COST * desk.hints}"))
    return markdown_table(["For", "Points"], rows, "lr")
