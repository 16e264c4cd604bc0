"""What a question of the bank is made of; each part refuses to be made of nonsense.

LaTeX stands in $...$. The words are in `questions/*.toml` and `differs.toml`; `bank` reads them.
"""

from dataclasses import dataclass

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.exam.bank.numbers import Number
from lstm_core.figure.explain import cite
from lstm_core.prose.data import refuse
from lstm_core.prose.wording import Wording

KINDS = ("explain", "draw", "derive", "compare", "predict")


@dataclass(frozen=True)
class Topic:
    """A file of the bank."""

    key: str
    title: str
    german: str
    lesson: int

    def named(self, language: str) -> str:
        """Its title in a language of LANGUAGES."""
        return self.german if language == "de" else self.title


@dataclass(frozen=True)
class Point:
    """What the examiner ticks off, where it stands, and its twin: what people say instead, and why that is false."""

    en: str
    cite: str  # "S2:30-35" or a paper; `explain.cite` puts it in words
    de: str
    twin: Wording  # a plausible statement that is false
    why: Wording  # why it is false
    heard: str = ""  # an expression over concepts that tells whether an answer makes this point
    against: str = ""  # one that tells whether an answer contradicts it
    shows: tuple[str, ...] = ()  # where it is to be seen: nodes of the cell that the question asks to draw

    def __post_init__(self) -> None:
        refuse(not self.en or not self.de, "a point has no text, or none in German")
        cite(self.cite)

    @property
    def text(self) -> str:
        """The point in English."""
        return self.en

    @property
    def wording(self) -> Wording:
        """The point in both languages."""
        return Wording(self.en, self.de)


@dataclass(frozen=True)
class FollowUp:
    """What is asked next, to dig into one point."""

    id: str  # "E01+2"
    point: int  # of the question, counted from 1
    prompt: Wording
    points: tuple[Point, ...]
    harder: bool = False  # goes deeper than the point: for somebody who has made it
    numbers: tuple[Number, ...] = ()  # that are checked

    def __post_init__(self) -> None:
        refuse(not self.points, f"{self.id} has no points")
        _check_numbers(self.id, self.numbers, self.points)


@dataclass(frozen=True)
class Question:
    """An open question, as an examiner asks it."""

    id: str
    topic: str
    level: int  # 1 to 3
    kind: str  # one of KINDS
    prompt: Wording
    points: tuple[Point, ...]
    follow_ups: tuple[FollowUp, ...]
    answer: Wording  # a few sentences to say aloud
    hints: tuple[Wording, ...]  # from vague to strong
    terms: tuple[tuple[str, str], ...]  # English, German
    differs: tuple[str, ...] = ()  # cards that apply: "D1"
    draw: str = ""  # the cell to draw, where a drawing of it can be checked
    opens: bool = False  # an exam may open with it
    writes: str = ""  # the cell whose equations are to be written, where they can be checked
    numbers: tuple[Number, ...] = ()  # that are checked

    def __post_init__(self) -> None:
        refuse(not self.terms, "terms is empty")
        refuse(not self.follow_ups, "follow_ups is empty")
        refuse(self.level not in (1, 2, 3), f"level is 1, 2 or 3, not {self.level}")
        refuse(self.kind not in KINDS, f"kind is one of {', '.join(KINDS)}, not {self.kind}")
        refuse(len(self.points) < 3, f"a question has three points or more, not {len(self.points)}")
        refuse(len(self.hints) not in (2, 3), f"a question has two or three hints, not {len(self.hints)}")
        refuse(self.draw not in ("", *CELLS), f"there is no cell {self.draw!r} to draw")
        refuse(self.writes not in ("", *CELLS), f"there is no cell {self.writes!r} whose equations could be written")
        refuse(bool(self.draw) and self.kind != "draw", f"a cell is drawn only where kind is draw, not {self.kind}")
        _check_shown(self.points, self.draw)
        refuse(bool(self.numbers and (self.draw or self.writes)), "a number is checked, or a drawing, or equations")
        _check_numbers(self.id, self.numbers, self.points)
        for one in self.follow_ups:
            refuse(not 1 <= one.point <= len(self.points), f"{one.id} digs into point {one.point}, which is not there")


def _check_shown(points: tuple[Point, ...], draw: str) -> None:
    """Every point about a drawing is to be seen in the figure, and no other."""
    figure = with_readout(CELLS[draw]) if draw else ()
    for point in points:
        refuse(bool(draw) != bool(point.shows), f"`shows` belongs to a question that is drawn: {point.en}")
        unknown = [name for name in point.shows if name not in figure]
        refuse(bool(unknown), f"the figure of the {draw} has no {', '.join(unknown)}")


def _check_numbers(key: str, numbers: tuple[Number, ...], points: tuple[Point, ...]) -> None:
    for one in numbers:
        refuse(not 1 <= one.point <= len(points), f"{key}: {one.counts} makes point {one.point}, which is not there")


@dataclass(frozen=True)
class Difference:
    """Where the sources differ: what they say, and what to say in the exam."""

    id: str
    title: Wording
    says: Wording
    teach: Wording
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        refuse(not self.cites, "cites is empty")
        for reference in self.cites:
            cite(reference)
