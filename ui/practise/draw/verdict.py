"""What the check found: the mark and what lowers it, what to repair, and the textbook figure beside it.

The mark stands beside the button that asked for it.
"""

from __future__ import annotations

import streamlit as st

from lstm_core.cell.readout import with_readout
from lstm_core.grade import Remark
from lstm_core.grade.exercises import COST
from lstm_core.grade.grading import PASS, READY
from lstm_core.prose.text import markdown_table
from ui.common import earlier
from ui.common.session import chosen
from ui.components.cell_view import cell_view
from ui.practise.draw.attempt import DrawingAttempt

FIRST = 3  # remarks that are read at once


def score(attempt: DrawingAttempt) -> None:
    """The mark, beside the buttons; nothing before the first check."""
    if attempt.grade:
        st.header(_headline(attempt), anchor=False, width="content")


def reasons(attempt: DrawingAttempt) -> None:
    """One line on what lowers the mark, where the headline has not said it; and whether it is an earlier mark."""
    if attempt.is_changed:
        earlier.warn("This is the mark of the drawing before your last change", "Check")
    costs = _costs(attempt) if attempt.grade and attempt.grade.remarks else ""
    if costs and not attempt.kind.repair and not attempt.hint_level:
        st.markdown(costs[:1].upper() + costs[1:])


def show(attempt: DrawingAttempt) -> None:
    """What to repair; nothing before the first check, and while hints are taken, no more than they say."""
    if not attempt.grade:
        return
    left, right = st.columns(2, gap="large")
    with left:
        for sentence in filter(None, (attempt.grade.variant, attempt.grade.hint)):
            st.info(sentence, icon=":material/alt_route:")
        if not attempt.hint_level:
            _remarks(attempt)
    with right:
        with st.expander("How the points come about", icon=":material/checklist:"):
            st.markdown(_rows(attempt))
        st.toggle("Show the textbook figure beside it", key="textbook")
        if chosen("textbook", False):
            cell_view(with_readout(attempt.cell), {}, key="textbook_figure")


def _remarks(attempt: DrawingAttempt) -> None:
    """The first things to repair, how far the drawing is and what comes next; the rest is folded."""
    assert attempt.grade
    remarks, progress = attempt.grade.remarks, attempt.grade.progress
    first = [remark for remark in remarks if not remark.open][:FIRST]
    numbers = {remark.text: k for k, remark in enumerate(remarks, 1)}
    for remark in first:
        st.markdown(_line(remark, numbers))
    shown = {remark.text for remark in first}
    if progress.next and progress.next not in shown:
        for sentence in progress.state:
            st.markdown(sentence)
        st.markdown(f":material/arrow_forward: **Next:** {progress.next}")
    rest = [remark for remark in remarks if remark.text not in shown | {progress.next}]
    if rest:
        with st.expander(f"All remarks: {len(rest)} more", icon=":material/build:"):
            st.markdown("\n\n".join(_line(remark, numbers) for remark in rest))


def _line(remark: Remark, numbers: dict[str, int]) -> str:
    """A remark with the number that it has on the canvas."""
    return f":material/build: **{numbers[remark.text]}** {remark.text}"


def _headline(attempt: DrawingAttempt) -> str:
    """The mark in words; a sheet with a mistake is repaired or not."""
    assert attempt.grade
    if attempt.kind.repair:
        return "Not repaired yet" if attempt.grade.remarks else "Repaired: this is right"
    if not attempt.grade.remarks and (costs := _costs(attempt)):
        return f"{attempt.mark} of 100: right, but {costs}"
    ready = attempt.mark >= READY and not attempt.grade.remarks
    word = "ready for the exam" if ready else "passed" if attempt.mark >= PASS else "not there yet"
    return f"{attempt.mark} of 100: {word}"


def _costs(attempt: DrawingAttempt) -> str:
    """One line on what lowers the mark, and by how much."""
    assert attempt.grade
    lost = [(cost.words, cost.points) for cost in attempt.grade.costs]
    if attempt.grade.mark > attempt.mark:
        lost.append((_hints(attempt.hints), attempt.grade.mark - attempt.mark))
    return ", ".join(f"{words} (−{points})" for words, points in lost)


def _rows(attempt: DrawingAttempt) -> str:
    """The rows of the mark as a table."""
    assert attempt.grade
    rows = [(line.words, f"{line.got} of {line.possible}") for line in attempt.grade.rubric]
    if attempt.hints:
        rows.append((_hints(attempt.hints), f"−{COST * attempt.hints}"))
    return markdown_table(["For", "Points"], rows, "lr")


def _hints(count: int) -> str:
    return f"{count} {'hint' if count == 1 else 'hints'}"
