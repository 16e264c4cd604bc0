"""What the log says about the next exam: the topics that went worst, and the level that fits.

Every question, follow-up, drill, drawing and card counts once, as it went the last time: what was learnt since is not
held against anybody.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from functools import cache
from statistics import mean
from typing import Any

from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam.marking import marks, total
from lstm_core.exam.mock_exam.plan import LEVELS, USUAL_LEVEL, ExamPlan
from lstm_core.exam.mock_exam.saved import SavedExam
from lstm_core.exam.review.rating import AGAIN, EASY, GOOD, HARD

WEAK = 0.6  # the mean share below which a topic is weak
LEAST = 2  # things of a topic that were tried, before anything is said about it
MOST = 4  # topics that are named
WELL, POORLY = 0.8, 0.4  # shares of an exam after which the next is harder, or easier
ENOUGH = 3  # answers that make an exam worth looking at
RATED = {AGAIN: 0.0, HARD: 0.5, GOOD: 1.0, EASY: 1.0}


def weak_topics(events: Iterable[Event]) -> tuple[str, ...]:
    """The topics that went worst, the worst first; none while little was done.

    events: of all kinds, the oldest first. What cannot be read is passed over.
    """
    latest: dict[tuple[str, str], float] = {}
    for event in events:
        share = _share(event)
        if share is not None:
            latest[event.kind, event.item] = share
    shares: dict[str, list[float]] = defaultdict(list)
    for (kind, item), share in latest.items():
        for topic in _topics(kind, item):
            shares[topic].append(share)
    found = {topic: mean(each) for topic, each in shares.items() if len(each) >= LEAST}
    return tuple(sorted((topic for topic in found if found[topic] < WEAK), key=lambda topic: found[topic])[:MOST])


def level_after(exams: Sequence[SavedExam]) -> int:
    """The level of the next exam: that of the last one, one more if it went well, one less if it went badly."""
    last = [one for one in exams if len(one.answers) >= ENOUGH][-1:]
    return min(max(_fitting(last[0].plan, last[0]), LEVELS[0]), LEVELS[-1]) if last else USUAL_LEVEL


def _fitting(plan: ExamPlan, last: SavedExam) -> int:
    share = total(marks(plan, last.answers)).share
    return plan.level + (share >= WELL) - (share < POORLY)


def _share(event: Event) -> float | None:
    """How well something went, from 0 to 1; None for an event that does not say."""
    if event.kind == "review":
        rating = event.data.get("rating")
        return RATED.get(rating) if isinstance(rating, int) else None
    if event.kind == "question":
        return _part(event.data.get("ticked"), event.data.get("of"))
    return None


def _part(done: Any, of: Any) -> float | None:
    if isinstance(done, int | float) and isinstance(of, int | float) and of > 0:
        return min(max(done / of, 0.0), 1.0)
    return None


@cache
def _topics(kind: str, item: str) -> tuple[str, ...]:
    """The topics that a prompt or a card is about; none for what is not ours."""
    what, _, key = ("question", "", item) if kind == "question" else item.partition(" ")
    return _ABOUT[what](key) if what in _ABOUT else ()


def _of_prompt(key: str) -> tuple[str, ...]:
    try:
        return (prompt(key).topic,)
    except ValueError:
        return ()


def _of_drill(key: str) -> tuple[str, ...]:
    lesson = DRILLS[key].lesson if key in DRILLS else None
    return tuple(topic.key for topic in topics().values() if topic.lesson == lesson)


def _of_drawing(cell: str) -> tuple[str, ...]:
    return tuple({one.topic: None for one in questions().values() if cell and one.draw == cell})


def _of_difference(card: str) -> tuple[str, ...]:
    return tuple({one.topic: None for one in questions().values() if card in one.differs})


_ABOUT = {"question": _of_prompt, "drill": _of_drill, "drawing": _of_drawing, "differs": _of_difference}
