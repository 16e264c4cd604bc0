"""A card: one thing to be known in the exam, with what is asked and what to answer."""

from dataclasses import dataclass

KINDS = {
    "question": "Questions",
    "drill": "Drills",
    "drawing": "Drawings",
    "differs": "Where the sources disagree",
}


@dataclass(frozen=True)
class Card:
    r"""A card as plain data. Texts are Markdown with formulas in $...$ and pictures as ![words](name.svg)."""

    id: str  # what it is known by in the log, for ever
    kind: str  # a key of KINDS
    title: str
    front: str
    back: str
    topic: str
    seconds: float  # how long an answer usually takes
