"""All cards there are to review: questions, drills, drawings, and where the sources disagree."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from lstm_core.cells import CELLS
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import differences, questions, topics
from lstm_core.exam.bank.prompts import MINUTES
from lstm_core.exam.cards.pictures import name
from lstm_core.grade.exercises import DRAWN_CELLS, SECONDS
from lstm_core.latex import equations

KINDS = {
    "question": "Questions",
    "drill": "Drills",
    "drawing": "Drawings",
    "differs": "Where the sources disagree",
}
DRILL, DIFFERS = 150.0, 45.0  # seconds a drill and a card on sources usually take


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


@cache
def cards() -> tuple[Card, ...]:
    """Every card; its id is its kind and what it is about, and never changes."""
    return (*_questions(), *_drills(), *_drawings(), *_differences())


def card(key: str) -> Card:
    """The card of an id. Raises KeyError if there is none."""
    return next((one for one in cards() if one.id == key), None) or _missing(key)


def _missing(key: str) -> Card:
    raise KeyError(f"there is no card {key!r}")


def _questions() -> Iterator[Card]:
    for one in questions().values():
        points = "\n".join(f"* {point.text}" for point in one.points)
        title = topics()[one.topic].title
        back = f"{one.answer.en}\n\n{points}"
        yield Card(f"question {one.id}", "question", title, one.prompt.en, back, title, 60.0 * MINUTES[one.kind])


def _drills() -> Iterator[Card]:
    """A drill as a card shows the numbers of seed 0; in the app every review has its own."""
    for key, template in DRILLS.items():
        drill = template(0)
        steps = "\n".join(f"* ${line.latex}$ {line.words}" for line in drill.solution)
        yield Card(f"drill {key}", "drill", template.title, drill.question, steps, "Numeric drills", DRILL)


def _drawings() -> Iterator[Card]:
    for cell in (CELLS[each] for each in DRAWN_CELLS):
        back = f"![The {cell.name}]({name(cell)})\n\n" + "\n".join(f"* ${line}$" for line in equations(cell))
        front = f"Draw the {cell.name} from memory and write its equations beside it."
        yield Card(f"drawing {cell.name}", "drawing", cell.name, front, back, "Drawings", SECONDS)


def _differences() -> Iterator[Card]:
    for one in differences().values():
        front = f"Sources differ: {one.title.en}. What does each of them claim, and what do you say in the exam?"
        back = f"{one.says.en}\n\n**In the exam:** {one.teach.en}"
        yield Card(f"differs {one.id}", "differs", one.title.en, front, back, "Where the sources disagree", DIFFERS)
