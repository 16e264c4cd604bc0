"""The clock of the exam: it starts with the first part, and checks the sheet when the time is over."""

from __future__ import annotations

import streamlit as st

from pages.shared.draw.desk import Desk, check


def clock(desk: Desk, fau: bool) -> None:
    """Time left, once a second; nothing moves before the first part and after the end."""
    going = bool(desk.began) and desk.left > 0 and not desk.over
    st.fragment(_draw, run_every=1.0 if going else None)(desk, fau)


def _draw(desk: Desk, fau: bool) -> None:
    left = round(desk.left)
    if desk.began and not left and not desk.over:
        desk.over = True
        check(desk, fau)
        st.rerun()
    words = f"**{left // 60}:{left % 60:02d}** left" if desk.began and not desk.over else _still(desk)
    st.markdown(f":material/timer: {words}")


def _still(desk: Desk) -> str:
    return "Time is over; this is what you had." if desk.over else "Three minutes, from your first part on."
