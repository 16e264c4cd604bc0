"""Keep a designed task, so that the page Train can offer it, today and after a reload."""

from functools import partial

import streamlit as st

from lstm_core.tasks.draft import Draft
from ui.common.creations import IN_LOG, MOST_TASKS, is_kept, keep_task, kept_words
from ui.common.session import choose, chosen
from ui.common.ways import lead_to
from ui.train.choose import back_to_recipe


def show(name: str, draft: Draft, ready: bool) -> None:
    """The button, and where to go from there."""
    kept = is_kept(name, draft)
    with st.container(horizontal=True, vertical_alignment="center", gap="small"):
        st.button(
            "Keep it",
            icon=":material/bookmark_add:",
            key="design_keep",
            on_click=_keep,
            args=(name, draft),
            disabled=kept or not (name and ready),
        )
        if kept:
            st.markdown(kept_words(name, "tasks", MOST_TASKS, IN_LOG))
            lead_to("train", "Train a net on it", {"task": name}, partial(_use_its_recipe, name))


def _keep(name: str, draft: Draft) -> None:
    """Keep it under its name and choose it on the page Train, with the recipe that belongs to it."""
    keep_task(name, draft)
    choose({"task": name})
    back_to_recipe()


def _use_its_recipe(name: str) -> None:
    """Put the recipe of a task that was chosen meanwhile aside."""
    if chosen("task", None) != name:
        back_to_recipe()
