"""What the rows of a plan say, in each language: the texts are data, `prose/plan.toml`."""

from collections.abc import Mapping
from typing import Any

from lstm_core.exam.plan.taught import Lesson
from lstm_core.prose import read
from lstm_core.prose.complaint import Complaint
from lstm_core.prose.wording import LANGUAGES, Wording

Words = tuple[Wording, Wording]  # the title of a row, and why it is there


def sitting_name(when: str) -> Wording:
    """What a sitting is called."""
    return _wording("when", when)


def note(name: str, **facts: object) -> Wording:
    """A sentence about the plan as a whole."""
    return _wording("notes", name, **facts)


def refusal(name: str, **facts: object) -> Complaint:
    """Why no plan can be made, as an error to be raised."""
    return Complaint(_wording("refused", name, **facts))


def calendar_text(name: str, **facts: object) -> Wording:
    """A line of the calendar; what is put into it has one language, which is then the one to take."""
    return _wording("calendar", name, **facts)


def lesson_words(lesson: Lesson) -> Words:
    """A lesson, and why it is worth its minutes."""
    title = Wording(lesson.title, lesson.german)
    listed = lesson.key in read("plan")["lessons"]
    return title, (_wording("lessons", lesson.key) if listed else _wording("why", "lesson"))


def drawing_words(why: str, cell: str) -> Words:
    """A drawing of a cell: "trace", "first" or "again"."""
    return _wording("drawing_titles", why, cell=cell), _wording("drawing", why, cell=cell)


def words(kind: str, why: str, count: int, lesson: Lesson | None = None) -> Words:
    """So many cards, drills or topics of an exam; of a lesson, or of several."""
    name = "many" if count > 1 else "one"
    of = "_of" if lesson else ""
    title = {"en": lesson.title, "de": lesson.german} if lesson else {"en": "", "de": ""}
    return _told(read("plan")["titles"][kind][name + of], title, count), _wording("why", why)


def _told(texts: Mapping[str, Any], lesson: Mapping[str, str], count: int) -> Wording:
    """A text in which the lesson has another title in each language."""
    return Wording(*(texts[language].format(lesson=lesson[language], count=count) for language in LANGUAGES))


def _wording(group: str, name: str, **facts: object) -> Wording:
    texts = read("plan")[group][name]
    return Wording(*(texts[language].format(**facts) for language in LANGUAGES))
