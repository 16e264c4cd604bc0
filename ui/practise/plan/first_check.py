"""The first check on the start page: six pairs, three numbers and a drawing, which place a learner in six minutes."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons
from lstm_core.exam.plan import FirstCheck, Number, Pair, Placement, event_data, first_check, placement
from lstm_core.exam.plan.first_check import ITEM, KIND, MINUTES
from lstm_core.grade import grade, read_drawing
from lstm_core.grade.parts import KINDS, palette
from ui.common.learner_log import record
from ui.common.session import chosen, session
from ui.common.text import problem
from ui.components.follow_focus import follow_focus
from ui.components.wiring import Canvas, wiring
from ui.practise.draw.canvas import ROLES

PARTS = ("Which is true?", "Work it out", "Draw the LSTM")
SEEDS = 1_000_000
BESIDE = "first check"  # the note that tells what came of it
WIDTH = 420  # of a field, in pixels


@dataclass
class CheckSession:
    """A check that goes on."""

    check: FirstCheck
    canvas: Canvas
    part: int = 0  # of PARTS
    chosen: list[int | None] = field(default_factory=list)  # which statement of each pair
    worked: list[bool | None] = field(default_factory=list)  # whether each number is right
    problems: dict[str, str] = field(default_factory=dict)  # why a number cannot be read, by the key of its field

    def widget(self, name: object) -> str:
        """The key of a field of this check."""
        return f"check {self.check.seed} {name}"


def begin() -> None:
    """Another check; a second click does not begin again."""
    if session().practise.first_check is None:
        seed = secrets.randbelow(SEEDS)
        session().practise.first_check = CheckSession(first_check(seed, lessons()), Canvas("canvas first check", seed))


def show(going: CheckSession) -> None:
    """The part one is at, and the way on."""
    st.title("First check", anchor=False)
    st.caption(
        f"Part {going.part + 1} of {len(PARTS)} · about {MINUTES} minutes in all · leave open what you do not know"
    )
    with st.container(key="check_part"):
        st.header(PARTS[going.part], anchor=False)
        (_pairs, _numbers, _drawing)[going.part](going)
    with st.container(horizontal=True, gap="small"):
        words = "Next" if going.part + 1 < len(PARTS) else "Done"
        key, args = going.widget(f"next {going.part}"), (going, going.part)
        st.button(words, type="primary", icon=":material/arrow_forward:", key=key, on_click=_go_on, args=args)
        st.button("Leave the check", type="tertiary", key="leave_check", on_click=_leave)
    follow_focus("first check", "check_part", str(going.part))


def _pairs(going: CheckSession) -> None:
    for number, pair in enumerate(going.check.pairs):
        _pair(going, number, pair)


def _pair(going: CheckSession, number: int, pair: Pair) -> None:
    st.radio(
        pair.asked.en,
        [0, 1],
        index=None,
        format_func=lambda which: pair.statements[which].en,
        key=going.widget(f"pair {number}"),
    )


def _numbers(going: CheckSession) -> None:
    st.markdown("Work out only what the label of a field asks; the rest of each exercise is left to the drills.")
    for number, asked in enumerate(going.check.numbers):
        _number(going, number, asked)


def _number(going: CheckSession, number: int, asked: Number) -> None:
    key, one = going.widget(f"number {number}"), asked.field
    st.markdown(asked.drill.question)
    label = f"{one.label} ({', '.join(filter(None, (one.unit, one.tolerance)))})"
    st.text_input(label, key=key, max_chars=200, autocomplete="off", width=WIDTH)
    if key in going.problems:
        problem(going.problems[key])


def _drawing(going: CheckSession) -> None:
    st.markdown(
        "Place the parts and wire them. If you cannot draw it yet, leave the sheet empty: that is what the plan is for."
    )
    rows = [vars(KINDS[kind]) | {"kind": kind, "role": ROLES[kind]} for kind in palette(CELLS[going.check.cell])]
    wiring(going.canvas, {"parts": [], "wires": []}, rows, restore=True)


def _go_on(going: CheckSession, part: int) -> None:
    """To the next part, or to the end; a second click, come late, does nothing."""
    if going.part != part or session().practise.first_check is not going:
        return
    if part == 0:
        going.chosen = [chosen(going.widget(f"pair {k}"), None) for k in range(len(going.check.pairs))]
    elif part == 1:
        going.worked = [_worked(going, k, asked) for k, asked in enumerate(going.check.numbers)]
        if going.problems:
            return
    going.part += 1
    if going.part == len(PARTS):
        _finish(going)


def _worked(going: CheckSession, number: int, asked: Number) -> bool | None:
    """Whether a number is right; None if none was typed. One that cannot be read is asked for again."""
    key = going.widget(f"number {number}")
    going.problems.pop(key, None)
    typed = str(chosen(key, "")).strip()
    if not typed:
        return None
    try:
        return asked.drill.mark(typed).right
    except ValueError as error:
        going.problems[key] = str(error)
        return None


def _finish(going: CheckSession) -> None:
    found = placement(going.check, lessons(), _mark(going), going.chosen, going.worked)
    record(KIND, ITEM, event_data(going.check, found))
    session().notes[BESIDE] = told(found)
    _leave()


def _mark(going: CheckSession) -> float | None:
    """Points of 100 for the drawing; None for an empty sheet, and for one that cannot be read as a cell."""
    drawing = going.canvas.newest()
    if not drawing or not drawing["parts"]:
        return None
    try:
        return grade(read_drawing(drawing), CELLS[going.check.cell]).mark
    except ValueError:
        return None


def told(found: Placement) -> str:
    """What came of it, in a sentence or two."""
    numbers = [str(lessons()[key].number) for key in found.known]
    score = f"{found.right} of {found.of} right."
    if not numbers:
        return f"{score} The plan leaves nothing out: you begin with what the exam asks for most."
    which = " and ".join(filter(None, [", ".join(numbers[:-1]), numbers[-1]]))
    many = len(numbers) > 1
    return f"{score} Lesson{'s' * many} {which} {'are' if many else 'is'} left out of your plan."


def _leave() -> None:
    session().practise.first_check = None
