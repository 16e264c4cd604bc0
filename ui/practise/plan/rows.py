"""A row of the plan on a page: what to do, how long it takes and why; and where it leads."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import groupby
from typing import Any

import streamlit as st

from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.bank import topics
from lstm_core.exam.mock_exam import LONGEST, SHORTEST
from lstm_core.exam.plan import Row
from lstm_core.prose.wording import Wording
from ui.common import lesson_place, ways
from ui.common.menu import page_at
from ui.common.session import session
from ui.practise.plan.today_list import Block, Task
from ui.practise.review_session import CARDS

DONE, OPEN, NEXT = ":material/check_circle:", ":material/radio_button_unchecked:", ":material/play_circle:"
MOST_PIECES = 5  # of a plan in one line
Piece = tuple[str, float]  # words and minutes


def show_blocks(blocks: Iterable[Block], upcoming: Task | None) -> None:
    """Every sitting with its rows, each the way to its page; a reason that stays the same is given once."""
    for number, block in enumerate(blocks):
        st.header(f"{block.name} · {minutes(sum(task.row.minutes for task in block.tasks))}", anchor=False)
        with st.container(gap="small"):
            _show_block(block, number, upcoming)


def _show_block(block: Block, number: int, upcoming: Task | None) -> None:
    before = ""
    for row, task in enumerate(block.tasks):
        with st.container(gap=None):
            _show_task(task, f"{number} {row}", task is upcoming)
            if (why := task.row.why.en) != before:
                st.markdown(f":small[{why}]")
        before = why


def _show_task(task: Task, key: str, upcoming: bool) -> None:
    icon = _icon(task, upcoming)
    if task.finished:
        st.markdown(f"{icon} {_what(task)}")
    elif st.button(_what(task), key=f"open {key}", icon=icon, type="tertiary"):
        open_task(task)


def in_words(task: Task, upcoming: bool = False) -> str:
    """A row as Markdown: its state, what it is, how long it takes, and why."""
    return f"{_icon(task, upcoming)} {_what(task)}  \n:small[{task.row.why.en}]"


def _icon(task: Task, upcoming: bool) -> str:
    return DONE if task.finished else NEXT if upcoming else OPEN


def _what(task: Task) -> str:
    part = " · done" if task.finished else f" · {task.done} of {task.of} done" if task.done else ""
    return f"**{title(task.row)}** · {minutes(task.row.minutes)}{part}"


def title(row: Row) -> str:
    """What to do; a lesson with its number."""
    return named(row).en


def named(row: Row) -> Wording:
    """The same in every language."""
    if row.kind != "lesson":
        return row.title
    number = lessons()[row.items[0]].number
    return Wording(f"Lesson {number}: {row.title.en}", f"Lektion {number}: {row.title.de}")


def minutes(count: float) -> str:
    """In words: "20 min", "1 h 44 min"."""
    hours, rest = divmod(max(1, round(count)), 60)
    return " ".join([*[f"{hours} h"] * (hours > 0), *[f"{rest} min"] * (rest > 0)])


def open_task(task: Task) -> None:
    """Go to the page on which it is done, with all that it asks for chosen there."""
    page, query = address(task)
    st.switch_page(page_at(page), query_params=query | ways.origin(page))


def address(task: Task) -> tuple[str, dict[str, Any]]:
    """The page of a row, and what is chosen there."""
    row = task.row
    if row.kind == "lesson":
        at = paragraph(row.items[0])
        return "course", {"lesson": row.items[0]} | ({"paragraph": str(at)} if at > 1 else {})
    if row.kind == "drawing":
        return "draw", {"drawn_cell": row.items[0], "way": row.way}
    if row.kind == "exam":
        names = [topics()[key].title for key in row.items]
        length = min(max(5 * round(row.minutes / 5), SHORTEST), LONGEST)
        return "oral", {"oral_topics": names, "oral_minutes": str(length)}
    return "today", {CARDS: list(task.left or row.cards)}


def paragraph(lesson: str) -> int:
    """Where to read on in a lesson: where this tab is in it, else how far it was read before."""
    return session().course.paragraphs.get(lesson) or lesson_place.furthest(lesson)


def line(rows: Sequence[Row]) -> str:
    """A plan in one line: "lesson 5 (20 min) → trace and draw it (25) → 30 cards (60) → mock exam (20)"."""
    pieces = [_piece(kind, list(group)) for kind, group in groupby(rows, _sort)]
    told = [f"{words} ({round(spent)})" for words, spent in pieces[:MOST_PIECES]]
    if told:
        told[0] = told[0].replace(")", " min)")
    return " → ".join([*told, *["…"] * (len(pieces) > MOST_PIECES)])


def _sort(row: Row) -> str:
    return "cards" if row.kind == "drills" else row.kind


def _piece(kind: str, rows: Sequence[Row]) -> Piece:
    spent = sum(row.minutes for row in rows)
    if kind == "lesson":
        numbers = [str(lessons()[row.items[0]].number) for row in rows]
        return f"lesson{'s' * (len(numbers) > 1)} {' and '.join(numbers)}", spent
    if kind == "drawing":
        return _drawing(rows), spent
    if kind == "exam":
        return "mock exam", spent
    count = sum(len(row.cards) for row in rows)
    return f"{count} card{'s' * (count != 1)}", spent


def _drawing(rows: Sequence[Row]) -> str:
    verbs = list(dict.fromkeys("draw" if row.cards else "trace" for row in rows))
    names = list(dict.fromkeys(row.items[0] for row in rows))
    return f"{' and '.join(verbs)} the {' and the '.join(names)}"
