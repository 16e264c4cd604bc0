"""One step of the cell, run through the learner's own drawing: a value more at every click, on the drawing itself."""

from __future__ import annotations

import numpy as np
import streamlit as st

from lstm_core.grade import Unrunnable
from lstm_core.grade.signal import Arrival, signal
from lstm_core.latex import written
from lstm_core.run.start_values import start_value
from ui.common.text import plain
from ui.practise.draw.attempt import DrawingAttempt

COMES_IN = "What comes in: the numbers with which the page Step by step begins."


def arrivals(attempt: DrawingAttempt) -> list[Arrival]:
    """What arrives where, moment by moment; nothing unless the drawing is right, runs, and is as it was checked."""
    if not attempt.grade or not attempt.checked or attempt.grade.remarks or attempt.kind.repair or attempt.is_changed:
        return []
    asked = attempt.cell
    weights = {name: np.full(shape, start_value(name)) for name, shape in asked.shapes(1, 1).items()}
    given = {name: np.array([start_value(name)]) for name in asked.inputs}
    try:
        return signal(attempt.checked, asked, attempt.grade.pairing, weights, given)
    except Unrunnable:
        return []


def values(attempt: DrawingAttempt) -> dict[str, str]:
    """The numbers on the drawing, by the part where they are."""
    seen = arrivals(attempt)[: attempt.moment]
    return {part: plain(value) for moment in seen for part, value in zip(moment.parts, moment.values, strict=True)}


def now(attempt: DrawingAttempt) -> tuple[str, ...]:
    """The parts at which a value has arrived last."""
    seen = arrivals(attempt)[: attempt.moment]
    return seen[-1].parts if seen else ()


def show(attempt: DrawingAttempt) -> None:
    """The buttons, and what has arrived last in words."""
    run = arrivals(attempt)
    if not run:
        return
    with st.container(horizontal=True, gap="small", vertical_alignment="center"):
        if not attempt.moment:
            st.button("Run a signal through it", icon=":material/bolt:", key="signal", on_click=_go, args=(attempt, 1))
            return
        at = min(attempt.moment, len(run))
        back, on = ":material/arrow_back:", ":material/arrow_forward:"
        st.button("Back", icon=back, key=f"signal back {at}", on_click=_go, args=(attempt, at - 1))
        if at < len(run):
            st.button("Next", icon=on, key=f"signal on {at}", on_click=_go, args=(attempt, at + 1))
        else:
            st.button("Done", icon=":material/check:", key="signal done", on_click=_go, args=(attempt, 0))
        st.markdown(f"{at} of {len(run)}: {_in_words(attempt, run[at - 1])}", width="content")


def _in_words(attempt: DrawingAttempt, arrival: Arrival) -> str:
    cell, name = attempt.cell, arrival.meant
    if not name:
        return COMES_IN
    value = plain(arrival.values[0])
    meaning = f": {cell[name].meaning}" if cell[name].meaning else ""
    return f"${written(cell, name)} = {value}${meaning}"


def _go(attempt: DrawingAttempt, moment: int) -> None:
    """To a moment, however often the button was clicked; 0 is before the first."""
    attempt.moment = moment
