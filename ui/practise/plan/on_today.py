"""The plan on the page Today: its list for today, ticked, and the calendar to take along."""

from __future__ import annotations

from functools import partial

import streamlit as st

from ui.common.learner_log import now
from ui.practise.plan import on_start, rows
from ui.practise.plan.today_list import TodayList
from ui.practise.plan.wanted import Wanted


def show(asked: Wanted) -> TodayList | None:
    """The button that goes on, every row with its reason, and the plan as a file; None where there is no plan."""
    today = on_start.lead(asked)
    if today:
        _list(today)
    return today


def _list(today: TodayList) -> None:
    rows.show_blocks(today.blocks, today.next)
    for sentence in today.plan.notes:
        st.caption(sentence.en)
    st.download_button(
        "The plan for your calendar",
        partial(today.calendar, now()),
        "recall-plan.ics",
        "text/calendar",
        icon=":material/calendar_month:",
        on_click="ignore",
        key="calendar",
        help="A file that the calendar of a phone or a computer reads: every sitting, with what to do, and the exam.",
    )
