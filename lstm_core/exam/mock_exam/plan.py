"""What an exam is about, before a word is said."""

from collections.abc import Collection
from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from lstm_core.exam.bank.bank import Question, questions, topics
from lstm_core.exam.mock_exam.manner import MANNERS

OPENING = "K01"  # the mind map of the lecture, with which most exams open
DRAWING = "E01"  # the figure that two lectures announce for the exam
SLOT = "lstm"  # the topic of the drawing, explained in every exam
SHORTEST, LONGEST = 10, 60  # minutes
LEVELS = (1, 2, 3)
USUAL_LEVEL, USUAL_MINUTES = 2, 20  # of whoever asks for nothing else


@dataclass(frozen=True)
class ExamPlan:
    """The frame of an exam; what is asked within it follows from the answers."""

    seed: int
    topics: tuple[str, ...]  # for the breadth, in the order in which they come up
    minutes: int = USUAL_MINUTES
    level: int = USUAL_LEVEL  # of the first questions, 1 to 3
    manner: str = "kind"  # a key of MANNERS
    language: str = "en"
    avoid: frozenset[str] = frozenset()  # prompts of the last exam, not asked again if there is another

    @property
    def seconds(self) -> int:
        """How long it lasts."""
        return 60 * self.minutes

    def rank(self, key: str) -> int:
        """The place of a question in the order that the seed gives."""
        return _order(self.seed)[key]


def exam(
    seed: int,
    asked: Collection[str] = (),
    minutes: int = USUAL_MINUTES,
    *,
    level: int = USUAL_LEVEL,
    manner: str = "kind",
    language: str = "en",
    weak: Collection[str] = (),
    last: Collection[str] = (),
) -> ExamPlan:
    """A plan over some topics, or over all.

    weak: topics that come up first, such as those the log names. last: ids of the prompts of the last exam. Raises
    ValueError with a sentence for a topic, a time, a level or a manner that does not exist.
    """
    for each in (asked, weak):
        if unknown := set(each) - topics().keys():
            raise ValueError(f"there is no topic {', '.join(sorted(unknown))}; we have {', '.join(topics())}")
    if not SHORTEST <= minutes <= LONGEST:
        raise ValueError(f"an exam lasts {SHORTEST} to {LONGEST} minutes, not {minutes}")
    if level not in LEVELS:
        raise ValueError(f"the level is 1, 2 or 3, not {level}")
    if manner not in MANNERS:
        raise ValueError(f"the manner is one of {', '.join(MANNERS)}, not {manner!r}")
    rng = np.random.default_rng(seed)
    chosen = [key for key in topics() if (key in asked or not asked) and key != questions()[OPENING].topic]
    order = sorted(map(str, rng.permutation(chosen)), key=lambda key: (key not in weak, key == SLOT))
    return ExamPlan(seed, tuple(order), minutes, level, manner, language, frozenset(last))


def openings() -> list[Question]:
    """The questions with which an exam may open."""
    return [one for one in questions().values() if one.opens]


@lru_cache(maxsize=64)
def _order(seed: int) -> dict[str, int]:
    rng = np.random.default_rng((seed, 1))
    return {str(key): place for place, key in enumerate(rng.permutation(list(questions())))}
