"""The open tabs of every learner: who sits in which, and that nobody has more than a good many."""

from __future__ import annotations

import threading

import streamlit as st
from streamlit.runtime import Runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

MOST = 20  # of one learner
WATCHED = 3  # tabs that somebody may look at by turns

_LEARNERS: dict[str, str] = {}  # by session, those that came first first
_LOCK = threading.Lock()


def learner_of(session: str) -> str:
    """Who sits in a tab; "" for whoever has not told."""
    return _LEARNERS.get(session, "")


def too_many(learner: str) -> bool:
    """Say, in place of the page, if as many tabs of this learner as may be were opened before this one."""
    tab = note(learner)
    if not tab or not _is_one_too_many(tab, learner):
        return False
    st.warning(
        f"You have {MOST} other tabs of Recall open, and the server keeps no more for one learner. What you did is "
        "safe. Close tabs that you do not need, then reload this one.",
        icon=":material/tab_close:",
    )
    return True


def note(learner: str) -> str:
    """Keep in mind that the learner sits in this tab, and return its session; "" if there is no such thing."""
    context = get_script_run_ctx()
    if not (learner and context and Runtime.exists()):
        return ""
    with _LOCK:
        if _LEARNERS.get(context.session_id) != learner:
            _LEARNERS.pop(context.session_id, None)
            _LEARNERS[context.session_id] = learner
    return context.session_id


def between_looks(seconds: float) -> float:
    """How long a live view waits before it is drawn anew: longer the more tabs its learner has open, who can look at
    a few of them only. Twenty that are drawn anew all the time would keep everybody else waiting.
    """
    context = get_script_run_ctx()
    if not (context and Runtime.exists()):
        return seconds
    tab = context.session_id
    return seconds * max(1.0, len(_open_tabs(tab, learner_of(tab))) / WATCHED)


def _is_one_too_many(tab: str, learner: str) -> bool:
    mine = _open_tabs(tab, learner)
    return tab in mine and mine.index(tab) >= MOST


def _open_tabs(tab: str, learner: str) -> list[str]:
    """Those of a learner that are still open, this one included; the oldest first."""
    is_open = Runtime.instance().is_active_session
    with _LOCK:
        for closed in [one for one in _LEARNERS if one != tab and not is_open(one)]:
            del _LEARNERS[closed]
        return [one for one, who in _LEARNERS.items() if who == learner]
