"""What the check found: the mark and its rows, what to repair, and the textbook figure beside it."""

from __future__ import annotations

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.grade.exercises import COST
from lstm_core.grade.grading import PASS, READY
from lstm_core.prose.text import markdown_table
from ui.common.session import chosen
from ui.components.cell_view import cell_view
from ui.practise.draw.attempt import DrawingAttempt


def show(attempt: DrawingAttempt) -> None:
    """Nothing before the first check."""
    if not attempt.grade:
        return
    left, right = st.columns(2, gap="large")
    with left:
        st.subheader(_headline(attempt), anchor=False)
        for sentence in filter(None, (attempt.grade.variant, attempt.grade.hint)):
            st.info(sentence, icon=":material/alt_route:")
        for remark in attempt.grade.remarks:
            st.markdown(f":material/build: {remark.text}")
    with right:
        with st.expander("How the points come about", icon=":material/checklist:"):
            st.markdown(_rows(attempt))
        st.toggle("Show the textbook figure beside it", key="textbook")
        if chosen("textbook", False):
            cell_view(with_readout(attempt.cell), {}, key="textbook_figure", small=True)


def _headline(attempt: DrawingAttempt) -> str:
    """The mark in words; a sheet with a mistake is repaired or not."""
    assert attempt.grade
    if attempt.kind.repair:
        return "Not repaired yet" if attempt.grade.remarks else "Repaired: this is right"
    word = "ready for the exam" if attempt.mark >= READY else "passed" if attempt.mark >= PASS else "not there yet"
    return f"{attempt.mark} of 100: {word}"


def _rows(attempt: DrawingAttempt) -> str:
    """The rows of the mark as a table."""
    assert attempt.grade
    rows = [(line.words, f"{line.got} of {line.possible}") for line in attempt.grade.rubric]
    if attempt.hints:
        rows.append((f"{attempt.hints} {'hint' if attempt.hints == 1 else 'hints'}", f"−{COST * attempt.hints}"))
    return markdown_table(["For", "Points"], rows, "lr")
