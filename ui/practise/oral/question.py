"""The examiner's question, your answer, and then the statements to tick; the key comes at the end of the exam."""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any

import streamlit as st

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.mock_exam import MANNERS, Prompt
from lstm_core.grade.parts import KINDS, palette
from ui.common.text import problem
from ui.components.clock import alarm, clock
from ui.components.follow_focus import follow_focus
from ui.practise import sheet as drawing_sheet
from ui.practise import statements as list_of_statements
from ui.practise.draw.canvas import ROLES
from ui.practise.draw.equations import EXAMPLES, PLAIN
from ui.practise.hearing_ready import make_ready
from ui.practise.oral import number_fields, with_numbers
from ui.practise.oral.exam_session import (
    ExamSession,
    answered,
    drawn,
    go_on,
    hint,
    predicted,
    seen,
    shown_statements,
    skip,
    stop,
    written,
)
from ui.practise.oral.speaking import answer_field, examiner
from ui.practise.oral.words import say

ASKED, HINT = "oral_asked", "oral_hint"  # containers


def show(exam: ExamSession, prompt: Prompt) -> None:
    """One question, from being asked to being ticked."""
    if exam.elapsed >= exam.plan.seconds:
        stop(exam)
        st.rerun()
    _head(exam, prompt)
    if exam.elsewhere:
        st.info(say(exam.elsewhere, exam.language), icon=":material/tab:")
    if exam.tried:
        _tried(exam, exam.tried)
        return
    with st.container(key=ASKED):
        if prompt.digs:
            st.caption(say("before", exam.language, prompt=questions()[prompt.root].prompt[exam.language]))
        st.caption(_phrase(exam, prompt))
        st.header(prompt.wording[exam.language], anchor=False)
    examiner(prompt, _phrase(exam, prompt), exam.language, key=exam.widget("asked"))
    for k, text in enumerate(prompt.hints[: exam.hints], 1):
        with st.container(key=f"{HINT}{k}"):
            st.info(text[exam.language], icon=":material/lightbulb:")
    if exam.ticking:
        _statements(exam, prompt)
    elif prompt.draw:
        _sheet(exam, prompt)
    elif prompt.writes:
        _equations(exam, prompt)
    elif prompt.parting:
        with_numbers.ask(prompt.parting, exam.widget("guess"), exam.language)
        _problem(exam)
        _buttons(exam, prompt, ("predicted", "check", predicted), ("skip", "help", skip))
    else:
        number_fields.show(prompt, exam.widget, exam.language)
        _problem(exam)
        answer_field(prompt, exam.id, exam.notes, exam.language, key=exam.widget("notes"))
        _buttons(exam, prompt, ("answered", "check", answered), ("skip", "help", skip))
    _help(exam, prompt)
    _follow(exam, prompt)
    make_ready(exam.language)


def _follow(exam: ExamSession, prompt: Prompt) -> None:
    """Each button of this page makes way for what comes next, where the keyboard goes on."""
    place = list_of_statements.LIST if exam.ticking else f"{HINT}{exam.hints}" if exam.hints else ASKED
    follow_focus("oral", place, f"{prompt.id} {exam.hints} {exam.ticking}")


def _head(exam: ExamSession, prompt: Prompt) -> None:
    """Where we are: the clock, the topic."""
    topic = topics()[prompt.topic].named(exam.language)
    words = say("clock", exam.language, minutes=exam.plan.minutes, topic=topic)
    clock(max(0.0, exam.plan.seconds - exam.elapsed), words, key="oral clock", down=True)


def _phrase(exam: ExamSession, prompt: Prompt) -> str:
    """What the examiner says before the question."""
    kind = "opening" if not exam.answers else "question" if prompt.id in questions() else "dig"
    return MANNERS[exam.plan.manner].phrase(kind, exam.language, len(exam.answers))


def _tried(exam: ExamSession, tried: Prompt) -> None:
    """What came of it, before the next question is asked."""
    with st.container(key=ASKED):
        if tried.parting:
            with_numbers.show(tried.parting, exam.notes.get(tried.id, ""), exam.language)
    _buttons(exam, tried, ("seen", "arrow_forward", seen))
    follow_focus("oral", ASKED, f"{tried.id} tried")


def _equations(exam: ExamSession, prompt: Prompt) -> None:
    """A field for the equations of a cell."""
    key = exam.widget("equations")
    st.text_area(say("equations", exam.language), key=key, height=200, max_chars=4000, placeholder=EXAMPLES[PLAIN])
    _problem(exam)
    _buttons(exam, prompt, ("written", "check", written), ("on_paper_written", "description", answered))


def _problem(exam: ExamSession) -> None:
    """Why what was drawn, written or worked out could not be checked."""
    if exam.problem:
        problem(exam.problem[exam.language])


def _sheet(exam: ExamSession, prompt: Prompt) -> None:
    """The sheet, with the parts of the cell that is asked for."""
    rows = [vars(KINDS[kind]) | {"kind": kind, "role": ROLES[kind]} for kind in palette(CELLS[prompt.draw])]
    if exam.sheet:
        drawing_sheet.choose_tool(exam.sheet, exam.language)
        drawing_sheet.show(exam.sheet, rows, language=exam.language)
    _problem(exam)
    _buttons(exam, prompt, ("drawn", "check", drawn), ("on_paper", "description", answered))


def _statements(exam: ExamSession, prompt: Prompt) -> None:
    """Points and twins, mixed."""
    list_of_statements.show(shown_statements(exam), exam.heard, exam.widget, exam.language)
    _buttons(exam, prompt, ("go_on", "arrow_forward", go_on))


def _buttons(exam: ExamSession, prompt: Prompt, *rows: tuple[str, str, Callable[..., None]]) -> None:
    """Buttons of this question alone: a click that comes when the next one is asked is a click on nothing."""
    with st.container(horizontal=True, gap="small"):
        for name, icon, does in rows:
            _button(exam, say(name, exam.language), icon, name, does, exam, prompt)
        label = say("end", exam.language)
        st.button(label, icon=":material/stop:", key="end", on_click=stop, args=(exam,))


def _button(exam: ExamSession, label: str, icon: str, name: str, does: Callable[..., None], *args: Any) -> None:
    st.button(label, icon=f":material/{icon}:", key=exam.widget(name), on_click=does, args=args)


def _help(exam: ExamSession, prompt: Prompt) -> None:
    """After a silence the examiner offers help; it costs nothing."""
    if exam.ticking or exam.hints == len(prompt.hints):
        return
    manner, number = MANNERS[exam.plan.manner], exam.hints + 1
    waits = manner.patience * number - (time.monotonic() - exam.asked)
    if waits > 0:
        alarm(waits, key="help")
    else:
        _button(exam, manner.help[exam.language], "lightbulb", f"hint {number}", hint, exam, prompt, number)
