"""What a lesson is made of; each part refuses to be made of nonsense. LaTeX stands in $...$."""

import re
from dataclasses import dataclass
from typing import Any

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.course.lessons.chapters import chapters
from lstm_core.figure.explain import cite
from lstm_core.prose.data import refuse

EXPERIMENT = "#experiment"  # an address within the lesson itself
ADDRESS = re.compile(r"[a-z][a-z-]*(\?\S+)?")  # a page of the app, with what its link says
QUESTION, CARD = re.compile(r"[A-Z]\d\d"), re.compile(r"D([1-9]|1[0-7])")


@dataclass(frozen=True)
class Prediction:
    """What is asked before anything is shown."""

    ask: str
    options: tuple[str, ...]
    right: int  # counted from 1
    because: str

    def __post_init__(self) -> None:
        _filled(self, "ask", "because")
        refuse(len(self.options) < 2, "there have to be two options or more")
        refuse(len(set(self.options)) < len(self.options), "two of the options are the same")
        inside = isinstance(self.right, int) and 1 <= self.right <= len(self.options)
        refuse(not inside, f"right is a number from 1 to {len(self.options)}, not {self.right}")


@dataclass(frozen=True)
class Misconception:
    """What is often got wrong, why it is wrong, and where to see that."""

    claim: str
    wrong: str
    see: str  # "step-by-step?cell=Elman", or "#experiment"
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        _filled(self, "claim", "wrong", "cites")
        _check_address(self.see)
        for reference in self.cites:
            cite(reference)


@dataclass(frozen=True)
class Derived:
    """Stands for the equation of a node, which follows from its cell."""

    cell: str
    node: str


@dataclass(frozen=True)
class Paragraph:
    """A piece of the text: what is read at one go, and the nodes that light up meanwhile."""

    parts: tuple[str | Derived, ...]
    cites: tuple[str, ...]
    lit: tuple[str, ...] = ()
    heading: str = ""  # above it


@dataclass(frozen=True)
class Lesson:
    """One lesson of the course."""

    key: str
    number: int
    chapter: str
    title: str
    german: str
    minutes: int
    cell: str  # whose live figure stands beside the text; "" for none
    able: tuple[str, ...]  # what you will be able to say
    questions: tuple[str, ...]  # three of the bank
    differs: tuple[str, ...]  # cards on which the sources differ
    predict: Prediction
    misconceptions: tuple[Misconception, ...]
    paragraphs: tuple[Paragraph, ...]
    pages: tuple[str, ...] = ()  # where to try it, for a lesson without an experiment of its own

    def __post_init__(self) -> None:
        _filled(self, "title", "german", "able", "misconceptions", "paragraphs")
        refuse(not re.fullmatch(r"[a-z][a-z_]*", self.key), f"key is made of small letters and _, not {self.key!r}")
        refuse(not 1 <= self.number <= 99, f"number is 1 or more, not {self.number}")
        refuse(self.chapter not in chapters(), f"there is no chapter {self.chapter!r}; we have {', '.join(chapters())}")
        refuse(not 1 <= self.minutes <= 60, f"minutes are 1 to 60, not {self.minutes}")
        refuse(len(self.questions) != 3, f"questions are three ids, not {len(self.questions)}")
        for form, ids, like in ((QUESTION, self.questions, "C04"), (CARD, self.differs, "D1 to D17")):
            wrong = [one for one in ids if not form.fullmatch(one)]
            refuse(bool(wrong), f"{', '.join(wrong)} is not an id; write it like {like}")
        for page in self.pages:
            _check_address(page)

    def named(self, language: str) -> str:
        """Its title in a language of LANGUAGES."""
        return self.german if language == "de" else self.title


def cell_of(name: str) -> Cell:
    """A shipped cell with its readout. Raises ValueError with a sentence for any other name."""
    refuse(name not in CELLS, f"there is no cell {name!r}; we have {', '.join(CELLS)}")
    return with_readout(CELLS[name])


def _filled(part: Any, *names: str) -> None:
    for name in names:
        refuse(not getattr(part, name), f"{name} is empty")


def _check_address(address: str) -> None:
    right = address == EXPERIMENT or ADDRESS.fullmatch(address)
    refuse(not right, f"{address!r} is not an address; write {EXPERIMENT}, or a page such as step-by-step?cell=GRU")
