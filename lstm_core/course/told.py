"""Where the course tells a point of the question bank.

It is the paragraph that cites what the point cites; where several do, the one that shares most of its lines and words.
A lesson about the topic comes before all others. Where no paragraph cites it, the lesson itself has to do.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from lstm_core.course.lessons import Derived, Lesson, Paragraph, lessons
from lstm_core.course.lessons.coverage import SPAN, paragraph, spanned
from lstm_core.exam.bank.bank import Point, differences, questions, topics
from lstm_core.figure.explain import FOLLOWS

WORD = re.compile(r"[a-z]{4,}")
STEM = 6  # letters of a word that tell it from others well enough here: "multiply", "multiplied"
Source = tuple[str, int]  # a line of a lecture, or a paper and 0


@dataclass(frozen=True)
class Place:
    """A paragraph of a lesson, counted from 1; 0 for the lesson as a whole."""

    lesson: Lesson
    paragraph: int

    @property
    def address(self) -> dict[str, str]:
        """What a link to the course says: which lesson, its text open, and where in it."""
        place = {"paragraph": str(self.paragraph)} if self.paragraph else {}
        return {"lesson": self.lesson.key, "open": "true"} | place


@cache
def told(point: Point, topic: str) -> Place:
    """Where a point of a question about this topic can be read."""
    home = next(one for one in lessons().values() if one.number == topics()[topic].lesson)
    for course in ([home], [one for one in lessons().values() if one is not home]):
        if found := list(_candidates(course, point)):
            return max(found, key=lambda pair: pair[0])[1]
    return Place(home, 0)


@cache
def cards_about() -> Mapping[tuple[str, int], tuple[str, ...]]:
    """Which cards ask what a paragraph tells, by the key of a lesson and the number of the paragraph.

    The same relation the other way round: a question asks about every paragraph that tells one of its points.
    """
    found: dict[tuple[str, int], dict[str, None]] = {}
    for question in questions().values():
        for place in (told(point, question.topic) for point in question.points):
            found.setdefault((place.lesson.key, place.paragraph), {})[f"question {question.id}"] = None
    for lesson in lessons().values():
        for key in lesson.differs:
            at = lesson.key, paragraph(lesson, differences()[key].cites)
            found.setdefault(at, {})[f"differs {key}"] = None
    return {place: tuple(cards) for place, cards in found.items()}


def _candidates(course: Iterable[Lesson], point: Point) -> Iterator[tuple[float, Place]]:
    """Every paragraph that cites what the point cites, and how much it has in common with it."""
    wanted, said = _sources([point.cite]), _words(point.en)
    for lesson in course:
        for number, one in enumerate(lesson.paragraphs, 1):
            cited = _cited_in(one)
            if wanted & cited:
                yield _shared(wanted, cited) + _shared(said, said & _words_of(one)), Place(lesson, number)


def _sources(cites: Iterable[str]) -> set[Source]:
    papers = {one.removeprefix(FOLLOWS) for one in cites if not SPAN.fullmatch(one)}
    return spanned(cites) | {(paper, 0) for paper in papers}


def _shared(ours: set, theirs: set) -> float:
    """How much two sets have in common, from 0 to 1."""
    return len(ours & theirs) / max(len(ours | theirs), 1)


@cache
def _cited_in(one: Paragraph) -> set[Source]:
    return _sources(one.cites)


@cache
def _words_of(paragraph: Paragraph) -> set[str]:
    return _words(" ".join(part for part in paragraph.parts if not isinstance(part, Derived)))


def _words(text: str) -> set[str]:
    return {word[:STEM] for word in WORD.findall(text.lower())}
