"""What an exam was worth: points by topic, what a machine checked apart from what one ticked oneself, and a grade."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields

from lstm_core.exam.bank.prompts import Answer, by_prompt, prompt
from lstm_core.exam.mock_exam.plan import ExamPlan
from lstm_core.prose.wording import Wording


@dataclass(frozen=True)
class Marks:
    """Points, of how many."""

    got: float = 0.0
    possible: int = 0
    checked_got: float = 0.0  # of which by a drawing, equations or numbers that a machine marked
    checked_possible: int = 0
    hits: int = 0  # true statements that were ticked
    false_alarms: int = 0  # false ones
    lists: int = 0  # how many lists were ticked

    def __add__(self, other: "Marks") -> "Marks":
        return Marks(*(getattr(self, field.name) + getattr(other, field.name) for field in fields(self)))

    @property
    def share(self) -> float:
        """From 0 to 1."""
        return self.got / self.possible if self.possible else 0.0


@dataclass(frozen=True)
class GradeName:
    """A grade on the German scale."""

    number: str  # "1.0" to "5.0"
    least: float  # the share from which on it is given
    name: Wording


GRADES = (
    GradeName("1.0", 0.95, Wording("very good", "sehr gut")),
    GradeName("1.3", 0.90, Wording("very good", "sehr gut")),
    GradeName("1.7", 0.85, Wording("good", "gut")),
    GradeName("2.0", 0.80, Wording("good", "gut")),
    GradeName("2.3", 0.75, Wording("good", "gut")),
    GradeName("2.7", 0.70, Wording("satisfactory", "befriedigend")),
    GradeName("3.0", 0.65, Wording("satisfactory", "befriedigend")),
    GradeName("3.3", 0.60, Wording("satisfactory", "befriedigend")),
    GradeName("3.7", 0.50, Wording("sufficient", "ausreichend")),
    GradeName("4.0", 0.40, Wording("sufficient", "ausreichend")),
    GradeName("5.0", 0.00, Wording("not passed", "nicht bestanden")),
)


def marks(plan: ExamPlan, answers: Sequence[Answer]) -> dict[str, Marks]:
    """Points for every topic that came up; a ticked twin costs as much as a point earns, help costs nothing."""
    table: dict[str, Marks] = {}
    for answer in by_prompt(answers).values():
        topic = prompt(answer.prompt).topic
        table[topic] = table.get(topic, Marks()) + _marks(answer)
    return table


def total(table: Mapping[str, Marks]) -> Marks:
    """All topics together."""
    return sum(table.values(), Marks())


def grade(whole: Marks) -> GradeName:
    """The grade for all points together."""
    return next(one for one in GRADES if whole.share >= one.least)


def _marks(answer: Answer) -> Marks:
    points = len(prompt(answer.prompt).points)
    got = answer.share * points
    if answer.checked is not None:
        return Marks(got, points, got, points)
    right, ticked = len(answer.ticked & answer.counted), len(answer.ticked - answer.counted)
    lists = int(len(answer.counted) < points)  # else there was nothing left to tick
    return Marks(got, points, right, len(answer.counted), ticked, len(answer.fooled), lists)
