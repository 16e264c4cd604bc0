"""One equation of a learner's page, and errors that say which line they are about."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cached_property

from lstm_core.grade.equations.names import Name
from lstm_core.grade.equations.tree import Tree, names_in
from lstm_core.prose.complaint import complaint, why


@dataclass(frozen=True)
class Equation:
    """One equation."""

    number: int
    target: Name
    formula: Tree

    @cached_property
    def names(self) -> tuple[Name, ...]:
        """The values it reads, in order."""
        return tuple(name for name in names_in(self.formula) if name.kind == "value")


@contextmanager
def naming(line: Equation) -> Iterator[None]:
    """Errors raised inside name the line, once."""
    with numbered(line.number, line.target.text):
        yield


@contextmanager
def numbered(number: int, text: str = "") -> Iterator[None]:
    """Errors raised inside begin with the number of a line, and with what it defines if that is known."""
    try:
        yield
    except ValueError as error:
        if str(error).startswith("line "):
            raise
        raise complaint("in_line", number=number, text=f", {text}" if text else "", why=why(error)) from None
