"""The live view: drawn anew a few times a second while a run goes on, and once more when it ends."""

from __future__ import annotations

import streamlit as st

from ui.common.session import session
from ui.common.tabs import between_looks
from ui.components.training_view import selected, training_view
from ui.train import view_data
from ui.train.runs import Race

KEY = "learning"
EVERY = 0.4  # seconds between two looks


def show(race: Race) -> None:
    """Poll only while something moves; pausing, resuming and the end redraw the page and so decide anew."""
    moving = race.running
    st.fragment(_draw, run_every=between_looks(EVERY) if moving else None)(race, moving)


def _draw(race: Race, moving: bool) -> None:
    picked = selected(KEY)
    if picked is not None:
        session().train.watched = picked
    if back := max((run.returns_to for run in race.runs), default=0):
        st.caption(
            f":material/history: Nobody looked at this for long, so it was put away. It comes back to batch {back:,}, "
            "with the same numbers."
        )
    training_view(view_data.view_of(race, session().train.watched), key=KEY)
    if moving and not race.running:
        st.rerun()
