"""When to learn: the hours that somebody has, laid on the days until the exam.

Times are seconds since 1970; the hour of the day comes from the time zone. Exams in a few hours, tomorrow and in weeks
follow one rule: every day that is used gets an even share, the day of the exam a small one, and a day with an hour or
more is parted in two, so that what was learnt comes back in the evening. Distributed over days, what was learnt lasts
longer (Cepeda et al. 2008); a night's sleep is never planned away.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo

from lstm_core.exam.plan.words import refusal
from lstm_core.exam.review.days import DAY

HOUR = 3600.0  # seconds
WAKE, SLEEP, EVENING = time(7), time(23), time(20)
NIGHT = 5  # o'clock: who asks earlier is still up from the day before
UP_LATE = 3.0  # hours for which somebody who asks at night goes on at most
DAY_MOST = 600.0  # minutes of learning in a day
SITTING = 25.0  # minutes, below which a day is not worth it: the longest lessons take 20
MARGIN = 30.0  # minutes before an exam in which nobody learns
MORNING_SHARE, MORNING_MOST = 0.25, 30.0  # of all the time, and minutes: for the day of the exam, if it can be
PARTED, FIRST_PART, PAUSE = 60.0, 0.7, 60.0  # minutes of a day that is parted, the share before, the minutes between
YEAR = 366  # days that are planned at most if there is no exam
LONGEST = 5 * 366.0  # days until an exam for which a plan is made


@dataclass(frozen=True)
class Slot:
    """A time for learning."""

    begin: float
    minutes: float
    when: str  # as in `Sitting`


@dataclass(frozen=True)
class _Window:
    """The hours of a day in which somebody is up."""

    begin: float
    end: float
    exam: bool = False  # whether it ends with the exam, after a night
    ends_at_exam: bool = False  # whether the exam is on the same day as now

    @property
    def minutes(self) -> float:
        return max(0.0, (self.end - self.begin) / 60)


def slots(now: float, exam: float | None, hours: float, zone: tzinfo) -> list[Slot]:
    """The times for learning, in order, of so many hours in all or of as many as there are.

    Without an exam it is an hour a day. Raises Complaint for times with which no plan can be made.
    """
    _check(now, exam, hours)
    days = _windows(now, exam, hours, zone)
    total = min(60.0 * hours, sum(_most(day) for day in days))
    used = _evenly(days, max(1, int(total / SITTING)))
    minutes = _shares(used, total)
    return [slot for day, share in zip(used, minutes, strict=True) for slot in _parts(day, share, now, zone)]


def _check(now: float, exam: float | None, hours: float) -> None:
    if not math.isfinite(hours) or hours <= 0:
        raise refusal("no_time")
    if exam is None:
        return
    if not math.isfinite(exam) or exam > now + LONGEST * DAY:
        raise refusal("too_far")
    if exam <= now:
        raise refusal("over")


def _windows(now: float, exam: float | None, hours: float, zone: tzinfo) -> list[_Window]:
    """The days until the exam, today first; without one as many as the hours ask for, a year at most."""
    today = datetime.fromtimestamp(now, zone)
    up, end = _up_until(now, zone), exam if exam is not None else math.inf
    windows = [_Window(now, min(up, end), ends_at_exam=end <= up)]
    day = today.date() + timedelta(days=today.hour >= NIGHT)
    while (begin := _at(day, WAKE, zone)) < end and (exam is not None or len(windows) < min(hours, YEAR)):
        last = _at(day, SLEEP, zone)
        windows.append(_Window(begin, min(last, end - 60 * MARGIN), end <= last))
        day += timedelta(days=1)
    return [windows[0], *(each for each in windows[1:] if each.minutes >= MARGIN / 2)]


def _up_until(now: float, zone: tzinfo) -> float:
    """Until when somebody who asks now is up today; late at night a few hours more."""
    today = datetime.fromtimestamp(now, zone)
    if today.hour < NIGHT:
        return min(now + UP_LATE * HOUR, _at(today.date(), WAKE, zone) - HOUR)
    bed = _at(today.date(), SLEEP, zone)
    return bed if today.hour < SLEEP.hour - UP_LATE else now + UP_LATE * HOUR


def _at(day: date, clock: time, zone: tzinfo) -> float:
    return datetime.combine(day, clock, zone).timestamp()


def _most(day: _Window) -> float:
    """The minutes that a day can hold."""
    return min(day.minutes, DAY_MOST)


def _evenly(days: Sequence[_Window], count: int) -> list[_Window]:
    """So many of the days, the first and the last among them, at even distances."""
    if count >= len(days):
        return list(days)
    if count == 1:
        return [days[0]]
    return [days[round(k * (len(days) - 1) / (count - 1))] for k in range(count)]


def _shares(days: Sequence[_Window], total: float) -> list[float]:
    """The minutes of each day: even, as far as each can hold them; that of the exam gets less, if it can be."""
    light = min(MORNING_MOST, MORNING_SHARE * total)
    soft = [min(_most(day), light) if day.exam else _most(day) for day in days]
    shares = _poured(total, soft)
    rest = _poured(total - sum(shares), [_most(day) - share for day, share in zip(days, shares, strict=True)])
    return [share + more for share, more in zip(shares, rest, strict=True)]


def _poured(total: float, room: Sequence[float]) -> list[float]:
    """So much of something poured evenly into vessels, of which each holds so much."""
    filled = [0.0] * len(room)
    for place, k in enumerate(sorted(range(len(room)), key=lambda k: room[k])):
        filled[k] = min(room[k], (total - sum(filled)) / (len(room) - place))
    return filled


def _parts(day: _Window, minutes: float, now: float, zone: tzinfo) -> list[Slot]:
    """The sittings of a day: before the exam one, else a long one, and one that comes back to it in the evening."""
    if minutes < 1:
        return []
    if day.exam:
        begin = max(day.begin, day.end - 60 * minutes)
        return [Slot(begin, minutes, "morning" if _hour(begin, zone) < 12 else "before")]
    begin, name = _begin(day, minutes, now, zone)
    first, rest = FIRST_PART * minutes, (1 - FIRST_PART) * minutes
    again = min(_evening(day, zone, begin + 60 * (first + PAUSE)), day.end - 60 * rest)
    late = not day.ends_at_exam and _hour(begin, zone) >= EVENING.hour - 1
    if minutes < PARTED or late or again < begin + 60 * (first + PAUSE):
        return [Slot(begin, minutes, name)]
    return [Slot(begin, first, name), Slot(again, rest, _when_again(again, zone))]


def _begin(day: _Window, minutes: float, now: float, zone: tzinfo) -> tuple[float, str]:
    """When a day's learning begins: now, or at the same hour on a later day, if that leaves the time for it."""
    if day.begin == now:
        return now, "now"
    asked = datetime.fromtimestamp(now, zone)
    same = _at(datetime.fromtimestamp(day.begin, zone).date(), asked.time(), zone)
    return min(max(same, day.begin + HOUR), max(day.begin, day.end - 60 * (minutes + PAUSE) - HOUR)), "day"


def _evening(day: _Window, zone: tzinfo, earliest: float) -> float:
    """When one comes back to what was learnt: in the evening, if that is late enough."""
    return max(earliest, _at(datetime.fromtimestamp(day.begin, zone).date(), EVENING, zone))


def _when_again(at: float, zone: tzinfo) -> str:
    return "tonight" if _hour(at, zone) >= 18 else "later"


def _hour(at: float, zone: tzinfo) -> int:
    return datetime.fromtimestamp(at, zone).hour
