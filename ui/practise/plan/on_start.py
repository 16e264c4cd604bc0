"""The plan on the start page: one filled button, the plan in a line, and the first rows with their reasons."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from lstm_core.course.lessons import lessons
from lstm_core.exam.plan import Plan, Row
from ui.common import ways
from ui.common.text import problem
from ui.practise.plan import question, rows
from ui.practise.plan.today_list import Task, TodayList, today_list
from ui.practise.plan.wanted import Wanted

FIRST = 3  # rows that are shown with their reasons


def lead(asked: Wanted) -> TodayList | None:
    """The button that goes on with the plan, and the plan in a line; None, with a sentence why, where there is none."""
    try:
        today = today_list(asked)
    except ValueError as error:
        problem(str(error))
        return None
    upcoming = today.next or today.after
    if upcoming is None:
        st.markdown("Everything is done: there is nothing left that you could learn better by then.")
        return today
    if st.button(label(upcoming), type="primary", icon=":material/play_arrow:", key="lead"):
        rows.open_task(upcoming)
    st.markdown(_line(asked, today) if today.next else "The list for today is done. This is what comes next.")
    return today


def label(task: Task) -> str:
    """What the button leads to: "Continue: lesson 5, paragraph 6", "12 cards: Draw it from memory"."""
    row = task.row
    if row.kind == "lesson":
        number, at = lessons()[row.items[0]].number, rows.paragraph(row.items[0])
        return f"Continue: lesson {number}, paragraph {at}" if at > 1 else f"Begin lesson {number}: {row.title.en}"
    if task.done:
        return f"Continue: {len(task.left)} of {rows.title(row)}"
    return rows.title(row)


def show_rows(asked: Wanted | None, today: TodayList | None) -> None:
    """What the plan was made for, if anything was said, and what comes first in it."""
    with st.container(border=True):
        if asked:
            question.fields(asked)
            question.offer_first_check()
        if today:
            _first_rows(today)


def _first_rows(today: TodayList) -> None:
    """With a reason each, and the way to the whole list."""
    open_tasks = [task for task in today.tasks if not task.finished][:FIRST]
    with st.container(gap="small", key="plan_rows"):
        if open_tasks:
            st.markdown("\n\n".join(rows.in_words(task, task is open_tasks[0]) for task in open_tasks))
        for sentence in today.plan.notes:
            st.caption(sentence.en)
        ways.link("today", _whole(today), icon=":material/today:")


def _whole(today: TodayList) -> str:
    finished = sum(task.finished for task in today.tasks)
    done = f", {finished} of {len(today.tasks)} done" if finished else ""
    return f"The whole list for today{done}"


def _line(asked: Wanted, today: TodayList) -> str:
    """The plan in a line: until a near exam all of it, else what is on for today."""
    if asked.near and today.plan.exam is not None:
        return f"Your {_hours(today.plan)}: {rows.line(today.plan.rows)}"
    return f"Today, {rows.minutes(sum(task.row.minutes for task in today.tasks))}: {rows.line(_rows(today.tasks))}"


def _rows(tasks: Sequence[Task]) -> list[Row]:
    return [task.row for task in tasks]


def _hours(plan: Plan) -> str:
    hours = f"{plan.hours:.2g}"
    return f"{hours} hour{'s' * (hours != '1')}"
