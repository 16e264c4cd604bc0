"""The clock of the exam: it starts with the first part, and checks the sheet when the time is over."""

from __future__ import annotations

import streamlit as st

from ui.components.clock import clock as ticking
from ui.practise.draw.attempt import Desk, check


def clock(desk: Desk, fau: bool) -> None:
    """Time left; nothing moves before the first part and after the end."""
    if desk.began and not desk.left and not desk.over:
        desk.over = True
        check(desk, fau)
    if desk.over:
        st.markdown(":material/timer: Time is over; this is what you had.")
    elif desk.began:
        ticking(desk.left, "left", key=f"clock {desk.key} {desk.seed}", down=True)
    else:
        st.markdown(":material/timer: Three minutes, from your first part on.")
