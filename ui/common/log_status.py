"""What cannot be written into the log just now: said on every page, offered to take along, tried again and again."""

import streamlit as st

from ui.common.learner_log import log_as_json, write_unsaved
from ui.common.session import session

PERIOD = 5.0  # seconds between two attempts; a page that nobody looks at makes none


def show() -> None:
    """A sentence and a download while anything waits for the log; nothing at all otherwise."""
    if session().learner.error:
        st.fragment(_try_again, run_every=PERIOD)()


def _try_again() -> None:
    """Try once more; once all is written, the whole page is drawn anew."""
    learner = session().learner
    write_unsaved()
    if not learner.error:
        st.rerun()
    if not learner.unsaved:
        st.warning(f"{learner.error} Until then, what you did before is not shown.", icon=":material/cloud_off:")
        return
    st.warning(
        f"{learner.error} What you do is kept in this tab meanwhile ({len(learner.unsaved)} waiting), and written down "
        "as soon as that works. You can go on. If you want to close this tab before, take your log along.",
        icon=":material/cloud_off:",
    )
    st.download_button(
        "Take my log along",
        lambda: log_as_json(learner),
        "recall-log.json",
        "application/json",
        icon=":material/download:",
        on_click="ignore",
        key="log_meanwhile",
    )
