"""What the rows of a plan say, in each language: the texts are data, `prose/plan.toml`."""

from collections.abc import Sequence

from lstm_core.exam.plan.taught import Lesson
from lstm_core.prose import read
from lstm_core.prose.complaint import Complaint
from lstm_core.prose.wording import Wording, filled

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


def words(kind: str, why: str, count: int, lessons: Sequence[Lesson] = ()) -> Words:
    """So many cards, drills or topics of an exam; of a lesson, or of several."""
    name = "many" if count > 1 else "one"
    of = {0: "", 1: "_of"}.get(len(lessons), "_from")
    title = Wording(lessons[0].title, lessons[0].german) if lessons else ""
    told = filled(read("plan")["titles"][kind][name + of], lesson=title, count=count, lessons=len(lessons))
    return told, _wording("why", why)


def _wording(group: str, name: str, **facts: object) -> Wording:
    return filled(read("plan")[group][name], **facts)
