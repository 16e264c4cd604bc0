"""Which lesson teaches what: nothing is asked before the lesson that teaches it, unless the learner knows it."""

from collections.abc import Iterable, Mapping
from typing import Protocol

from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.prose import read

LSTM = "LSTM"  # the cell that every plan draws: two lectures announce it for the exam
DRAWING = f"drawing {LSTM}"  # its card


class Lesson(Protocol):
    """What a plan has to know of a lesson; `lstm_core.course.lessons.Lesson` knows more.

    The course is built upon the exam, so the lessons come in as values.
    """

    @property
    def key(self) -> str:
        """By which the log knows it."""

    @property
    def number(self) -> int:
        """Its place in the course."""

    @property
    def chapter(self) -> str:
        """To which it belongs."""

    @property
    def title(self) -> str:
        """In English."""

    @property
    def german(self) -> str:
        """Its title in German."""

    @property
    def minutes(self) -> int:
        """How long it takes to read."""

    @property
    def differs(self) -> tuple[str, ...]:
        """The cards on the sources that it speaks of."""


Lessons = Mapping[str, Lesson]  # by key, in the order of the course


def lesson_of(card: str, lessons: Lessons) -> str:
    """The key of the lesson that teaches what a card asks; "" if none does."""
    kind, _, item = card.partition(" ")
    if kind == "drawing":
        return str(read("plan")["drawings"].get(item, {}).get("lesson", ""))
    if kind == "differs":
        return next((lesson.key for lesson in lessons.values() if item in lesson.differs), "")
    number = DRILLS[item].lesson if kind == "drill" else topics()[questions()[item].topic].lesson
    return next((lesson.key for lesson in lessons.values() if lesson.number == number), "")


def lessons_of(cards: Iterable[str], lessons: Lessons) -> dict[str, str]:
    """The same for many cards, by id."""
    return {card: lesson_of(card, lessons) for card in cards}


def lesson_order(lessons: Lessons) -> list[str]:
    """The keys in the order in which they serve an exam best; what the table does not name comes last, as taught."""
    listed = [key for key in read("plan")["lessons"] if key in lessons]
    return [*listed, *(key for key in lessons if key not in listed)]


def needed_before(key: str) -> tuple[str, ...]:
    """The lessons without which this one cannot be followed."""
    return tuple(read("plan")["lessons"].get(key, {}).get("needs", ()))


def topics_taught(taught: Iterable[str], lessons: Lessons) -> tuple[str, ...]:
    """The topics of the bank that these lessons teach."""
    numbers = {lessons[key].number for key in taught if key in lessons}
    return tuple(topic.key for topic in topics().values() if topic.lesson in numbers)
