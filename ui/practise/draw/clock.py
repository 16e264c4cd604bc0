"""The clock of the exam: it starts with the first part or stroke, and checks the sheet when the time is over."""

from __future__ import annotations

import streamlit as st

from ui.components.clock import clock
from ui.practise.draw.attempt import DrawingAttempt, check


def show(attempt: DrawingAttempt, fau: bool) -> None:
    """Time left; nothing moves before that and after the end."""
    if attempt.began and not attempt.seconds_left and not attempt.time_over:
        attempt.time_over = True
        check(attempt, fau)
    if attempt.time_over:
        st.markdown(":material/timer: Time is over; this is what you had.")
    elif attempt.began:
        clock(attempt.seconds_left, "left", key=f"clock {attempt.sheet.key} {attempt.seed}", down=True)
    else:
        st.markdown(":material/timer: Three minutes, from the moment you begin.")
