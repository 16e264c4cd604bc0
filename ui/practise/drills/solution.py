"""The way to the answer, faded: a whole example first, then all but the last step, then nothing."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import count

import streamlit as st

from lstm_core.drills import SolutionLine
from ui.components.follow_focus import follow_focus
from ui.practise.drills.attempt import FADING, FULL, LAST, DrillAttempt, made

WAY = "solution_of_drill"  # a container


def show(attempt: DrillAttempt) -> None:
    """As much of the way as the learner wants, or needs."""
    picked = st.segmented_control(
        "Help", FADING, default=attempt.help, required=True, key=f"help {attempt.key} {attempt.seed}", wrap=True
    )
    if attempt.solution_shown:
        with st.container(key=WAY):
            _way(attempt.drill.solution)
    elif picked == FULL:
        others = (made(attempt.key, attempt.seed + k) for k in count(1))
        example = next(other for other in others if other.key == attempt.drill.key)  # of the same kind of question
        st.markdown("**An example with other numbers, all the way.**")
        with st.container(border=True):
            st.markdown(example.question)
            _way(example.solution)
    elif picked == LAST:
        _way(attempt.drill.solution[:-1])
        st.markdown("The last step is yours.")
    # The button that showed it is not to be pressed again.
    follow_focus(f"drill {attempt.address}", WAY, str(attempt.solution_shown))


def _way(lines: Sequence[SolutionLine]) -> None:
    for number, line in enumerate(lines, 1):
        st.markdown(f"{number}. $\\displaystyle {line.latex}$  \n{line.words}")
