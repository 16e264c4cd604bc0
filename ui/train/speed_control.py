"""The field for how fast the runs of the page Train go."""

import streamlit as st

from ui.common.session import chosen
from ui.train import runs
from ui.train.speed import SLOW, SPEEDS, pace

KEY = "speed"


def show() -> None:
    """Draw the field; it may be changed while they run."""
    st.segmented_control(
        "Speed",
        list(SPEEDS),
        default=SLOW,
        key=KEY,
        bind="query-params",
        required=True,
        on_change=set_speed_of_runs,
        width="content",
        wrap=True,
    )


def chosen_speed() -> str:
    """What the field says just now, which in a callback may be newer than when the page was drawn."""
    return chosen(KEY, SLOW) or SLOW


def set_speed_of_runs() -> None:
    """Let the runs that go on follow the field."""
    for run in runs.current().runs:
        pace(run, chosen_speed())
