"""What an examiner says at one moment of an exam, a question or a follow-up, and what came back."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from lstm_core.exam.bank.bank import Point, questions
from lstm_core.prose.wording import Wording

MINUTES = {"draw": 4, "derive": 4, "explain": 2, "compare": 2, "predict": 2}  # by the kind of a question
FOLLOW_UP = 1  # minutes


@dataclass(frozen=True)
class Prompt:
    """What the examiner says now."""

    id: str  # "E01", or "E01+2" for a follow-up
    topic: str
    wording: Wording
    points: tuple[Point, ...]
    minutes: int
    hints: tuple[Wording, ...] = ()
    draw: str = ""  # the cell to draw
    digs: Point | None = None  # the point that a follow-up digs into


@dataclass(frozen=True)
class Answer:
    """Which points of a prompt were ticked, counted from 1, and how many hints were opened first."""

    prompt: str
    ticked: frozenset[int]
    hints: int = 0


def prompt(key: str) -> Prompt:
    """A question or a follow-up as it is asked. Raises ValueError for what is not in the bank."""
    question = questions().get(key.partition("+")[0])
    if question and key == question.id:
        minutes = MINUTES[question.kind]
        return Prompt(key, question.topic, question.prompt, question.points, minutes, question.hints, question.draw)
    for one in question.follow_ups if question else ():
        if question and key == one.id:
            digs = question.points[one.point - 1]
            return Prompt(key, question.topic, one.prompt, one.points, FOLLOW_UP, digs=digs)
    raise ValueError(f"there is no question {key!r} in the bank")


def by_prompt(answers: Sequence[Answer], asked: Collection[str]) -> dict[str, Answer]:
    """Answers by their prompt, in order; of two to the same prompt the later one counts.

    Raises ValueError for an answer to a question that was not asked, and for a point that is not there.
    """
    for answer in answers:
        if answer.prompt.partition("+")[0] not in asked:
            raise ValueError(f"{answer.prompt} is not asked in this exam; it has {', '.join(asked)}")
        points, hints = len(prompt(answer.prompt).points), len(prompt(answer.prompt).hints)
        if not answer.ticked <= set(range(1, points + 1)):
            raise ValueError(f"{answer.prompt} has points 1 to {points}, not {sorted(answer.ticked)}")
        if not 0 <= answer.hints <= hints:
            raise ValueError(f"{answer.prompt} has {hints} hints, not {answer.hints}")
    return {answer.prompt: answer for answer in answers}
