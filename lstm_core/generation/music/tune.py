"""A tune: its header, its notes and its bars."""

import re
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property, lru_cache

_SUM = r"\d{1,3}(?:\+\d{1,3}){0,20}/\d{1,3}"
_METER = re.compile(rf"{_SUM}(?:\+{_SUM}){{0,20}}")
_METERS = {"C": "4/4", "C|": "2/2", "none": "", "free": ""}


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
    meter: Fraction | None = None  # how much it should hold, of a whole note; None if the meter is free

    @property
    def length(self) -> Fraction:
        """The sum of its notes."""
        return sum((note.length for note in self.notes), Fraction(0))


@dataclass(frozen=True)
class Tune:
    """A header, field by field, and a body without comments, words to sing and other voices."""

    fields: tuple[tuple[str, str], ...]
    body: str
    unread: tuple[str, ...] = ()  # what was left out of the body and why, a sentence each

    def field(self, letter: str, default: str = "") -> str:
        """A field of the header by its letter: "T" is the title, "M" the meter, "K" the key."""
        return next((words for name, words in self.fields if name == letter), default)

    @property
    def meter(self) -> Fraction | None:
        """How much a full bar holds at the beginning, of a whole note; None if the meter is free."""
        return read_meter(self.field("M"))

    @cached_property
    def unit(self) -> Fraction:
        """What a letter without a number lasts at the beginning; the meter decides if there is no L:."""
        if self.field("L"):
            return read_unit(self.field("L"))
        meter = self.meter
        return Fraction(1, 16) if meter is not None and meter < Fraction(3, 4) else Fraction(1, 8)


@lru_cache(maxsize=512)  # a file has few meters
def read_meter(word: str) -> Fraction | None:
    """What stands behind M:, such as 6/8, C| or 2+3/8; None for a free meter. Raises ValueError with a sentence."""
    plain = re.sub(r"\s*([+/])\s*", r"\1", re.sub(r"[()]", "", word).strip())
    plain = _METERS.get(plain, plain)
    if not plain:
        return None
    parts = re.findall(r"([\d+]+)/(\d+)", plain) if _METER.fullmatch(plain) else []
    if not parts or not all(int(below) for _, below in parts):
        raise ValueError(f"M:{word[:20]} is not a meter. Write it as a fraction, for example 6/8.")
    beats = [Fraction(sum(map(int, above.strip("+").split("+"))), int(below)) for above, below in parts]
    if not sum(beats):
        raise ValueError(f"M:{word[:20]} is not a meter. Write it as a fraction, for example 6/8.")
    return Fraction(sum(beats))


def is_compound(word: str) -> bool:
    """Whether the beats of a meter have three parts each, as in 6/8; then five notes in a tuplet last as long as 3."""
    return bool(re.match(r"\s*(6|9|12|15|18)\s*/", word))


@lru_cache(maxsize=512)  # and few units
def read_unit(word: str) -> Fraction:
    """What stands behind L:, such as 1/8 or 1. Raises ValueError with a sentence."""
    found = re.fullmatch(r"(\d{1,3})(?:\s*/\s*(\d{1,3}))?", word.strip())
    above, below = (int(found[1]), int(found[2] or 1)) if found else (0, 0)
    if not above or not below:
        raise ValueError(f"L:{word[:20]} is not a length. Write it as a fraction, for example 1/8.")
    return Fraction(above, below)
