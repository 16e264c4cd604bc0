"""Simulated learners: what somebody knows on the day of the exam who follows the plan, or the course in order.

A learner remembers as FSRS says, worked out here by the `fsrs` library and not by the code that plans: after a lesson a
new card is answered with a chance of its own, a card seen before with its chance by the forgetting curve; what was not
known is asked once more. Learners read and answer at a pace of their own, which the plan only knows from the log.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial

import numpy as np
from fsrs import Card as FsrsCard
from fsrs import Rating, Scheduler

from lstm_core.course.lessons import lessons
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam import Answer, exam, next_prompt
from lstm_core.exam.plan import Row, plan
from lstm_core.exam.plan.times import slots
from lstm_core.exam.plan.wishes import serves

SCHEDULER = Scheduler(enable_fuzzing=False)
DECAY = SCHEDULER.parameters[20]
FACTOR = 0.9 ** (-1 / DECAY) - 1
HOUR, DAY = 3600.0, 86_400.0
NOW = datetime(2026, 11, 30, 16, tzinfo=UTC).timestamp()
PROFILES = ("knows nothing", "read the course", "knows half", "only wants to draw")
UNTIL = {"in hours": 0.0, "tomorrow": 17 * HOUR, "in a week": 7 * DAY - 7 * HOUR, "in three weeks": 21 * DAY - 7 * HOUR}
TAUGHT = 0.75  # chance of answering a new card after its lesson
UNTAUGHT = 0.1  # and without
TRACED = 300.0  # seconds
LONG = 1.5  # times the usual, that a card takes which is not known and comes once more
LEFT = 2.0  # times the usual: who has less time before the end does not begin a card any more
Task = tuple[
    Callable[[float], float], float
]  # what to do at a moment, in how many seconds; the minutes it usually takes


@dataclass(frozen=True)
class Learner:
    """Somebody before an exam."""

    seed: int
    profile: str  # one of PROFILES
    until: str  # a key of UNTIL
    hours: float

    @property
    def exam(self) -> float:
        """When it begins; "in hours" leaves a little more than the hours for learning."""
        return NOW + (UNTIL[self.until] or 1.2 * self.hours * HOUR)

    @property
    def wish(self) -> str:
        """What is wanted."""
        return "draw" if self.profile == PROFILES[3] else "all"


@dataclass
class Outcome:
    """What came of following something."""

    minutes: float = 0.0  # of learning
    recall: float = 0.0  # share of the wanted cards known on the day
    planned: float = 0.0  # minutes of a plan at most, as a share of those that it was made for
    drawn: bool = False  # whether every plan had the LSTM
    untaught: list[str] = field(default_factory=list)  # what was asked before it was taught


def learners(count: int, first: int = 0) -> list[Learner]:
    """So many, each with another seed, over all profiles and times, with 1 to 40 hours; in hours 12 at most."""
    found = []
    for seed in range(first, first + count):
        rng = np.random.default_rng(seed)
        profile, until = PROFILES[seed % 4], list(UNTIL)[seed // 4 % 4]
        most = {"in hours": 12.0, "tomorrow": 12.0}.get(until, 40.0)
        found.append(Learner(seed, profile, until, float(np.exp(rng.uniform(0, math.log(most))))))
    return found


class Mind:
    """What one learner remembers, and does."""

    def __init__(self, learner: Learner) -> None:
        self.rng = np.random.default_rng((learner.seed, 1))
        self.pace = float(np.exp(self.rng.normal(0, 0.2)))
        self.cards = {card.id: card for card in cards()}
        self.memory: dict[str, tuple[FsrsCard, float]] = {}
        self.read: set[str] = set()
        self.events: list[Event] = []
        self.outcome = Outcome()
        self._past(learner.profile)

    def chance(self, card: str, at: float) -> float:
        """Of knowing a card; FSRS-6's curve, in fractions of days."""
        if card not in self.memory:
            return 0.0
        memory, last = self.memory[card]
        return float((1 + FACTOR * (at - last) / DAY / (memory.stability or 0.1)) ** -DECAY)

    def ask(self, card: str, at: float) -> float:
        """Ask a card, once more if it is not known; the seconds it takes."""
        taught = lesson_of(card) in self.read
        if not taught and card not in self.memory:
            self.outcome.untaught.append(card)
        chance = self.chance(card, at) or (TAUGHT if taught else UNTAUGHT)
        took = self.cards[card].seconds * self.pace * float(np.exp(self.rng.normal(0, 0.3)))
        known = self.rng.random() < chance
        self._review(card, Rating.Good if known else Rating.Again, at + took, took)
        if not known:
            self._review(card, Rating.Good, at + LONG * took, (LONG - 1) * took)
        return took if known else LONG * took

    def learn(self, key: str, at: float) -> float:
        """Read a lesson."""
        took = 60 * lessons()[key].minutes * self.pace
        self.read.add(key)
        self.events.append(Event(at + took, "lesson", key))
        return took

    def trace(self, cell: str, at: float) -> float:
        """Draw over an outline."""
        took = TRACED * self.pace
        self.events.append(Event(at + took, "drawing", cell, {"way": "Trace", "mark": 100, "seconds": took}))
        return took

    def sit(self, asked: Iterable[str], minutes: float, at: float) -> float:
        """A mock exam, as the app holds it, about some topics."""
        frame, took = exam(int(self.rng.integers(1000)), list(asked), int(minutes)), 0.0
        given: list[Answer] = []
        while prompt := next_prompt(frame, given, took):
            card = f"question {prompt.root}"
            before = took
            took += self.ask(card, at + took) if prompt.id in questions() else prompt.seconds * self.pace
            ticked = range(1, len(prompt.points) + 1) if self.rng.random() < self.chance(card, at + took) else ()
            given.append(Answer(prompt.id, frozenset(ticked), seconds=took - before))
        took = min(took, 60 * minutes)  # its clock ends it
        self.events.append(Event(at + took, "exam", f"exam {at}", {"over": True, "elapsed": took}))
        return took

    def _review(self, card: str, rating: Rating, at: float, took: float) -> None:
        moment = datetime.fromtimestamp(at, UTC)
        memory = self.memory[card][0] if card in self.memory else FsrsCard(card_id=0, due=moment)
        after, _ = SCHEDULER.review_card(memory, rating, moment)
        self.memory[card] = after, at
        self.events.append(Event(at, "review", card, {"rating": int(rating), "seconds": took}))

    def _past(self, profile: str) -> None:
        """What was done in the weeks before."""
        if profile == "read the course":
            for key in lessons():
                self.learn(key, NOW - float(self.rng.uniform(1, 20)) * DAY)
        if profile == "knows half":
            known = set(self.rng.choice(list(lessons()), len(lessons()) // 2, replace=False))
            for card in (card for card in cards() if lesson_of(card.id) in known):
                first = NOW - float(self.rng.uniform(5, 20)) * DAY
                for at in (first, first + 3 * DAY):
                    self._review(card.id, Rating.Good, at, card.seconds * self.pace)
            self.read |= known  # as far as asking goes: the log has no word of it


def lesson_of(card: str) -> str:
    """The lesson that teaches a card, read from the data and not by the code that plans."""
    kind, _, item = card.partition(" ")
    if kind == "drawing":
        return {"GRU": "gru", "Elman": "elman"}.get(item, "lstm")
    if kind == "differs":
        return next(lesson.key for lesson in lessons().values() if item in lesson.differs)
    number = DRILLS[item].lesson if kind == "drill" else topics()[questions()[item].topic].lesson
    return next(lesson.key for lesson in lessons().values() if lesson.number == number)


def with_plan(learner: Learner) -> Outcome:
    """Follow the plan, made anew before every sitting from the log and the hours that are left."""
    mind, now, left = Mind(learner), NOW, 60 * learner.hours
    drawn = []
    while left > 1 and now < learner.exam - 60:
        made = plan(now, left / 60, mind.events, lessons(), exam=learner.exam, wish=learner.wish)
        mind.outcome.planned = max(mind.outcome.planned, made.minutes / left)
        drawn.append(any(row.kind == "drawing" and "LSTM" in row.items for row in made.rows))
        if not made.sittings:
            break
        used = _sit_through(mind, made.sittings[0].rows, now, left)
        left -= used
        mind.outcome.minutes += used
        now = made.sittings[1].begin if len(made.sittings) > 1 else now + 60 * used if used else learner.exam
    mind.outcome.drawn = all(drawn)
    return _on_the_day(mind, learner)


def _sit_through(mind: Mind, rows: Iterable[Row], now: float, left: float) -> float:
    """The minutes that the rows take; nothing is begun that would not fit any more."""
    used = 0.0
    for task, usual in _tasks(mind, rows):
        if used + usual > left:
            break
        used += task(now + 60 * used) / 60
    return used


def _tasks(mind: Mind, rows: Iterable[Row]) -> Iterator[Task]:
    """What to do, each with the minutes that it usually takes."""
    for row in rows:
        if row.kind == "lesson":
            yield partial(mind.learn, row.items[0]), mind.pace * row.minutes
        elif row.kind == "exam":
            yield partial(mind.sit, row.items, row.minutes), mind.pace * row.minutes
        elif not row.cards:
            yield partial(mind.trace, row.items[0]), row.minutes
        for card in row.cards:
            yield partial(mind.ask, card), LEFT * mind.pace * mind.cards[card].seconds / 60


def in_order(learner: Learner, minutes: float) -> Outcome:
    """Go through the course for so many minutes, spread like the plan's sittings: a lesson that is new, then its cards,
    and so on to the end; then all cards again, and again. What has no wanted card is left out, and what is known. Where
    the next lesson does not fit any more, cards that were seen come again, in order."""
    mind, used = Mind(learner), 0.0
    times = slots(NOW, learner.exam, minutes / 60, UTC)
    work = _course(mind, learner)
    for number, slot in enumerate(times):
        due = sum(earlier.minutes for earlier in times[: number + 1]) if slot is not times[-1] else minutes
        began = used
        while used < due:
            task, usual = next(work)
            if used + usual > minutes:
                work = _again(mind, learner)
                task, usual = next(work)
            if used + usual > minutes:
                break
            used += task(slot.begin + 60 * (used - began)) / 60
    mind.outcome.minutes = used
    return _on_the_day(mind, learner)


def _again(mind: Mind, learner: Learner) -> Iterator[Task]:
    """The wanted cards that were seen, in order, over and over."""
    while True:
        for card in (card for card in cards() if serves(card, learner.wish) and card.id in mind.memory):
            yield partial(mind.ask, card.id), LEFT * mind.pace * card.seconds / 60


def _course(mind: Mind, learner: Learner) -> Iterator[Task]:
    wanted = [card for card in cards() if serves(card, learner.wish)]
    for key in lessons():
        its = [card for card in wanted if lesson_of(card.id) == key]
        if its and key not in mind.read:
            yield partial(mind.learn, key), mind.pace * lessons()[key].minutes
        for card in its:
            if card.id not in mind.memory:
                yield partial(mind.ask, card.id), LEFT * mind.pace * card.seconds / 60
    yield from _again(mind, learner)


def _on_the_day(mind: Mind, learner: Learner) -> Outcome:
    wanted = [card for card in cards() if serves(card, learner.wish)]
    mind.outcome.recall = sum(mind.chance(card.id, learner.exam) for card in wanted) / len(wanted)
    return mind.outcome
