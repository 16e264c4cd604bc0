"""How well an answer came: the four ratings of spaced repetition, and which one a result suggests."""

from dataclasses import dataclass

AGAIN, HARD, GOOD, EASY = 1, 2, 3, 4
RATINGS = {AGAIN: "Not yet", HARD: "With effort", GOOD: "Well", EASY: "Easily"}
HINT = 0.2  # share of the points that a hint costs
SLOW, QUICK = 2.0, 0.5  # times the usual time


@dataclass(frozen=True)
class AnswerResult:
    """What came of one answer."""

    right: bool
    share: float  # of the points, from 0 to 1
    hints: int = 0
    seconds: float = 0.0  # how long it took; 0 if that is not known
    usual: float = 0.0  # how long it usually takes


def suggest(result: AnswerResult) -> int:
    """The rating that fits a result; the learner has the last word.

    Less than half of the points after hints is "again", less than all "hard"; time tells the rest apart.
    """
    points = (1.0 if result.right else min(result.share, 0.99)) - HINT * result.hints
    if points < 0.5:
        return AGAIN
    if points < 1 or (timed(result) and result.seconds > SLOW * result.usual):
        return HARD
    return EASY if timed(result) and result.seconds <= QUICK * result.usual else GOOD


def timed(result: AnswerResult) -> bool:
    """Whether the time can be judged."""
    return result.seconds > 0 and result.usual > 0
