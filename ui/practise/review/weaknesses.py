"""What keeps going wrong, with the way to where it is practised."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from lstm_core.cells import CELLS
from lstm_core.drills import DRILLS
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.review.weaknesses import KINDS, Weakness, weaknesses
from ui.common import ways
from ui.common.learner_log import recorded
from ui.common.text import literal
from ui.practise.draw.history import in_words
from ui.practise.oral.choices import WAYS

MOST = 5  # mistakes that are listed
Link = tuple[str, str, dict[str, str]]  # a page, the words of the link, what is chosen there


def all_weaknesses() -> list[Weakness]:
    """What keeps going wrong in anything that was practised."""
    return weaknesses(event for kind in KINDS for event in recorded(kind))


def frequent_mistakes(weak: Sequence[Weakness]) -> None:
    """The mistakes that come most often, each with a link to where it is practised."""
    practised = [link for mistake in weak if (link := _LINKS[mistake.kind](mistake))]
    for page, words, query in practised[:MOST]:
        ways.link(page, words, query, icon=":material/build:")


def _drawing(mistake: Weakness) -> Link | None:
    if mistake.item not in CELLS:
        return None
    words = f"{mistake.item}, drawn: {in_words(CELLS[mistake.item], mistake.name)} ({mistake.times} times)"
    return "draw", words, {"drawn_cell": mistake.item}


def _drill(mistake: Weakness) -> Link | None:
    if mistake.item not in DRILLS:
        return None
    words = f"{DRILLS[mistake.item].title}: a typical mistake in “{literal(mistake.name, 40)}” ({mistake.times} times)"
    return "drills", words, {"drills": mistake.item}


def _statement(mistake: Weakness) -> Link | None:
    """A false statement that was ticked again and again."""
    try:
        asked = prompt(mistake.item)
        twin = asked.points[int(mistake.name.rpartition(" ")[2]) - 1].twin
    except (ValueError, IndexError):
        return None
    if twin is None or asked.root not in questions():
        return None
    query = {"oral_way": WAYS["single"].en, "question": asked.root}
    return "oral", f"Ticked {mistake.times} times, and false: “{twin.en}”", query


_LINKS: dict[str, Callable[[Weakness], Link | None]] = {"drawing": _drawing, "drill": _drill, "question": _statement}
