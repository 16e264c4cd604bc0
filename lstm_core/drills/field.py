"""One thing that a drill asks: how it follows from what was asked before, and which mistakes are known."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

Value = Any  # what a field holds: a float, an int, a word, or a tuple of these
Known = Mapping[str, Value]  # the fields before, by name
Rule = Callable[[Known], Value]  # how a field follows from the fields before it


@dataclass(frozen=True)
class Mistake:
    """A typical mistake: what it makes of the fields before, and what is said about it."""

    rule: Rule = field(compare=False, repr=False)
    words: str  # a sentence or two: what went wrong and what to do


@dataclass(frozen=True)
class TrapValue:
    """The value that a typical mistake leads to in this very drill."""

    value: Value
    words: str


@dataclass(frozen=True)
class Field:
    """One thing that is asked, with the rule that answers it.

    A typed value is right within max(atol, rtol * |answer|), entry by entry; with both at 0, only exactly.
    """

    name: str
    label: str  # Markdown with LaTeX
    rule: Rule = field(compare=False, repr=False)
    kind: str = "number"  # a key of reading.KINDS
    mistakes: tuple[Mistake, ...] = ()
    also: tuple[Rule, ...] = field(default=(), compare=False, repr=False)  # other values that are right
    atol: float = 0.0
    rtol: float = 0.0
    digits: int = 3  # decimals to type; significant digits where the tolerance is relative
    unit: str = ""
    size: int = 0  # entries of a vector, a shape or a sequence
    choices: tuple[str, ...] = ()
    span: tuple[float, float] | None = None  # what the quantity can be; inf where it has no upper end
    hint: str = ""  # where to look, said after a wrong answer that nobody expected

    @property
    def tolerance(self) -> str:
        """How near counts as right, in words."""
        if not self.atol and not self.rtol:
            return "exactly"
        share = [f"{100 * self.rtol:g} %"] if self.rtol else []
        return "within " + " or ".join([*share, *([f"{self.atol:g}"] if self.atol else [])])

    def traps(self, known: Known) -> Iterator[TrapValue]:
        """The values of the known mistakes, given the fields before; a mistake that cannot be made is left out."""
        for slip in self.mistakes:
            try:
                yield TrapValue(slip.rule(known), slip.words)
            except (ArithmeticError, ValueError, LookupError):
                continue


@dataclass(frozen=True)
class FieldResult:
    """What is said about what was typed into a field."""

    right: bool  # also where a mistake made before was carried on correctly
    value: Value  # what was read; None where it could not be read
    text: str  # a sentence or two
    how: str  # "right", "carried", "trap", "off" or "unread"


def always(value: Value) -> Rule:
    """The rule of a value that depends on no field before."""
    return lambda _: value


def fixed(wrong: Mapping[str, Value]) -> dict[str, Rule]:
    """Mistakes whose values depend on no field before."""
    return {word: always(value) for word, value in wrong.items()}
