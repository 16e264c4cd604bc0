"""The first check: six minutes that place a learner. One drawing, six pairs of statements, three numbers.

A statement of a pair is true, the other is what people say instead, so every second guess is right; a number and a
drawing cannot be guessed. A chapter that is asked about counts as known when its number and both of its pairs are
right; who is right about all of them knows the others, too. A number alone only vouches for the lesson it belongs to,
the drawing for the lessons about the LSTM and its drawing.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np

from lstm_core.drills import DRILLS, Drill, Field
from lstm_core.exam.bank.bank import Question, questions, topics
from lstm_core.exam.plan.taught import LSTM, Lessons
from lstm_core.prose.wording import Wording

KIND = "check"  # of its event; the item is ITEM, the data what `event_data` returns
ITEM = "first"
MINUTES = 6
PAIRS, BASIC = 2, 2  # pairs for each chapter, and up to which level their questions go
BEYOND = "beyond"  # the chapter of which nothing is asked: six minutes are for what every exam asks
FIELDS = 3  # a drill with more of them takes too long here
DRAWN = 90  # marks of 100 from which on a drawing is known
DRAWING_LESSONS = ("lstm", "draw")  # what somebody who draws the LSTM from memory has learnt


@dataclass(frozen=True)
class Pair:
    """Two statements, of which one is true."""

    question: str  # its id
    point: int  # counted from 1
    lesson: int  # its number
    asked: Wording  # the question they answer
    statements: tuple[Wording, Wording]
    right: int  # 0 or 1


@dataclass(frozen=True)
class Number:
    """A number to work out: a drill, of which the last field is asked."""

    key: str  # of the drill
    seed: int
    lesson: int

    @property
    def drill(self) -> Drill:
        """With its numbers."""
        return DRILLS[self.key](self.seed)

    @property
    def field(self) -> Field:
        """What is asked."""
        return self.drill.result


@dataclass(frozen=True)
class FirstCheck:
    """What is asked; the same for the same seed."""

    seed: int
    pairs: tuple[Pair, ...]
    numbers: tuple[Number, ...]
    cell: str = LSTM  # to draw on a blank sheet


@dataclass(frozen=True)
class Placement:
    """What came of it."""

    known: tuple[str, ...]  # keys of lessons
    right: int
    of: int


def first_check(seed: int, lessons: Lessons) -> FirstCheck:
    """A check: for every chapter but BEYOND two pairs of two of its topics, and a number."""
    rng, chapters = np.random.default_rng(seed), _chapters(lessons)
    pairs = [pair for chapter in chapters for pair in _pairs(chapter, rng)]
    return FirstCheck(seed, tuple(pairs), tuple(_number(chapter, rng) for chapter in chapters))


def placement(
    check: FirstCheck,
    lessons: Lessons,
    mark: float | None,
    chosen: Sequence[int | None],
    numbers: Sequence[bool | None],
) -> Placement:
    """What somebody knows who answered like this; None stands for what was left out.

    mark: of the drawing, from 0 to 100. chosen: which statement of each pair. numbers: whether each was right. Raises
    ValueError where there are more or fewer answers than were asked for.
    """
    if len(chosen) != len(check.pairs) or len(numbers) != len(check.numbers):
        raise ValueError(f"the check has {len(check.pairs)} pairs and {len(check.numbers)} numbers")
    drawn = mark is not None and mark >= DRAWN
    pairs = [(pair.lesson, choice == pair.right) for pair, choice in zip(check.pairs, chosen, strict=True)]
    worked = [(number.lesson, right is True) for number, right in zip(check.numbers, numbers, strict=True)]
    known = _vouched(lessons, pairs, worked)
    keys = tuple(key for key, one in lessons.items() if one.number in known or (drawn and key in DRAWING_LESSONS))
    return Placement(keys, drawn + sum(right for _, right in pairs + worked), 1 + len(pairs) + len(worked))


def event_data(check: FirstCheck, found: Placement) -> dict[str, Any]:
    """What the log keeps of it, as the data of an event of the kind KIND."""
    return {"seed": check.seed, "known": list(found.known), "right": found.right, "of": found.of}


def _chapters(lessons: Lessons) -> list[set[int]]:
    """The numbers of the lessons of each chapter that is asked about."""
    found: dict[str, set[int]] = {}
    for lesson in (one for one in lessons.values() if one.chapter != BEYOND):
        found.setdefault(lesson.chapter, set()).add(lesson.number)
    return list(found.values())


def _vouched(lessons: Lessons, pairs: Sequence[tuple[int, bool]], numbers: Sequence[tuple[int, bool]]) -> set[int]:
    """The numbers of the lessons that count as known."""
    known, chapters = {lesson for lesson, right in numbers if right}, _chapters(lessons)
    for chapter in chapters:
        if all(right for lesson, right in (*pairs, *numbers) if lesson in chapter):
            known |= chapter
    return known if known < set().union(*chapters) else {lesson.number for lesson in lessons.values()}


def _pairs(chapter: set[int], rng: np.random.Generator) -> list[Pair]:
    """Two pairs, of two topics where there are so many."""
    mine = [topic.key for topic in topics().values() if topic.lesson in chapter]
    chosen = rng.choice(mine, PAIRS, replace=False)
    return [_pair(str(topic), rng) for topic in chosen]


def _pair(topic: str, rng: np.random.Generator) -> Pair:
    pool = [one for one in questions().values() if one.topic == topic and one.level <= BASIC and not one.opens]
    pool = pool or [one for one in questions().values() if one.topic == topic]
    question: Question = pool[int(rng.integers(len(pool)))]
    number, right = int(rng.integers(len(question.points))), int(rng.integers(2))
    point = question.points[number]
    both = (point.wording, point.twin) if right == 0 else (point.twin, point.wording)
    return Pair(question.id, number + 1, topics()[topic].lesson, question.prompt, both, right)


def _number(chapter: set[int], rng: np.random.Generator) -> Number:
    pool = [one for one in DRILLS.values() if one.lesson in chapter and _is_quick(one.key)]
    chosen = pool[int(rng.integers(len(pool)))]
    return Number(chosen.key, int(rng.integers(1_000_000)), chosen.lesson)


@cache
def _is_quick(key: str) -> bool:
    """Whether a drill asks for a single number that one cannot guess, after a step or two."""
    drill = DRILLS[key](0)
    return len(drill.asks) <= FIELDS and isinstance(drill.answer, int | float)
