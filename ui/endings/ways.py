"""Ways on that many pages share: a lesson, its cards, a drawing, and what comes next in the plan."""

from __future__ import annotations

from collections.abc import Iterator

import streamlit as st

from lstm_core.course.lessons import Lesson, lessons
from lstm_core.prose import read
from lstm_core.prose.wording import LANGUAGES, Wording
from ui.common.leads_on import Way, say
from ui.common.learner_log import recorded

CARDS = 6  # at one go


def lesson_way(key: str, text: str = "lesson") -> Way:
    """To a lesson, by its key."""
    lesson = lessons()[key]
    label = say(text, number=lesson.number, title=Wording(lesson.title, lesson.german))
    return Way("course", label, {"lesson": key})


def next_lesson() -> Iterator[Way]:
    """To the lesson that serves an exam best among those not read; once all are, to the exam itself."""
    read_already = {event.item for event in recorded("lesson")}
    following = next((key for key in _order() if key not in read_already), None)
    yield lesson_way(following) if following else Way("oral", say("oral"))


def _order() -> list[str]:
    from lstm_core.exam.plan.taught import lesson_order  # the plan comes with it

    return lesson_order(lessons())


def lesson_cards(lesson: Lesson) -> Iterator[Way]:
    """To some of the cards that ask what a lesson teaches, those that were never seen first."""
    seen = {event.item for event in recorded("review")}
    asked = sorted(_cards(lesson.key), key=lambda card: card in seen)[:CARDS]
    if asked:
        yield Way("today", say_count("lesson_cards", len(asked)), {"cards": asked})


def _cards(key: str) -> tuple[str, ...]:
    """Its questions first: the three that the lesson itself ends with, then the others."""
    from lstm_core.exam.cards.cards import cards
    from lstm_core.exam.plan.taught import lesson_of

    own = [f"question {one}" for one in lessons()[key].questions]
    found = [one.id for one in cards() if one.kind != "drawing" and lesson_of(one.id, lessons()) == key]
    return tuple(sorted(found, key=lambda card: own.index(card) if card in own else len(own)))


def say_count(key: str, count: int) -> Wording:
    """A text with a number in it."""
    texts = read("endings")[key]["one" if count == 1 else "many"]
    return Wording(*(texts[language].format(count=count) for language in LANGUAGES))


def drawing(cell: str, text: str = "draw", way: str = "Blank sheet") -> Way:
    """To the sheet on which a cell is drawn."""
    return Way("draw", say(text, cell=cell), {"drawn_cell": cell, "way": way})


def lesson_drawing(lesson: Lesson) -> Iterator[Way]:
    """To the drawing that a lesson teaches; the lesson on drawing is about the LSTM."""
    taught = {row["lesson"]: cell for cell, row in reversed(read("plan")["drawings"].items())}
    if cell := taught.get(lesson.key) or ("LSTM" if lesson.key == "draw" else None):
        yield drawing(cell)


def plan_way() -> Iterator[Way]:
    """To what comes next in the plan, for whoever has one."""
    from ui.practise.plan.wanted import wanted

    if not (recorded("exam") or recorded("plan")) or (asked := wanted()) is None:
        return
    from ui.practise.plan.rows import address, named
    from ui.practise.plan.today_list import today_list

    try:
        today = today_list(asked)
    except ValueError:  # no plan can be made; Start and Today say why
        return
    reading = st.query_params.get("lesson")  # what is open is not what comes next
    left = [task for task in today.tasks if not task.finished and task.row.items[:1] != (reading,)]
    if task := next(iter(left), today.after):
        page, query = address(task)
        yield Way(page, say("plan", what=named(task.row)), query)
