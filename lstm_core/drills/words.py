"""The words of a drill: its page in prose/drills, with <names> in it where numbers are put in."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.drills.drill import Drill, SolutionLine
from lstm_core.drills.field import Field, Mistake, Rule, always
from lstm_core.prose import read

MATHS = re.compile(r"\$[^$]+\$")
LETTER = r"(?:\\\w+\{\w\}|\\?[A-Za-z]+)'?(?:_\{[^{}]*\}|_\w)?"
VALUE = r"(?:\\begin\{pmatrix\}.*?\\end\{pmatrix\}|-?\d+(?:\.\d+)?)"
DEFINITION = re.compile(rf"({LETTER} = {VALUE})(?:(,) *(?:\\;|\\quad)? *|(?=[\\ $.]))")


@dataclass(frozen=True)
class Words:
    """One page, and what stands for each <name> in it."""

    key: str  # "N05 inverse"
    page: Mapping[str, Any]
    put: Mapping[str, str]

    def field(
        self, name: str, rule: Rule, wrong: Mapping[str, Rule] | None = None, like: str = "", **facts: Any
    ) -> Field:
        """A field; its label, its hint and what is said of each wrong value come from the page, as of `like`."""
        told = self.page["field"][like or name]
        slips = tuple(Mistake(slip, self.fill(told["wrong"][word])) for word, slip in (wrong or {}).items())
        facts = {"label": told["label"], "hint": told.get("hint", ""), "unit": told.get("unit", "")} | facts
        return Field(name, self.fill(facts.pop("label")), rule, mistakes=slips, **facts)

    def choice(self, name: str, rule: Rule, answer: str, choices: tuple[str, ...]) -> Field:
        """A field to choose in; a wrong choice has a sentence of its own, or one of its own beside this answer."""
        told = self.page["field"][name]["wrong"]
        keys = {word: next((key for key in (f"{word} for {answer}", word) if key in told), "") for word in choices}
        wrong = {key: always(word) for word, key in keys.items() if key and word != answer}
        return self.field(name, rule, wrong, kind="choice", choices=choices)

    def drill(self, given: Mapping[str, Any], *asks: Field, lines: Sequence[SolutionLine] = ()) -> Drill:
        """The drill, with the steps of the page or, where these follow from a cell, with `lines`."""
        told = self.page
        asked = {field.name for field in asks}
        told_now = [step for step in told.get("step", []) if step.get("for") in asked | {None}]
        steps = lines or [SolutionLine(self.fill(step["latex"]), self.fill(step["words"])) for step in told_now]
        question, because = self.fill(told["question"]), self.fill(told["because"])
        return Drill(self.key, question, given, asks, tuple(steps), told["why"], because)

    def fill(self, text: str) -> str:
        """A text with every <name> replaced; a line ends behind the value of a letter, not before it."""
        put_in = re.sub(r"<(\w+)>", lambda found: self.put[found[1]], text).strip()
        return MATHS.sub(lambda maths: DEFINITION.sub(_whole, maths[0]), put_in)


def _whole(definition: re.Match[str]) -> str:
    """No line ends within braces, but it may between two formulas."""
    return f"{{{definition[1]}}}" + ("$,\u2002$" if definition[2] else "")


def words(file: str, key: str, **put: Any) -> Words:
    """A page of prose/drills/<file>.toml; numbers among `put` are written as short as they are."""
    written = {name: value if isinstance(value, str) else number(value) for name, value in put.items()}
    return Words(key, read(f"drills/{file}")[key.replace(" ", "_")], written)


def number(value: float, digits: int = 4) -> str:
    """A number for LaTeX: at most so many significant digits, none of them an idle zero."""
    if isinstance(value, int):
        return str(value)
    return np.format_float_positional(value + 0.0, precision=digits, fractional=False, trim="-")


def in_brackets(value: float, digits: int = 4) -> str:
    """A number that stands behind a sign of arithmetic: in brackets if it is negative."""
    text = number(value, digits)
    return f"({text})" if text.startswith("-") else text


def numbers(values: Any, digits: int = 4) -> str:
    """A row of numbers: 0.9,\\; 0.5."""
    return r",\; ".join(number(value, digits) for value in values)
