"""A tune: its header, its notes and its bars."""

import re
from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Note:
    """One note or rest, and where its letter stands in the body."""

    pitch: int | None  # as MIDI counts, 60 is the C in the middle; None is a rest
    length: Fraction  # of a whole note
    at: int


@dataclass(frozen=True)
class Bar:
    """The notes between two bar lines, and the lines themselves: "" at the ends of the tune."""

    notes: tuple[Note, ...]
    opens: str
    closes: str

    @property
    def length(self) -> Fraction:
        """The sum of its notes."""
        return sum((note.length for note in self.notes), Fraction(0))


@dataclass(frozen=True)
class Tune:
    """A header, field by field, and a body as it was written."""

    fields: tuple[tuple[str, str], ...]
    body: str

    def field(self, letter: str, default: str = "") -> str:
        """A field of the header by its letter: "T" is the title, "M" the meter, "K" the key."""
        return dict(reversed(self.fields)).get(letter, default)

    @property
    def meter(self) -> Fraction:
        """How much a full bar holds, of a whole note."""
        word = self.field("M", "4/4")
        return _fraction({"C": "4/4", "C|": "2/2", "": "4/4"}.get(word, word), f"M:{word[:20]} is not a meter")

    @property
    def unit(self) -> Fraction:
        """What a letter without a number lasts."""
        return _fraction(self.field("L", "1/8"), f"L:{self.field('L')[:20]} is not a length")


def _fraction(word: str, problem: str) -> Fraction:
    found = re.fullmatch(r"(\d{1,2})/(\d{1,2})", word)
    if not found or not int(found[1]) or not int(found[2]):
        raise ValueError(f"{problem}. Write it as a fraction, for example 6/8.")
    return Fraction(int(found[1]), int(found[2]))
