"""One mock exam in progress.

Whatever a button does says which question it was clicked at: a second click may come when the next one is asked.
"""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from lstm_core.exam.mock_exam import Answer, ExamPlan, Prompt, next_prompt
from lstm_core.exam.mock_exam import exam as planned_exam
from lstm_core.exam.review.rating import AnswerResult
from ui.common.learner_log import record
from ui.common.session import chosen, session
from ui.practise.review_session import record_as_review, show_cards


@dataclass
class ExamSession:
    """The exam, and the question that is being answered."""

    plan: ExamPlan
    began: float
    prompt: Prompt | None  # None when the exam is over
    asked: float  # when this question was asked
    answers: list[Answer] = field(default_factory=list)
    hints: int = 0  # opened for this question
    points_shown: bool = False

    def widget(self, name: str) -> str:
        """The key of a field of this question."""
        return f"oral {self.plan.seed} {self.prompt.id if self.prompt else ''} {name}"


def current() -> ExamSession | None:
    """The exam that goes on, or whose result is looked at."""
    return session().practise.exam


def begin(topics: Collection[str], minutes: int) -> None:
    """A new exam, unless one goes on; the first question is asked."""
    if current():
        return
    plan = planned_exam(secrets.randbelow(10**6), topics, minutes)
    now = time.time()
    session().practise.exam = exam = ExamSession(plan, now, None, now)
    _ask(exam, now)


def _ask(exam: ExamSession, now: float) -> None:
    """Ask the next question."""
    exam.prompt, exam.asked, exam.hints, exam.points_shown = next_prompt(exam.plan, exam.answers), now, 0, False
    if exam.prompt and not exam.prompt.digs:
        show_cards([f"question {exam.prompt.id}"])


def leave(exam: ExamSession) -> None:
    """Back to where an exam begins; not from one that was begun since."""
    if current() is exam:
        session().practise.exam = None


def hint(exam: ExamSession, asked: Prompt, number: int) -> None:
    """One hint more: this one, counted from 1."""
    if exam.prompt == asked:
        exam.hints = max(exam.hints, number)


def show_points(exam: ExamSession, asked: Prompt) -> None:
    """Enough said: the points may be seen."""
    if exam.prompt == asked:
        exam.points_shown = True


def ticked(exam: ExamSession) -> frozenset[int]:
    """The points that are ticked, counted from 1."""
    points = exam.prompt.points if exam.prompt else ()
    return frozenset(k for k in range(1, len(points) + 1) if chosen(exam.widget(f"point {k}"), False))


def go_on(exam: ExamSession, asked: Prompt) -> None:
    """Keep what was ticked, write it down, and ask the next question."""
    if exam.prompt != asked:
        return
    answer, now = Answer(asked.id, ticked(exam), exam.hints), time.time()
    record(
        "question",
        asked.id,
        {
            "ticked": len(answer.ticked),
            "of": len(asked.points),
            "hints": answer.hints,
            "seconds": round(now - exam.asked, 1),
        },
    )
    if not asked.digs:
        share = len(answer.ticked) / len(asked.points)
        result = AnswerResult(share == 1, share, answer.hints, now - exam.asked, usual_seconds(asked))
        record_as_review(f"question {answer.prompt}", result)
    exam.answers.append(answer)
    _ask(exam, now)


def usual_seconds(prompt: Prompt) -> float:
    """The seconds an answer usually takes."""
    return 60.0 * prompt.minutes


def stop(exam: ExamSession) -> None:
    """End the exam here."""
    exam.prompt = None
