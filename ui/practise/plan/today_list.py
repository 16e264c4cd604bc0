"""The list of today: the plan as it was when the day began, ticked off by what the log says has been done since."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial

from lstm_core.course.lessons import lessons
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import Plan, Row, plan, spent
from lstm_core.exam.plan.rows import FROM_MEMORY
from ui.common.learner_log import now, recorded
from ui.common.session import session
from ui.practise.plan.wanted import Wanted, hours_left, list_begins
from ui.practise.review.exam_day import zone

KINDS = ("review", "lesson", "drawing", "exam", "check")  # of events that a plan is made from
APART = 1800.0  # seconds between two answers to a card that are two reviews: what comes again at once is one


@dataclass(frozen=True)
class Task:
    """A row of the plan, and how much of it is done."""

    row: Row
    left: tuple[str, ...]  # what is not done: ids of cards, or the one thing that it is
    of: int  # so many there were

    @property
    def done(self) -> int:
        """How many of them are done."""
        return self.of - len(self.left)

    @property
    def finished(self) -> bool:
        """Whether nothing of it is left."""
        return not self.left


@dataclass(frozen=True)
class Block:
    """The tasks of one sitting."""

    name: str
    tasks: tuple[Task, ...]


@dataclass(frozen=True)
class TodayList:
    """What to do today."""

    plan: Plan  # as it was when the list began
    blocks: tuple[Block, ...]

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them, in order."""
        return tuple(task for block in self.blocks for task in block.tasks)

    @property
    def next(self) -> Task | None:
        """The first that is not finished; None if all are."""
        return next((task for task in self.tasks if not task.finished), None)


def today_list(asked: Wanted) -> TodayList:
    """The list for what was asked for. Raises Complaint where no plan can be made."""
    events, begins = _events(), list_begins(asked)
    before = [event for event in events if event.at <= begins]
    made = _kept(asked, begins, before)
    sittings = made.today(begins)
    tasks = iter(_ticked([row for sitting in sittings for row in sitting.rows], events, begins))
    return TodayList(made, tuple(Block(one.name.en, tuple(next(tasks) for _ in one.rows)) for one in sittings))


def plan_from_now(asked: Wanted) -> Plan:
    """What is left to do, with all that was done so far. Raises Complaint where no plan can be made."""
    return _planner(asked, now(), _events())()


def calendar_of(asked: Wanted) -> Callable[[], bytes]:
    """What makes the file of a calendar of all that is left; a download is made where Streamlit knows of no session."""
    at = now()
    make = _planner(asked, at, _events())

    def made() -> bytes:
        from lstm_core.exam.plan.calendar import calendar

        return calendar(make(), at)

    return made


def _kept(asked: Wanted, begins: float, before: Sequence[Event]) -> Plan:
    """The plan from when the list began; it is made once in a session, as long as nothing comes between."""
    key = (asked, begins, len(before), asked.exam)
    kept = session().practise.plan
    if kept is None or kept[0] != key:
        kept = session().practise.plan = key, _planner(asked, begins, before)()
    return kept[1]


def _planner(asked: Wanted, at: float, events: Sequence[Event]) -> Callable[[], Plan]:
    """What makes the plan from a moment on; it takes a while, and needs nothing of the session any more."""
    course = lessons()
    hours = hours_left(asked, lambda since: spent((event for event in events if event.at <= at), since, course))
    here = zone() or dt.datetime.fromtimestamp(at).astimezone().tzinfo or dt.UTC
    return partial(plan, at, hours, events, course, exam=asked.exam, wish=asked.wish, zone=here)


def _events() -> list[Event]:
    return sorted((event for kind in KINDS for event in recorded(kind)), key=lambda event: event.at)


def _ticked(rows: Iterable[Row], events: Sequence[Event], begins: float) -> list[Task]:
    """Every row with what was done of it; what two rows ask for has to be done twice."""
    done = _done([event for event in events if event.at > begins])
    return [Task(row, *_take(row, done)) for row in rows]


def _take(row: Row, done: Counter[tuple[str, str]]) -> tuple[tuple[str, ...], int]:
    """What of a row is left to do, and of how much; what was done counts for one row only."""
    asked = _asked(row)
    found = [one for one in asked if done[one] > 0]
    done.subtract(found)
    return tuple(item for kind, item in asked if (kind, item) not in found), len(asked)


def _asked(row: Row) -> list[tuple[str, str]]:
    """What has to be done for a row, in the words of `_done`."""
    if row.kind == "exam":
        return [("exam", "")]
    if row.kind == "drawing" and not row.cards:
        return [("traced", row.items[0])]
    return [("lesson", key) for key in row.items] if row.kind == "lesson" else [("review", card) for card in row.cards]


def _done(events: Sequence[Event]) -> Counter[tuple[str, str]]:
    """How often each thing was done."""
    lessons_read = {("lesson", event.item) for event in events if event.kind == "lesson"}
    exams = {event.item for event in events if event.kind == "exam" and event.data.get("over") is True}
    drawn = [event for event in events if event.kind == "drawing" and event.data.get("way") not in FROM_MEMORY]
    return Counter(
        [
            *lessons_read,
            *[("exam", "") for _ in exams],
            *[("traced", event.item) for event in drawn],
            *_reviews(events),
        ]
    )


def _reviews(events: Sequence[Event]) -> Iterable[tuple[str, str]]:
    last: dict[str, float] = {}
    for event in events:
        if event.kind == "review" and event.at - last.get(event.item, float("-inf")) >= APART:
            yield "review", event.item
            last[event.item] = event.at
