"""A mock exam: a mind map, a drawing, then open questions; after each, the examiner digs where least was said.

Nothing here knows the time: every prompt is worth some minutes, and what was answered is handed in. So the same seed
and the same ticks always lead to the same exam.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate, zip_longest

import numpy as np

from lstm_core.exam.bank.bank import FollowUp, questions, topics
from lstm_core.exam.bank.prompts import FOLLOW_UP, Answer, Prompt, by_prompt, prompt

__all__ = ["Answer", "ExamPlan", "Marks", "Prompt", "exam", "marks", "next_prompt", "total"]

OPENING = "K01"  # the mind map of the lecture, with which most exams open
DRAWING = "E01"  # the figure that two lectures announce for the exam
SHORTEST, LONGEST = 10, 60  # minutes
OPEN = 0.6  # share of the time for the questions themselves; the rest is for digging
HINT = 0.25  # of a point


@dataclass(frozen=True)
class ExamPlan:
    """The questions through which an exam leads, whatever is answered."""

    seed: int
    topics: tuple[str, ...]
    minutes: int
    questions: tuple[str, ...]  # ids, the opening first


@dataclass(frozen=True)
class Marks:
    """Points, of how many."""

    got: float
    possible: int


def exam(seed: int, asked: Collection[str] = (), minutes: int = 20) -> ExamPlan:
    """A plan over some topics, or over all: the mind map, a cell to draw, then one topic after the other."""
    chosen = _chosen(asked)
    if not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"an exam lasts {SHORTEST} to {LONGEST} minutes, not {minutes}")
    rng = np.random.default_rng(seed)
    drawings = [one.id for one in questions().values() if one.draw and one.topic in chosen] or [DRAWING]
    first = [OPENING, drawings[rng.integers(len(drawings))]]
    led = [*first, *_turns(chosen, first, rng)]
    fits = sum(spent <= OPEN * minutes for spent in accumulate(prompt(key).minutes for key in led))
    return ExamPlan(seed, chosen, minutes, tuple(led[: max(fits, len(first))]))


def next_prompt(plan: ExamPlan, answers: Sequence[Answer] = ()) -> Prompt | None:
    """What is asked after these answers; None if the exam is over.

    After each question come one or two follow-ups, first into what was not ticked. When all questions are through and
    there is time left, the examiner comes back to the question of which the smallest share was ticked.
    """
    given = by_prompt(answers, plan.questions)
    through = [key for key in plan.questions if key in given]
    ahead = [key for key in plan.questions if key not in given]
    spent = sum(prompt(key).minutes for key in (*given, *ahead))
    if through and spent + FOLLOW_UP <= plan.minutes:
        if _wants_more(through[-1], given):
            return _dig(through[-1], given)
        back = [key for key in through if _left(key, given)]
        if back and not ahead:
            return _dig(min(back, key=lambda key: _share(key, given)), given)
    return prompt(ahead[0]) if ahead else None


def marks(plan: ExamPlan, answers: Sequence[Answer]) -> dict[str, Marks]:
    """Points got and possible for every topic that came up; a hint costs a quarter of a point, if there is one."""
    table: dict[str, Marks] = {}
    for key, answer in by_prompt(answers, plan.questions).items():
        asked = prompt(key)
        so_far = table.get(asked.topic, Marks(0.0, 0))
        got = max(0.0, len(answer.ticked) - HINT * answer.hints)
        table[asked.topic] = Marks(so_far.got + got, so_far.possible + len(asked.points))
    return table


def total(table: Mapping[str, Marks]) -> Marks:
    """All topics together."""
    return Marks(sum(one.got for one in table.values()), sum(one.possible for one in table.values()))


def _chosen(asked: Collection[str]) -> tuple[str, ...]:
    """Topics in the order of the bank; all of them if none is asked for."""
    if unknown := set(asked) - topics().keys():
        raise ValueError(f"there is no topic {', '.join(sorted(unknown))}; we have {', '.join(topics())}")
    return tuple(key for key in topics() if key in asked or not asked)


def _turns(chosen: Sequence[str], first: Sequence[str], rng: np.random.Generator) -> list[str]:
    """Every other question: topics take turns in random order, the one that was just drawn last."""
    order = sorted(map(str, rng.permutation(chosen)), key=lambda topic: topic == prompt(first[-1]).topic)
    piles = [[one.id for one in questions().values() if one.topic == topic and one.id not in first] for topic in order]
    mixed = [map(str, rng.permutation(pile)) for pile in piles]
    return [key for turn in zip_longest(*mixed) for key in turn if key]


def _wants_more(key: str, given: Mapping[str, Answer]) -> bool:
    """Whether a question has a follow-up at once: one, and a second where less than half was ticked."""
    asked = len(questions()[key].follow_ups) - len(_left(key, given))
    return bool(_left(key, given)) and asked < (2 if _share(key, given) < 0.5 else 1)


def _dig(key: str, given: Mapping[str, Answer]) -> Prompt:
    """The next follow-up of a question: into a point that was not ticked, if there is one."""
    return prompt(min(_left(key, given), key=lambda one: one.point in given[key].ticked).id)


def _left(key: str, given: Mapping[str, Answer]) -> list[FollowUp]:
    return [one for one in questions()[key].follow_ups if one.id not in given]


def _share(key: str, given: Mapping[str, Answer]) -> float:
    return len(given[key].ticked) / len(questions()[key].points)
