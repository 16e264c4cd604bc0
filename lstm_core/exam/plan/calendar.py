"""A plan as a calendar to take along: a file of iCalendar (RFC 5545) that phones and mail programs read.

The `icalendar` library writes it: lines of at most 75 octets, cut between letters and not within one, and signs that
have to be escaped are where files written by hand go wrong.
"""

from datetime import UTC, datetime, timedelta
from uuid import NAMESPACE_URL, uuid5

from icalendar import Alarm, Calendar, Event

from lstm_core.exam.plan.rows import Plan, Sitting
from lstm_core.exam.plan.words import calendar_text

MADE_BY = "-//Recall//The LSTM, from memory//EN"  # names the program, as RFC 5545, 3.7.3, asks
EXAM = timedelta(minutes=30)  # how long an oral exam takes
REMINDER = timedelta(minutes=-10)
SAME = "https://recall.example/plan/"  # before a day and the number of a sitting, which make its id


def calendar(plan: Plan, now: float, language: str = "en") -> bytes:
    """The sittings of a plan and the exam, as a file; times in UTC, which every calendar shows in its own zone.

    now: seconds since 1970, written down as the moment it was made. language: a key of LANGUAGES. The same sitting has
    the same id in each version of a plan, so that a calendar that reads the file again does not show it twice.
    """
    made = Calendar()
    made.add("prodid", MADE_BY)
    made.add("version", "2.0")
    made.add("method", "PUBLISH")
    made.add("x-wr-calname", calendar_text("name")[language])
    for date, sittings in plan.days().items():
        for number, sitting in enumerate(sittings):
            made.add_component(_sitting(sitting, f"{date} {number}", now, language))
    if plan.exam is not None:
        made.add_component(_event("exam", plan.exam, EXAM, calendar_text("exam")[language], now))
    return bytes(made.to_ical())


def _sitting(sitting: Sitting, key: str, now: float, language: str) -> Event:
    """A sitting: what comes first in its title, all of it below, and a reminder."""
    titles = [row.title[language] for row in sitting.rows]
    lines = [
        calendar_text("row", minutes=max(1, round(row.minutes)), title=title, why=row.why[language])[language]
        for row, title in zip(sitting.rows, titles, strict=True)
    ]
    title = calendar_text("sitting", first=titles[0])[language]
    event = _event(key, sitting.begin, timedelta(minutes=max(1, round(sitting.minutes))), title, now)
    event.add("description", "\n".join(lines))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", title)
    alarm.add("trigger", REMINDER)
    event.add_component(alarm)
    return event


def _event(key: str, begin: float, takes: timedelta, title: str, now: float) -> Event:
    event = Event()
    event.add("uid", str(uuid5(NAMESPACE_URL, SAME + key)))
    event.add("dtstamp", _moment(now))
    event.add("dtstart", _moment(begin))
    event.add("dtend", _moment(begin) + takes)
    event.add("summary", title)
    return event


def _moment(at: float) -> datetime:
    """A moment in whole seconds, as the format has them."""
    return datetime.fromtimestamp(int(at), UTC)
