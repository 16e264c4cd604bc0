"""The day of the exam: one event in the log, which Start, Today and Progress show and change.

Nothing here needs the forgetting curve, which takes a while to load.
"""

from __future__ import annotations

import datetime as dt

import streamlit as st

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import days_left
from ui.common.learner_log import now, record, recorded
from ui.common.session import choose, chosen
from ui.common.zone import zone

KEY = "exam_date"
KIND, ITEM = "exam", "date"  # of the event
FIRST = dt.date(2020, 1, 1)  # an exam that is over may stay in the field
LAST = dt.date(2100, 1, 1)  # in the field: a day too far ahead is answered by a sentence
LONGEST = dt.timedelta(days=5 * 365)  # until an exam; nobody plans further
HOUR = 9  # when exams begin, if nobody knows better


def exam_day_field(width: int = 200) -> dt.date | None:
    """The field for the day of the exam. It shows what the log says, which may be known later than the page."""
    choose({KEY: exam_day()})
    day = st.date_input(
        "Day of the exam",
        value=None,
        key=KEY,
        min_value=FIRST,
        max_value=LAST,
        on_change=_remember,
        format="DD/MM/YYYY",
        width=width,
        help="Reviews are planned so that most is known on that day. Leave it empty if there is none yet.",
    )
    if doubt := _exam_day_doubt():
        st.caption(f":material/help: {doubt}")
    return day


def _exam_day_doubt() -> str:
    """What to ask about the day that the log names, if no plan can be made for it; "" if one can."""
    day = _logged_day()
    if day is None:
        return ""
    if not FIRST <= day <= _last():
        return (
            f"Your log names {_written(day)} as the day of the exam, for which nothing can be planned. "
            f"Choose a day up to {_written(_last())}."
        )
    if day < today():
        return (
            f"The day of the exam, {_written(day)}, is in the past. Was the exam on that day? Then clear the date; "
            "your cards still come when they are due. If not, set the new date."
        )
    if exam_time(day) is None:
        return "The exam is today. If it is on another day, set the new date."
    return ""


def exam_day() -> dt.date | None:
    """The day of the exam as the log has it; None for one that no plan can be made for, since a log may be imported."""
    day = _logged_day()
    return day if day and FIRST <= day <= _last() else None


def set_exam_day(day: dt.date | None) -> None:
    """Write it down; None says that there is no exam."""
    record(KIND, ITEM, {"date": day.isoformat() if day else ""})


def last_named() -> Event | None:
    """When a day was named last, and which; other events of this kind are those of a rehearsed exam."""
    return next((event for event in reversed(recorded(KIND)) if event.item == ITEM), None)


def _logged_day() -> dt.date | None:
    """The day that was named last."""
    named = last_named()
    return _date(named.data.get("date")) if named else None


def _last() -> dt.date:
    return today() + LONGEST


def today() -> dt.date:
    """The date of now."""
    return date_of(now())


def date_of(at: float) -> dt.date:
    """The date of a moment, where the visitor is."""
    return dt.datetime.fromtimestamp(at, zone()).date()


def _written(day: dt.date) -> str:
    return f"{day:%d/%m}/{day.year:04}"


def exam_time(day: dt.date | None) -> float | None:
    """When the exam begins, in seconds since 1970; None if there is none, or if it is over."""
    if day is None:
        return None
    begins = dt.datetime.combine(day, dt.time(HOUR), zone()).timestamp()
    return begins if begins > now() else None


def goal() -> float:
    """The moment for which a page tells what is known: that of the exam, or now if there is none ahead."""
    return exam_time(exam_day()) or now()


def day_of(at: float, exam: float) -> dt.date:
    """The date of the day that a time belongs to, counted back from that of the exam."""
    return date_of(exam) - dt.timedelta(days=days_left(at, exam))


def _remember() -> None:
    set_exam_day(chosen(KEY, None))


def _date(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
