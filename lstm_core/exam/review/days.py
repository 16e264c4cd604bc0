"""The days until the exam, counted back from it: they turn over in the small hours, when hardly anybody learns.

Times are seconds since 1970. Only the exam's own time comes from a calendar; so a change of clocks on the way makes no
day longer, and merely moves the hour at which the days before it turn over.
"""

import math

DAY = 86_400.0  # seconds
MORNING = 5 * 3600.0  # seconds: an exam at nine ends days that turn over at four
NO_EXAM = 9 * 3600.0  # without an exam the days turn over as if one began at nine, UTC


def days_left(now: float, exam: float) -> int:
    """The days until the exam, today included; the morning of the exam is part of the last one."""
    return max(1, math.ceil((exam - MORNING - now) / DAY))


def day_begins(now: float, exam: float | None) -> float:
    """When the day that a moment lies in began."""
    if exam is None:
        return now - (now - NO_EXAM + MORNING) % DAY
    return exam - MORNING - days_left(now, exam) * DAY


def day_ends(now: float, exam: float) -> float:
    """When the day that a moment lies in ends: when the next one begins, the last one with the exam."""
    return day_begins(now, exam) + DAY if days_left(now, exam) > 1 else exam
