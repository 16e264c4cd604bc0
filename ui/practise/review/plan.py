"""The plan: the exam date, and where the learner stands with every card, worked out from the log."""

from __future__ import annotations

import datetime as dt
import time

import streamlit as st

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.review.schedule import Schedule, state
from ui.common.learner_log import event_count, record, recorded
from ui.common.session import choose, chosen, session
from ui.common.text import problem

KEY = "exam_date"
FIRST = dt.date(2020, 1, 1)  # an exam that is over may stay in the field
LONGEST = dt.timedelta(days=5 * 365)  # until an exam; nobody plans further
HOUR = 9  # when exams begin, if nobody knows better


def exam_day_field() -> dt.date | None:
    """The field for the day of the exam. It shows what the log says, which may be known later than the page."""
    choose({KEY: exam_day()})
    day = st.date_input(
        "Day of the exam",
        value=None,
        key=KEY,
        min_value=FIRST,
        max_value=_last(),
        on_change=_remember,
        format="DD/MM/YYYY",
        width=200,
        help="Reviews are planned so that most is known on that day. Leave it empty if there is none yet.",
    )
    if unusable := _logged_day() if exam_day() is None else None:
        problem(
            f"Your log names {unusable:%d/%m}/{unusable.year:04} as the day of the exam, for which nothing can be "
            f"planned. Choose a day up to {_last():%d/%m/%Y}."
        )
    return day


def exam_day() -> dt.date | None:
    """The day of the exam as the log has it; None for one that no plan can be made for, since a log may be imported."""
    day = _logged_day()
    return day if day and FIRST <= day <= _last() else None


def _logged_day() -> dt.date | None:
    events = recorded("exam")
    return _date(events[-1].data.get("date")) if events else None


def _last() -> dt.date:
    return dt.date.today() + LONGEST


def exam_time(day: dt.date | None) -> float | None:
    """When the exam begins, in seconds since 1970; None if there is none, or if it is over."""
    if day is None:
        return None
    begins = dt.datetime.combine(day, dt.time(HOUR)).timestamp()
    return begins if begins > time.time() else None


def schedule() -> Schedule:
    """Where the learner stands now; only what is new in the log is worked out."""
    kept = session().practise
    before = kept.schedule
    if before and before.read == event_count("review"):
        return before
    kept.schedule = state(recorded("review"), cards(), time.time(), before)
    return kept.schedule


def _remember() -> None:
    date = chosen(KEY, None)
    record("exam", "date", {"date": date.isoformat() if date else ""})


def _date(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
