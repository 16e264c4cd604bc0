"""The plan: the exam date, and where the learner stands with every card, worked out from the log."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass

import streamlit as st

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.review.days import days_left
from lstm_core.exam.review.schedule import Due, Schedule, state
from ui.common.learner_log import event_count, now, record, recorded
from ui.common.session import choose, chosen, session

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
    ask_about_exam_day()
    return day


def ask_about_exam_day(where: str = "") -> None:
    """A question about the day, if it needs one, wherever it is shown; `where` says where it can be set."""
    if doubt := exam_day_doubt():
        st.caption(f":material/help: {doubt}{where}")


def exam_day_doubt() -> str:
    """What to ask about the day that the log names, if no plan can be made for it; "" if one can."""
    day = _logged_day()
    if day is None:
        return ""
    if not FIRST <= day <= _last():
        return (
            f"Your log names {_written(day)} as the day of the exam, for which nothing can be planned. "
            f"Choose a day up to {_written(_last())}."
        )
    if day < _today():
        return (
            f"The day of the exam, {_written(day)}, is in the past. Was the exam on that day? Then clear the date; "
            "your cards still come when they are due. If not, set the new date."
        )
    if exam_time(day) is None:
        return "The exam is today, so nothing more is planned for it. If it is on another day, set the new date."
    return ""


def exam_day() -> dt.date | None:
    """The day of the exam as the log has it; None for one that no plan can be made for, since a log may be imported."""
    day = _logged_day()
    return day if day and FIRST <= day <= _last() else None


def _logged_day() -> dt.date | None:
    """The day that was named last; events of this kind about anything else are those of a rehearsed exam."""
    events = [event for event in recorded("exam") if event.item == "date"]
    return _date(events[-1].data.get("date")) if events else None


def _last() -> dt.date:
    return _today() + LONGEST


def _today() -> dt.date:
    return dt.date.fromtimestamp(now())


def _written(day: dt.date) -> str:
    return f"{day:%d/%m}/{day.year:04}"


def exam_time(day: dt.date | None) -> float | None:
    """When the exam begins, in seconds since 1970; None if there is none, or if it is over."""
    if day is None:
        return None
    begins = dt.datetime.combine(day, dt.time(HOUR)).timestamp()
    return begins if begins > now() else None


def day_of(at: float, exam: float) -> dt.date:
    """The date of the day that a time belongs to, counted back from that of the exam."""
    return dt.date.fromtimestamp(exam) - dt.timedelta(days=days_left(at, exam))


@dataclass(frozen=True)
class Work:
    """What is to be reviewed now."""

    due: list[Due]
    minutes: float

    def __str__(self) -> str:
        """In words, the same on every page."""
        count, minutes = len(self.due), max(1, round(self.minutes))
        cards = f"{count} card{'s' * (count != 1)}"
        return f"{cards}, about {minutes} minute{'s' * (minutes != 1)}" if self.due else "no cards are due"


def work_now(exam: float | None) -> Work:
    """What is due now, and how long it takes: what Today, Progress and the start page tell is this."""
    plan = schedule()
    due = plan.due(now(), exam)
    return Work(due, plan.minutes(due))


def schedule() -> Schedule:
    """Where the learner stands now; only what is new in the log is worked out."""
    kept = session().practise
    before = kept.schedule
    if before and before.read == event_count("review"):
        return before
    kept.schedule = state(recorded("review"), cards(), now(), before)
    return kept.schedule


def _remember() -> None:
    date = chosen(KEY, None)
    record("exam", "date", {"date": date.isoformat() if date else ""})


def _date(text: object) -> dt.date | None:
    try:
        return dt.date.fromisoformat(str(text))
    except ValueError:
        return None
