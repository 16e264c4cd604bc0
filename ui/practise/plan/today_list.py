"""The list of today: the plan as it was when the day began, ticked off by what the log says has been done since."""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from lstm_core.course.lessons import lessons
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import Plan, Row, plan, spent
from lstm_core.exam.plan.expected import APART
from lstm_core.exam.plan.rows import FROM_MEMORY
from ui.common.learner_log import event_count, now, recorded
from ui.common.session import session
from ui.common.zone import zone
from ui.practise.plan.wanted import Wanted, hours_left, list_begins

KINDS = ("review", "lesson", "drawing", "exam", "check")  # of events that a plan is made from


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
    after: Task | None = None  # what comes once all of it is done

    @property
    def tasks(self) -> tuple[Task, ...]:
        """All of them, in order."""
        return tuple(task for block in self.blocks for task in block.tasks)

    @property
    def next(self) -> Task | None:
        """The first that is not finished; None if all are."""
        return next((task for task in self.tasks if not task.finished), None)

    def calendar(self, at: float) -> bytes:
        """What is left from a moment on, as a file for calendars; what should have begun begins then."""
        from lstm_core.exam.plan.calendar import calendar

        done = [all(task.finished for task in block.tasks) for block in self.blocks]
        left = [one for k, one in enumerate(self.plan.sittings) if k >= len(done) or not done[k]]
        moved = tuple(replace(one, begin=max(one.begin, at)) for one in left)
        return calendar(replace(self.plan, sittings=moved), at)


def today_list(asked: Wanted) -> TodayList:
    """The list for what was asked for. Raises Complaint where no plan can be made.

    It is worked out again when something was written down, and its plan when that was before the list began.
    """
    begins, kept = list_begins(asked), session().practise
    key = (asked, asked.exam, begins, *map(event_count, KINDS))
    if kept.today is None or kept.today[0] != key:
        kept.today = key, _list(asked, begins)
    return kept.today[1]


def _list(asked: Wanted, begins: float) -> TodayList:
    events = sorted((event for kind in KINDS for event in recorded(kind)), key=lambda event: event.at)
    made = _kept(asked, begins, [event for event in events if event.at <= begins])
    sittings = made.today(begins)
    tasks = _ticked([row for sitting in sittings for row in sitting.rows], events, begins)
    after = _after(asked, events) if all(task.finished for task in tasks) else None
    each = iter(tasks)
    return TodayList(made, tuple(Block(one.name.en, tuple(next(each) for _ in one.rows)) for one in sittings), after)


def _after(asked: Wanted, events: Sequence[Event]) -> Task | None:
    """What comes next with all that was done so far; None if nothing is left, or no time."""
    try:
        first = _made(asked, now(), events).first
    except ValueError:
        return None
    return Task(first, first.cards or first.items, len(first.cards or first.items)) if first else None


def _kept(asked: Wanted, begins: float, before: Sequence[Event]) -> Plan:
    """The plan from when the list began; it is made once in a session, as long as nothing comes between."""
    key = (asked, asked.exam, begins, len(before))
    kept = session().practise.plan
    if kept is None or kept[0] != key:
        kept = session().practise.plan = key, _made(asked, begins, before)
    return kept[1]


def _made(asked: Wanted, at: float, events: Sequence[Event]) -> Plan:
    """The plan from a moment on."""
    course = lessons()
    hours = hours_left(asked, lambda since: spent((event for event in events if event.at <= at), since, course))
    here = zone() or dt.datetime.fromtimestamp(at).astimezone().tzinfo or dt.UTC
    return plan(at, hours, events, course, exam=asked.exam, wish=asked.wish, zone=here)


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
