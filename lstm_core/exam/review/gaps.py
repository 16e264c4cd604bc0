"""The gaps between reviews, fitted to the day of the exam. Times are seconds since 1970."""

import math

from lstm_core.exam.review.review import DAY, Memory

SURE = 0.95  # a card that will be recalled like this on the exam day is left alone
GAPS = {7: 0.30, 365: 0.075}  # days left -> best gap as a share of them (Cepeda et al. 2008)


def when(memory: Memory, exam: float | None) -> float:
    """When a card is due: as FSRS says, but sooner if the exam calls for it, and never after the exam."""
    if exam is None or exam <= memory.last:
        return memory.due
    left = (exam - memory.last) / DAY
    longest = left if memory.chance(exam) >= SURE else gap(left)
    return min(memory.due, memory.last + longest * DAY, exam)


def gap(left: float) -> float:
    """The days to wait before the next review if the exam is so many days away: a day, or a share of them."""
    (near, most), (far, least) = GAPS.items()
    along = math.log(min(max(left, near), far) / near) / math.log(far / near)
    return min(left, max(1.0, left * (most + along * (least - most))))


def days_left(now: float, exam: float) -> int:
    """The days until the exam, today included; without an exam (0), such that today ends with the day in UTC."""
    return math.ceil((exam - now) / DAY)
