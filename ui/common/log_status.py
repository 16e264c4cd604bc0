"""What cannot be written into the log just now: said on every page, offered to take along, tried again and again."""

import streamlit as st

from ui.common import provider
from ui.common.frame import whole_page_runs
from ui.common.learner_log import count_losses, log_to_take_along, write_unsaved
from ui.common.session import LearnerState, session
from ui.components.clock import alarm

PERIOD = 4.0  # seconds between two attempts


LOST = (
    "The file of the log was gone, and a new one was begun. What this tab and your browser still knew was written down "
    "again. Still missing: {missing} of {in_log} things you did. If you took your log along, bring it back on the page "
    "Progress."
)
BACK = "The file of the log was gone or damaged. Everything you did is in it again."
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
        count_losses()  # the page may just have brought a log back
    learner.status = _status(learner)
    if learner.missing:
        st.warning(LOST.format(missing=learner.missing, in_log=learner.in_log), icon=":material/history:")
    if learner.all_is_back:
        learner.all_is_back = False
        st.toast(BACK, icon=":material/history:", duration="long")
    if learner.login.outcome == "lapsed" and provider.is_set_up():
        st.warning(provider.LAPSED, icon=":material/no_accounts:")
    if learner.browser_keeps in LASTS_NOT:
        st.warning(LASTS_NOT[learner.browser_keeps], icon=":material/cloud_off:")
    if learner.error:
        write_unsaved()
        _not_written()
        alarm(PERIOD, key="try again")


def keep_up() -> None:
    """The end of a fragment in which something may be recorded: draw the whole page if the log has news."""
    learner = session().learner
    status = _status(learner)
    if not whole_page_runs() and status != learner.status:
        learner.status = status  # once for each news
        st.rerun()


def _status(learner: LearnerState) -> tuple[object, ...]:
    """What decides what `show` says, and what the browser's copy of the log holds."""
    known = len(learner.for_browser)  # the browser is told of them while a whole page runs
    return learner.file_was_lost, learner.missing, learner.browser_keeps, bool(learner.error), known


def _not_written() -> None:
    """Why nothing can be written just now, and what waits; nothing once all is written."""
    learner = session().learner
    if not learner.error:
        return
    if not learner.unsaved:
        st.warning(f"{learner.error} Until then, what you did before is not shown.", icon=":material/cloud_off:")
        return
    st.warning(
        f"{learner.error} What you do is kept in this tab until then ({len(learner.unsaved)} waiting), and written "
        "down as soon as that works. You can go on. If you want to close this tab before, take your log along.",
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
