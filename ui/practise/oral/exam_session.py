"""One mock exam in progress, kept in the log after each answer.

Whatever a button does says which question it was clicked at: a second click may come when the next one is asked.
"""

from __future__ import annotations

import secrets
import time
import uuid
from collections.abc import Collection, Iterable
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from lstm_core.cells import CELLS
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.bank.parting import parting
from lstm_core.exam.hearing import Heard, heard
from lstm_core.exam.mock_exam import (
    Answer,
    ExamPlan,
    Prompt,
    SavedExam,
    Statement,
    event_data,
    next_prompt,
    saved_exams,
    weak_topics,
)
from lstm_core.exam.mock_exam import exam as planned_exam
from lstm_core.exam.mock_exam.saved import KIND
from lstm_core.grade import Remark, grade, read_drawing
from lstm_core.grade.equations import read_plain
from lstm_core.grade.written import mark_equations
from lstm_core.prose.wording import Wording
from ui.common.learner_log import event_count, record, recorded
from ui.common.session import chosen, session
from ui.practise import statements as list_of_statements
from ui.practise.oral import number_fields
from ui.practise.oral.answers import record_answer
from ui.practise.oral.speaking import keep
from ui.practise.oral.words import unread, wording
from ui.practise.review_session import show_cards
from ui.practise.sheet import DrawingSheet

if TYPE_CHECKING:
    from ui.practise.ink_playback import Playback

FRESH = 86_400.0  # seconds after which an exam that was not ended is no longer offered


@dataclass
class ExamSession:
    """The exam, and the question that is being answered."""

    plan: ExamPlan
    id: str = field(default_factory=lambda: str(uuid.uuid4()))
    answers: list[Answer] = field(default_factory=list)
    notes: dict[str, str] = field(default_factory=dict)  # what was said, by prompt
    passed: float = 0.0  # seconds on the clock when it was begun or taken up again
    since: float = field(default_factory=time.monotonic)
    prompt: Prompt | None = None  # None when the exam is over
    asked: float = 0.0  # when this question was asked
    hints: int = 0  # given for this question
    ticking: bool = False  # whether the statements are shown
    heard: tuple[Heard, ...] = ()  # in the answer to this question
    counted: dict[int, bool] = field(default_factory=dict)  # whether the numbers typed are right, by their point
    sheet: DrawingSheet | None = None  # if something is to be drawn
    playbacks: dict[str, Playback] = field(default_factory=dict)  # how what was drawn with a pen came to be, by prompt
    tried: Prompt | None = None  # what was drawn or written was just tried with numbers: both sums are shown
    problem: Wording | None = None  # why what was drawn, written or worked out could not be checked
    events: int = 0  # of exams in the log, when it was looked at last
    elsewhere: str = ""  # what was done in another tab meanwhile: a text of prose/oral.toml

    @property
    def elapsed(self) -> float:
        """Seconds on the clock; a clock that jumps back does not take time away."""
        return self.passed + max(0.0, time.monotonic() - self.since)

    @property
    def language(self) -> str:
        """In which the exam is held."""
        return self.plan.language

    def widget(self, name: str) -> str:
        """The key of a field of this question."""
        return f"oral {self.id[:8]} {self.prompt.id if self.prompt else ''} {name}"


def current() -> ExamSession | None:
    """The exam that goes on, or whose result is looked at."""
    return session().practise.exam


def begin(topics: Collection[str], minutes: int, level: int, manner: str, language: str) -> None:
    """A new exam, unless one goes on; the first question is asked."""
    if current():
        return
    last = saved()[-1:]
    asked = {answer.prompt for exam in last for answer in exam.answers}
    done = sorted([*recorded("question"), *recorded("review")], key=lambda event: event.at)
    plan = planned_exam(
        secrets.randbelow(10**6),
        topics,
        minutes,
        level=level,
        manner=manner,
        language=language,
        weak=weak_topics(done),
        last=asked,
    )
    session().practise.exam = exam = ExamSession(plan)
    record(KIND, exam.id, event_data(plan, None, 0.0, over=False))
    _ask(exam)


def saved() -> list[SavedExam]:
    """The exams in the learner's log, the oldest first."""
    return saved_exams(recorded(KIND))


def unfinished() -> SavedExam | None:
    """The last exam, if it was begun within a day and not ended."""
    last = saved()[-1:]
    fresh = [one for one in last if not one.over and one.elapsed < one.plan.seconds and time.time() - one.at < FRESH]
    return fresh[0] if fresh else None


def passed(kept: SavedExam) -> float:
    """Seconds on its clock by now: it ran on since the last answer, in a long break as far as one answer usually takes.

    Else a reload would give back the time for which a question was thought about.
    """
    asked = next_prompt(kept.plan, kept.answers, kept.elapsed)
    since = max(0.0, time.time() - kept.at)
    return kept.elapsed + min(since, asked.seconds if asked else 0.0)


def resume(kept: SavedExam) -> None:
    """Go on with an exam from the log, unless one goes on."""
    if current():
        return
    exam = ExamSession(kept.plan, kept.id, list(kept.answers), dict(kept.notes), passed(kept))
    session().practise.exam = exam
    _ask(exam)


def look_around(exam: ExamSession) -> None:
    """Catch up, if anything was written down since that was done the last time."""
    count = event_count(KIND)
    if exam.events != count:
        exam.events = count
        _catch_up(exam)


def _catch_up(exam: ExamSession) -> None:
    """Take over what was answered in another tab since, or on another server; if that is this question, ask the next.

    It is one exam, in however many tabs it is open: an answer that is there already is not given once more.
    """
    kept = next((one for one in saved() if one.id == exam.id), None)
    if exam.prompt is None or kept is None:
        return
    known = {answer.prompt for answer in exam.answers}
    new = [answer for answer in kept.answers if answer.prompt not in known]
    exam.answers += new
    exam.notes |= {answer.prompt: kept.notes.get(answer.prompt, "") for answer in new}
    exam.passed += max(0.0, kept.elapsed - exam.elapsed)  # the clock that is ahead is right
    if kept.over:
        exam.prompt, exam.elsewhere = None, "ended_elsewhere"
    elif any(answer.prompt == exam.prompt.id for answer in new):
        _ask(exam)
        exam.elsewhere = "answered_elsewhere"


def _waits(exam: ExamSession, asked: Prompt) -> bool:
    """Whether this question is still to be answered; not in a click that comes late, or after one in another tab."""
    if exam.prompt == asked:
        look_around(exam)
    return exam.prompt == asked


def discard(kept: SavedExam) -> None:
    """Leave an exam that was begun where it is."""
    record(KIND, kept.id, event_data(kept.plan, None, kept.elapsed, over=True), once=f"{kept.id} over")


def leave(exam: ExamSession) -> None:
    """Back to where an exam begins; not from one that was begun since."""
    if current() is exam:
        session().practise.exam = None


def hint(exam: ExamSession, asked: Prompt, number: int) -> None:
    """One hint more: this one, counted from 1."""
    if exam.prompt == asked:
        exam.hints = max(exam.hints, number)


def answered(exam: ExamSession, asked: Prompt) -> None:
    """Enough said: numbers are checked, what was noted is read, and the statements may be seen."""
    if not _waits(exam, asked) or exam.ticking:
        return
    words = keep(exam.notes, asked, exam.widget("notes"))
    try:
        exam.counted = number_fields.marked(asked, exam.widget)
    except ValueError as error:
        exam.problem = unread(error)
        return
    exam.heard = tuple(heard(asked.points, words, exam.language))
    exam.ticking, exam.problem = True, None
    if len(exam.counted) == len(asked.points):  # nothing is left to tick
        go_on(exam, asked)


def drawn(exam: ExamSession, asked: Prompt) -> None:
    """What is on the sheet is marked; the mark is the answer."""
    if not _waits(exam, asked) or not exam.sheet:
        return
    data = exam.sheet.drawing
    if not data["parts"]:
        exam.problem = wording("unread_drawing" if exam.sheet.is_begun else "empty_drawing")
        return
    try:
        sheet, cell = read_drawing(data), CELLS[asked.draw]
        graded = grade(sheet, cell)
    except ValueError as error:
        exam.problem = unread(error)
        return
    if playback := exam.sheet.playback(graded, cell, graded.mark, exam.language):
        exam.playbacks[asked.id] = playback
    differs = parting(sheet, cell) if graded.remarks else None
    found = {"found": _named(graded.remarks), "checked": graded.mark / 100, "parting": differs}
    _keep(exam, asked, Answer(asked.id, hints=exam.hints, **found))  # type: ignore[arg-type]


def shown_statements(exam: ExamSession) -> tuple[Statement, ...]:
    """The list to tick for this question."""
    if not exam.prompt:
        return ()
    return list_of_statements.lines_for(exam.prompt, exam.plan.seed, exam.heard, exam.language, exam.counted)


def go_on(exam: ExamSession, asked: Prompt) -> None:
    """Keep what was ticked, write it down, and ask the next question."""
    if not _waits(exam, asked):
        return
    true, false = list_of_statements.ticked(shown_statements(exam), exam.widget)
    doubts = tuple(
        (k, one.evidence)
        for k, one in enumerate(exam.heard, 1)
        if one.contradicted and k not in true and k not in exam.counted and asked.id in questions()
    )
    true |= {k for k, right in exam.counted.items() if right}
    given = {"doubts": doubts, "counted": frozenset(exam.counted)}
    _keep(exam, asked, Answer(asked.id, true, exam.hints, false, **given))  # type: ignore[arg-type]


def written(exam: ExamSession, asked: Prompt) -> None:
    """The equations are marked; the mark is the answer."""
    if not _waits(exam, asked):
        return
    text = str(chosen(exam.widget("equations"), ""))
    try:
        cell = CELLS[asked.writes]
        result = mark_equations(text, cell)
        differs = parting(read_plain("Yours", text), cell) if result.remarks else None
    except ValueError as error:
        exam.problem = unread(error) if text.strip() else wording("empty_equations")
        return
    exam.notes[asked.id] = text
    found = {"found": _named(result.remarks), "checked": result.share, "parting": differs}
    _keep(exam, asked, Answer(asked.id, hints=exam.hints, **found))  # type: ignore[arg-type]


def predicted(exam: ExamSession, asked: Prompt) -> None:
    """What the drawn cell gives was worked out; it is marked, and both sums are shown before the exam goes on."""
    if not _waits(exam, asked) or not asked.parting:
        return
    text = str(chosen(exam.widget("guess"), ""))
    try:
        right = asked.parting.marked(text)
    except ValueError as error:
        exam.problem = unread(error)
        return
    exam.notes[asked.id] = text
    _keep(exam, asked, Answer(asked.id, hints=exam.hints, checked=float(right)))
    exam.tried = asked


def seen(exam: ExamSession, asked: Prompt) -> None:
    """Both sums were looked at; the silence before help is offered begins now."""
    if exam.tried == asked:
        exam.tried, exam.asked = None, time.monotonic()


def skip(exam: ExamSession, asked: Prompt) -> None:
    """An honest "I don't know": nothing is ticked; where numbers were tried, both sums are shown all the same."""
    if _waits(exam, asked):
        _keep(exam, asked, Answer(asked.id, hints=exam.hints, checked=0.0 if asked.parting else None))
        exam.tried = asked if asked.parting else None


def stop(exam: ExamSession) -> None:
    """End the exam here."""
    look_around(exam)
    if exam.prompt:
        exam.prompt = None
        _record_end(exam)


def _record_end(exam: ExamSession) -> None:
    record(KIND, exam.id, event_data(exam.plan, None, exam.elapsed, over=True), once=f"{exam.id} over")


def _named(remarks: Iterable[Remark]) -> tuple[str, ...]:
    """The mistakes that examiners know by name."""
    return tuple(remark.name for remark in remarks if remark.name)


def _keep(exam: ExamSession, asked: Prompt, answer: Answer) -> None:
    """Write an answer down, and ask what comes next."""
    seconds = time.monotonic() - exam.asked
    answer = replace(answer, seconds=round(seconds, 1))
    exam.answers.append(answer)
    data = event_data(exam.plan, answer, exam.elapsed, False, exam.notes.get(asked.id, ""))
    record(KIND, exam.id, data, once=f"{exam.id} {asked.id}")
    record_answer(asked, answer, exam.id)
    _ask(exam)


def _ask(exam: ExamSession) -> None:
    """Ask the next question, or end."""
    exam.prompt = next_prompt(exam.plan, exam.answers, exam.elapsed)
    exam.asked, exam.hints, exam.ticking, exam.heard = time.monotonic(), 0, False, ()
    exam.counted = {}
    exam.problem, exam.elsewhere = None, ""
    if exam.prompt is None:
        _record_end(exam)
        return
    exam.sheet = DrawingSheet(exam.widget("sheet")) if exam.prompt.draw else None
    if exam.prompt.id in questions():
        show_cards([f"question {exam.prompt.id}"])
