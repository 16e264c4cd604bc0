"""What was drawn with a pen and checked, drawn once more: when each mistake was made, and the sheet to take along."""

from __future__ import annotations

import streamlit as st

from ui.components.ink_replay import ink_replay
from ui.practise.draw.attempt import DrawingAttempt

TITLE = "How you drew it"


def show(attempt: DrawingAttempt) -> None:
    """Once a sheet that was drawn from memory was checked; not while its mistakes are still to be found."""
    if attempt.playback and attempt.from_memory and not attempt.hint_level:
        st.header(TITLE, anchor=False)
        ink_replay(attempt.playback, key=f"replay {attempt.sheet.key}")
