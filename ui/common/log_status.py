"""What cannot be written into the log just now: said on every page, offered to take along, tried again and again."""

import streamlit as st

from ui.common import provider
from ui.common.learner_log import log_to_take_along, write_unsaved
from ui.common.session import session
from ui.components.clock import alarm

PERIOD = 4.0  # seconds between two attempts


LOST = (
    "The file of the log was gone, and a new one was begun. What this tab and your browser still knew was written down "
    "again. If anything is missing on the page Progress, bring back a log that you took along."
)
LASTS_NOT = {  # by what the browser stores
    "nothing": "This browser lets the page store nothing, so you will not be known after a reload. What you do counts "
    "until then. Take your log along on the page Progress before you leave, or allow this site to store data.",
    "name": "Your browser has no room left for its copy of your log. What you do is in the log of this server; take it "
    "along on the page Progress from time to time, or make room by deleting the data of other sites.",
}


def show() -> None:
    """What will not last, and a download while anything waits for the log; nothing at all otherwise."""
    learner = session().learner
    if learner.file_was_lost:
        st.warning(LOST, icon=":material/history:")
    if learner.login.outcome == "lapsed" and provider.is_set_up():
        st.warning(provider.LAPSED, icon=":material/no_accounts:")
    if learner.browser_keeps in LASTS_NOT:
        st.warning(LASTS_NOT[learner.browser_keeps], icon=":material/cloud_off:")
    if learner.error:
        write_unsaved()
        _not_written()
        alarm(PERIOD, key="try again")


def _not_written() -> None:
    """Why nothing can be written just now, and what waits; nothing once all is written."""
    learner = session().learner
    if not learner.error:
        return
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
        lambda: log_to_take_along(learner),
        "recall-log.zip",
        "application/zip",
        icon=":material/download:",
        on_click="ignore",
        key="log_meanwhile",
    )
