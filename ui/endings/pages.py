"""Where each page leads at its end; a page that is missing here is told by a test."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from lstm_core.course.lessons import lessons
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.grade.exercises import DRAWN_CELLS
from lstm_core.grade.grading import READY
from ui.common.leads_on import Way, row, say
from ui.common.session import choose
from ui.common.ways import Query
from ui.endings.ways import drawing, lesson_cards, lesson_drawing, lesson_way, next_lesson, plan_way

LSTM = "LSTM"
SINGLE = {"oral_way": "Single questions"}


def show(
    page: str, about: Any = None, *, first: Iterable[Way] = (), language: str = "en", kept: Query | None = None
) -> None:
    """The row at the end of a page: what it offers itself, then what the plan knows, then what follows from `about`."""
    row([*first, *_planned(page), *ENDINGS[page](about), *next_lesson()], language, kept)


def _planned(page: str) -> Iterator[Way]:
    """What comes next in the plan; Today shows the whole of it, and what this page is for begins here in any case."""
    if page != "today":
        yield from (way for way in plan_way() if way.page != page or page in ("course", "draw"))


def _course(lesson: Any) -> Iterator[Way]:
    """After a lesson: its cards, its drawing, the next one; below the map, what to do besides reading."""
    if lesson is None:
        yield from (drawing(LSTM), Way("oral", say("oral")))
        return
    yield from lesson_cards(lesson)
    yield from lesson_drawing(lesson)
    following = next((key for key, other in lessons().items() if other.number > lesson.number), None)
    if following:
        yield lesson_way(following, "next_lesson")


def _step(about: Any) -> Iterator[Way]:
    """After the last stage, and under the other views; about is the name of the cell, and the view."""
    cell, view = about
    if cell in DRAWN_CELLS:
        yield drawing(cell, "now_draw")
    other, words = ("One step", "one_step") if view == "Over time" else ("Over time", "over_time")
    yield Way("step-by-step", say(words), {"cell": cell, "view": other})
    yield Way("train", say("train"), {"cells": cell})


def _train(_: Any) -> Iterator[Way]:
    yield Way("probe", say("probe"))
    yield lesson_way("training")


def _probe(_: Any) -> Iterator[Way]:
    yield lesson_way("probing")
    yield Way("delays", say("delays"))


def _own_cell(_: Any) -> Iterator[Way]:
    yield Way("train", say("train"))
    yield lesson_way("comparison")


def _design_task(_: Any) -> Iterator[Way]:
    yield lesson_way("training")
    yield Way("probe", say("probe"))


def _delays(_: Any) -> Iterator[Way]:
    yield lesson_way("comparison")
    yield Way("train", say("train"))


def _today(_: Any) -> Iterator[Way]:
    yield from next_lesson()
    yield drawing(LSTM)
    yield Way("progress", say("progress"))


def _draw(attempt: Any) -> Iterator[Way]:
    """A right drawing leads to its words and to the next cell, any other to where it can be seen."""
    cell = attempt.cell.name
    if attempt.grade and attempt.mark >= READY and not attempt.grade.remarks:
        yield Way("oral", say("say_it"), SINGLE | {"question": _explained(cell)})
        names = list(DRAWN_CELLS)
        yield drawing(names[(names.index(cell) + 1) % len(names)], "draw_next")
        return
    if attempt.way != "Trace":
        yield drawing(cell, "trace", "Trace")
    yield Way("step-by-step", say("look_again", cell=cell), {"cell": cell})
    yield lesson_way("draw")


def _explained(cell: str) -> str:
    """The question that asks to explain this cell; that about the LSTM where none does."""
    asked = {one.draw: one.id for one in reversed(questions().values()) if one.draw}
    return asked.get(cell) or asked[LSTM]


def _drills(attempt: Any) -> Iterator[Way]:
    """The lesson that teaches what was worked out, then its cards."""
    home = next(one for one in lessons().values() if one.number == DRILLS[attempt.key].lesson)
    yield lesson_way(home.key)
    yield from lesson_cards(home)


def _oral(about: Any) -> Iterator[Way]:
    """After a single question the next of its topic; after an exam the lesson about the poorest topic."""
    if about in questions():
        topic = [one.id for one in questions().values() if one.topic == questions()[about].topic]
        after = topic[(topic.index(about) + 1) % len(topic)]
        yield Way("oral", say("next_question"), prepare=_question(after))
    if about in topics():
        yield lesson_way(next(one.key for one in lessons().values() if one.number == topics()[about].lesson))
    yield Way("today", say("today"))


def _question(key: str) -> Callable[[], None]:
    topic = questions()[key].topic
    return lambda: choose({"practice_topic": topic, f"practice_question {topic}": key})


def _progress(_: Any) -> Iterator[Way]:
    yield Way("today", say("today"))


def _look_up(_: Any) -> Iterator[Way]:
    yield from next_lesson()
    yield Way("step-by-step", say("look_again", cell=LSTM), {"cell": LSTM})


ENDINGS: dict[str, Callable[[Any], Iterator[Way]]] = {  # by address
    "course": _course,
    "step-by-step": _step,
    "train": _train,
    "probe": _probe,
    "my-cell": _own_cell,
    "design-task": _design_task,
    "delays": _delays,
    "today": _today,
    "draw": _draw,
    "drills": _drills,
    "oral": _oral,
    "progress": _progress,
    "symbols": _look_up,
    "glossary": _look_up,
    "lectures": _look_up,
    "credits": _look_up,
}
