"""A drill: a question with its numbers, what is asked, how it is marked, and the worked way to the answer."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from lstm_core.drills.field import Field, FieldResult, TrapValue, Value
from lstm_core.drills.marking import judge
from lstm_core.drills.reading import read


@dataclass(frozen=True)
class SolutionLine:
    """One step of the worked solution."""

    latex: str
    words: str  # why this step


@dataclass(frozen=True)
class Drill:
    """A question with all its numbers; the last field asked is its result, the others are the way there."""

    key: str  # the page of words it is told in: "N01", "N05 inverse"
    question: str  # Markdown with LaTeX
    given: Mapping[str, Any]
    asks: tuple[Field, ...]
    solution: tuple[SolutionLine, ...]
    why: str  # asked after a right number: a number alone is not an explanation
    because: str  # the answer one should give
    answers: Mapping[str, Value] = field(init=False)  # by name of the field

    def __post_init__(self) -> None:
        known: dict[str, Value] = {}
        for asked in self.asks:
            known[asked.name] = asked.rule(known)
        object.__setattr__(self, "answers", known)

    def __getitem__(self, name: str) -> Field:
        return next(asked for asked in self.asks if asked.name == name)

    @property
    def result(self) -> Field:
        """The field that the question is about."""
        return self.asks[-1]

    @property
    def answer(self) -> Value:
        """The answer of the result; `answers` has one for every field."""
        return self.answers[self.result.name]

    @property
    def tolerance(self) -> str:
        """How near the result must be, in words."""
        return self.result.tolerance

    @property
    def traps(self) -> tuple[TrapValue, ...]:
        """The wrong values of the result that are recognised; `all_traps` has those of every field."""
        return self.all_traps[self.result.name]

    @cached_property
    def all_traps(self) -> Mapping[str, tuple[TrapValue, ...]]:
        """For every field, the values that typical mistakes give when all before is right."""
        return {asked.name: tuple(asked.traps(self.answers)) for asked in self.asks}

    def mark(self, text: str) -> FieldResult:
        """What is said about a typed result. Raises ValueError with a sentence where it cannot be read."""
        return judge(self.result, read(self.result, text), self.answers, {})

    def mark_all(self, typed: Mapping[str, str]) -> dict[str, FieldResult]:
        """What is said about every field that was typed into; a field left empty is not in it.

        A later field is right as well if it follows from the learner's own earlier ones.
        """
        own: dict[str, Value] = {}
        said: dict[str, FieldResult] = {}
        for asked in self.asks:
            text = typed.get(asked.name, "")
            if not text.strip():
                continue
            try:
                value = read(asked, text)
            except ValueError as error:
                said[asked.name] = FieldResult(False, None, str(error), "unread")
                continue
            said[asked.name] = judge(asked, value, self.answers, own, self.asks)
            own[asked.name] = value
        return said
