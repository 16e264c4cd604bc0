"""What the days until the exam will bring, if every day's cards are reviewed."""

from dataclasses import dataclass, replace

import numpy as np

from lstm_core.exam.review.days import day_ends
from lstm_core.exam.review.forgetting import Recall
from lstm_core.exam.review.rating import AGAIN, GOOD
from lstm_core.exam.review.review import Memory, reviewed
from lstm_core.exam.review.schedule import Due, Schedule

MOST_DAYS = 366  # that are played through: more would be too narrow to be seen, and each takes a millisecond
SOON = 600.0  # seconds after which a forgotten card is asked again


@dataclass(frozen=True)
class Day:
    """One day of the plan."""

    begin: float  # seconds since 1970
    reviews: int  # cards that are due again
    new: int
    minutes: float
    recall: Recall  # known on the exam day, if the plan is followed up to here


def forecast(schedule: Schedule, now: float, exam: float, seed: int = 0) -> list[Day]:
    """The plan from today to the exam, one row a day, at most MOST_DAYS; none if the exam is over.

    Whether a card is remembered when its day comes is drawn by its chance then; the seed decides which.
    """
    chance = np.random.default_rng(seed)
    days: list[Day] = []
    begin = now
    while begin < exam and len(days) < MOST_DAYS:
        today = schedule.due(begin, exam)
        studied = {one.card.id: _studied(schedule, one, begin, chance) for one in today}
        minutes = schedule.minutes(today)
        schedule = replace(schedule, memories={**schedule.memories, **studied})
        new = sum(one.new for one in today)
        days.append(Day(begin, len(today) - new, new, minutes, schedule.recall(exam)))
        begin = day_ends(begin, exam)
    return days


def _studied(schedule: Schedule, one: Due, at: float, chance: np.random.Generator) -> Memory:
    """The memory of a card after its review: remembered well, or forgotten and asked once more."""
    memory = schedule.memories.get(one.card.id)
    if memory and chance.random() >= memory.chance(at):
        return reviewed(reviewed(memory, AGAIN, at), GOOD, at + SOON)
    return reviewed(memory, GOOD, at)
