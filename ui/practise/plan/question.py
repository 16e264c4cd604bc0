"""The one question of the start page, when the exam is, and the fields that change the answer."""

from __future__ import annotations

import datetime as dt

import streamlit as st

from ui.common.learner_log import now, recorded
from ui.common.session import choose, chosen, session
from ui.common.text import problem
from ui.practise.plan.wanted import FEWEST, MOST, WISHES, Wanted, list_day, want
from ui.practise.review.exam_day import exam_day_field, set_exam_day

TOMORROW, WEEK, ON, CURIOUS = "Tomorrow", "This week", "On …", "No exam, I am curious"
WHEN, HOURS, WISH = "exam_when", "plan_hours", "plan_wish"  # keys of widgets
TAKEN = "this week"  # the note that says which day was taken
WIDTH = 155  # of a field, in pixels: two stand side by side on a phone
NOTHING_YET = ("review", "lesson", "drawing", "drill", "check")  # kinds of events
FRIDAY = 4  # the last day of a week on which exams are held, counted from 0
SOONEST = 2  # days ahead that are "this week" and not tomorrow


def ask() -> None:
    """When is your exam? Whoever has said it finds a plan."""
    st.header("When is your exam?", anchor=False)
    picked = st.segmented_control(
        "When is your exam?",
        [TOMORROW, WEEK, ON, CURIOUS],
        key=WHEN,
        on_change=_answer,
        label_visibility="collapsed",
        wrap=True,
    )
    if picked == ON:
        exam_day_field()


def _answer() -> None:
    today = list_day(now())
    match chosen(WHEN, None):
        case "Tomorrow":
            set_exam_day(today + dt.timedelta(days=1))
        case "This week":
            day = _this_week(today)
            session().notes[TAKEN] = day.isoformat()
            set_exam_day(day)
        case "No exam, I am curious":
            want()


def _this_week(today: dt.date) -> dt.date:
    """The Friday of this week; from Thursday on the day after tomorrow."""
    return today + dt.timedelta(days=max(SOONEST, FRIDAY - today.weekday()))


def offer_first_check() -> None:
    """A check of six minutes, for whoever has done nothing here yet and may know some of it."""
    if not any(map(recorded, NOTHING_YET)):
        st.button(
            "I know some of it: check me, six minutes",
            icon=":material/fact_check:",
            type="tertiary",
            key="check_me",
            on_click=_check,
        )
    if told := session().notes.pop("first check", ""):
        st.markdown(f":material/fact_check: {told}")


def _check() -> None:
    from ui.practise.plan import first_check  # the plan comes with it

    first_check.begin()


def fields(asked: Wanted) -> None:
    """What the plan was made for, to be changed: day, hours if the exam is near, and what is wanted."""
    with st.container(horizontal=True, gap="small", vertical_alignment="top", key="plan_fields"):
        with st.container(width=WIDTH, gap="small"):
            exam_day_field(WIDTH)
            if asked.day and session().notes.get(TAKEN) == asked.day.isoformat():
                st.caption(f"“This week” is taken as {asked.day:%A}. Change it here if your exam is on another day.")
        if asked.near:
            with st.container(width=WIDTH, gap="small"):
                _hours(asked)
        choose({WISH: asked.wish})
        st.selectbox(
            "What you want to do",
            list(WISHES),
            key=WISH,
            format_func=lambda wish: WISHES[wish],
            on_change=_remember_wish,
            width=WIDTH,
        )


def _hours(asked: Wanted) -> None:
    """How many hours there are; with none, a sentence stays beside the field until there are some."""
    if chosen(HOURS, None) is None or chosen(HOURS, 0.0) >= FEWEST:
        choose({HOURS: asked.hours})
    hours = st.number_input(
        "Hours to learn", 0.0, MOST, step=0.5, format="%.1f", key=HOURS, on_change=_remember_hours, width=WIDTH
    )
    if hours < FEWEST:
        problem("A plan needs some time: say how many hours you have, half an hour or more.")


def _remember_hours() -> None:
    hours = chosen(HOURS, None)
    if hours is not None and hours >= FEWEST:
        want(hours=hours)


def _remember_wish() -> None:
    want(wish=chosen(WISH, None))
