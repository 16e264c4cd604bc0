"""A mock exam: a mind map, a drawing, then open questions; after each, the examiner digs where least was said.

Nothing here knows the time: a prompt is worth some minutes, and what has been answered is handed in. So the same seed
and the same ticks always lead to the same exam.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

import numpy as np

from lstm_core.exam.bank import FollowUp, Point, questions, topics

OPENING = "K01"  # the mind map of the lecture, with which most exams open
DRAWING = "E01"  # the figure that both lecturers announce for the exam
MINUTES = {"draw": 4, "derive": 4, "explain": 2, "compare": 2, "predict": 2}
FOLLOW_UP = 1  # minutes
SHORTEST, LONGEST = 10, 60
OPEN = 0.6  # share of the time for the questions themselves; the rest is for digging
HINT = 0.25  # of a point


@dataclass(frozen=True)
class Plan:
    """The questions an exam leads through, whatever is answered."""

    seed: int
    topics: tuple[str, ...]
    minutes: int
    questions: tuple[str, ...]  # ids, the opening first


@dataclass(frozen=True)
class Prompt:
    """What the examiner says now."""

    id: str  # "E01", or "E01+2" for a follow-up
    topic: str
    text: str
    points: tuple[Point, ...]
    minutes: int
    hints: tuple[str, ...] = ()
    german: str = ""
    draw: str = ""  # the cell to draw
    digs: Point | None = None  # the point a follow-up digs into


@dataclass(frozen=True)
class Answer:
    """What of one prompt was ticked, counted from 1, and how many hints were opened first."""

    prompt: str
    ticked: frozenset[int]
    hints: int = 0


@dataclass(frozen=True)
class Marks:
    """Points, of how many."""

    got: float
    possible: int


def exam(seed: int, asked: Collection[str] = (), minutes: int = 20) -> Plan:
    """A plan over some topics, or over all: the mind map, a cell to draw, then one topic after the other."""
    chosen = _chosen(asked)
    if not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"an exam lasts {SHORTEST} to {LONGEST} minutes, not {minutes}")
    rng = np.random.default_rng(seed)
    drawings = [one.id for one in questions().values() if one.draw and one.topic in chosen] or [DRAWING]
    first = [OPENING, drawings[rng.integers(len(drawings))]]
    led = [*first, *_turns(chosen, first, rng)]
    spent = accumulate(prompt(key).minutes for key in led)
    fits = sum(total <= OPEN * minutes for total in spent)
    return Plan(seed, chosen, minutes, tuple(led[: max(fits, len(first))]))


def next_prompt(plan: Plan, answers: Sequence[Answer] = ()) -> Prompt | None:
    """What is asked after these answers; None if the exam is over.

    After each question come one or two follow-ups, into what was not ticked first. When all questions are through
    and there is time, the examiner comes back to the question of which the smallest share was ticked.
    """
    given = _given(plan, answers)
    open_questions = [key for key in plan.questions if key not in given]
    through = [key for key in plan.questions if key in given]
    promised = sum(prompt(key).minutes for key in open_questions)
    room = plan.minutes - promised - sum(prompt(key).minutes for key in given)
    if room >= FOLLOW_UP:
        if through and _asked(through[-1], given) < _due(through[-1], given) and _left(through[-1], given):
            return _dig(through[-1], given)
        back = [key for key in through if _left(key, given)]
        if back and not open_questions:
            return _dig(min(back, key=lambda key: _share(key, given)), given)
    return prompt(open_questions[0]) if open_questions else None


def prompt(key: str) -> Prompt:
    """A question or a follow-up as it is asked. Raises ValueError for what is not in the bank."""
    question = questions().get(key.partition("+")[0])
    if question and key == question.id:
        minutes, texts = MINUTES[question.kind], (question.hints, question.german, question.draw)
        return Prompt(key, question.topic, question.prompt, question.points, minutes, *texts)
    for one in question.follow_ups if question else ():
        if one.id == key and question:
            digs = question.points[one.point - 1]
            return Prompt(key, question.topic, one.prompt, one.points, FOLLOW_UP, digs=digs)
    raise ValueError(f"there is no question {key!r} in the bank")


def marks(plan: Plan, answers: Sequence[Answer]) -> dict[str, Marks]:
    """Points got and possible for every topic that came up; a hint costs a quarter of a point, never more than was got."""
    table: dict[str, Marks] = {}
    for key, answer in _given(plan, answers).items():
        asked = prompt(key)
        before = table.get(asked.topic, Marks(0, 0))
        got = max(0.0, len(answer.ticked) - HINT * answer.hints)
        table[asked.topic] = Marks(before.got + got, before.possible + len(asked.points))
    return table


def total(table: Mapping[str, Marks]) -> Marks:
    """All topics together."""
    return Marks(sum(one.got for one in table.values()), sum(one.possible for one in table.values()))


def _chosen(asked: Collection[str]) -> tuple[str, ...]:
    """Topics in the order of the bank, all of them if none is asked for."""
    if unknown := set(asked) - topics().keys():
        raise ValueError(f"there is no topic {', '.join(sorted(unknown))}; we have {', '.join(topics())}")
    return tuple(key for key in topics() if key in asked or not asked)


def _turns(chosen: Sequence[str], first: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Every other question: topics take turns in random order, the one that was just drawn last."""
    order = sorted(map(str, rng.permutation(chosen)), key=lambda topic: topic == prompt(first[-1]).topic)
    piles = [[one.id for one in questions().values() if one.topic == key and one.id not in first] for key in order]
    mixed = [map(str, rng.permutation(pile)) for pile in piles]
    return [key for turn in zip_longest(*mixed) for key in turn if key]


def _given(plan: Plan, answers: Sequence[Answer]) -> dict[str, Answer]:
    """Answers by their prompt, in order. Raises ValueError for what this exam cannot have asked."""
    for answer in answers:
        if answer.prompt.partition("+")[0] not in plan.questions:
            raise ValueError(f"{answer.prompt} is not asked in this exam")
        points = len(prompt(answer.prompt).points)
        if not answer.ticked <= set(range(1, points + 1)):
            raise ValueError(f"{answer.prompt} has points 1 to {points}, not {sorted(answer.ticked)}")
    return {answer.prompt: answer for answer in answers}


def _left(key: str, given: Mapping[str, Answer]) -> list[FollowUp]:
    return [one for one in questions()[key].follow_ups if one.id not in given]


def _asked(key: str, given: Mapping[str, Answer]) -> int:
    """How many follow-ups of a question were asked."""
    return len(questions()[key].follow_ups) - len(_left(key, given))


def _due(key: str, given: Mapping[str, Answer]) -> int:
    """How many follow-ups come at once: two where less than half was ticked."""
    return 2 if _share(key, given) < 0.5 else 1


def _share(key: str, given: Mapping[str, Answer]) -> float:
    return len(given[key].ticked) / len(questions()[key].points)


def _dig(key: str, given: Mapping[str, Answer]) -> Prompt:
    """The next follow-up of a question: one into a point that was not ticked, if there is any."""
    return prompt(min(_left(key, given), key=lambda one: one.point in given[key].ticked).id)
