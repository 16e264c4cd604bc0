"""The plan: the time until an exam, what the log knows and what is wanted, made into a list of things to do.

Nothing here reads a clock: the moment comes in, and the time zone with it. The same log always gives the same plan.
"""

from collections.abc import Iterable, Sequence
from datetime import UTC, tzinfo
from math import isfinite

from lstm_core.exam.cards.cards import Card
from lstm_core.exam.cards.cards import cards as all_cards
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan.expected import Expected
from lstm_core.exam.plan.filling import fill
from lstm_core.exam.plan.rows import Plan, Sitting
from lstm_core.exam.plan.standing import standing
from lstm_core.exam.plan.taught import Lessons
from lstm_core.exam.plan.times import Slot, slots
from lstm_core.exam.plan.wishes import WISHES
from lstm_core.exam.plan.words import note, refusal
from lstm_core.exam.review.days import DAY
from lstm_core.prose.wording import Wording

MOST = 100.0  # hours that are planned: several times what the whole course and all cards take
FREE = 10.0  # minutes without a task that are worth a word


def plan(
    now: float,
    hours: float,
    events: Iterable[Event],
    lessons: Lessons,
    *,
    exam: float | None = None,
    wish: str = "all",
    zone: tzinfo = UTC,
    cards: Sequence[Card] | None = None,
) -> Plan:
    """What to do from now until the exam, in so many hours of learning, best things first.

    now, exam: seconds since 1970; without an exam an hour a day is planned. hours: that are still left for learning,
    see `spent`; of more than fit between now and the exam, those that do, and at most MOST. events: all of the
    learner's. lessons: of the course, by key. wish: a key of WISHES. zone: in which the learner's days begin and end.
    cards: all there are.

    What was read, is known or was drawn leaves the plan or takes less of it; nothing is asked before the lesson that
    teaches it, unless the log shows that it is known. Raises Complaint, a ValueError with a sentence in each
    language, for an exam that is over or more than five years away, for no hours, and for an unknown wish.
    """
    if wish not in WISHES:
        raise refusal("wish", known=", ".join(WISHES), wish=repr(wish))
    times = slots(now, exam, min(hours, MOST) if isfinite(hours) else hours, zone)
    goal = exam if exam is not None else max((slot.begin for slot in times), default=now) + DAY
    known = standing(events, cards if cards is not None else all_cards(), lessons, now)
    expected = Expected(known, lessons, wish, goal, exam)
    sittings = tuple(fill(times, expected))
    notes = _notes(min(hours, MOST), times, sittings, expected.has_new())
    return Plan(sittings, exam, _hours(times), wish, tuple(notes), zone)


def _hours(times: Sequence[Slot]) -> float:
    return sum(slot.minutes for slot in times) / 60


def _notes(hours: float, times: Sequence[Slot], sittings: Sequence[Sitting], new: bool) -> Iterable[Wording]:
    """What is to be said of a plan: that there is less time than was asked for, or more than is needed."""
    planned, used = _hours(times), sum(sitting.minutes for sitting in sittings) / 60
    if planned < hours - FREE / 60:
        yield note("less", hours=_told(planned))
    if planned - used > FREE / 60 and not new:
        yield note("free", hours=_told(planned - used))


def _told(hours: float) -> str:
    """Hours as one says them: "2 h", "40 min", "1 h 30 min"."""
    whole, minutes = divmod(round(hours * 12) * 5, 60)
    return " ".join([f"{whole} h"] * (whole > 0) + [f"{minutes} min"] * (minutes > 0)) or "0 min"
