"""One mock exam in progress."""

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
from ui.practise.review_session import record_as_review


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
    """A new exam; the first question is asked."""
    plan = planned_exam(secrets.randbelow(10**6), topics, minutes)
    now = time.time()
    session().practise.exam = ExamSession(plan, now, next_prompt(plan), now)


def leave() -> None:
    """Back to where an exam begins."""
    session().practise.exam = None


def hint(exam: ExamSession) -> None:
    """One hint more."""
    exam.hints += 1


def show_points(exam: ExamSession) -> None:
    """Enough said: the points may be seen."""
    exam.points_shown = True


def ticked(exam: ExamSession) -> frozenset[int]:
    """The points that are ticked, counted from 1."""
    points = exam.prompt.points if exam.prompt else ()
    return frozenset(k for k in range(1, len(points) + 1) if chosen(exam.widget(f"point {k}"), False))


def go_on(exam: ExamSession) -> None:
    """Keep what was ticked, write it down, and ask the next question."""
    if not exam.prompt:
        return
    answer, now = Answer(exam.prompt.id, ticked(exam), exam.hints), time.time()
    record(
        "question",
        exam.prompt.id,
        {
            "ticked": len(answer.ticked),
            "of": len(exam.prompt.points),
            "hints": answer.hints,
            "seconds": round(now - exam.asked, 1),
        },
    )
    if not exam.prompt.digs:
        share = len(answer.ticked) / len(exam.prompt.points)
        result = AnswerResult(share == 1, share, answer.hints, now - exam.asked, usual_seconds(exam.prompt))
        record_as_review(f"question {answer.prompt}", result)
    exam.answers.append(answer)
    exam.prompt, exam.asked, exam.hints, exam.points_shown = next_prompt(exam.plan, exam.answers), now, 0, False


def usual_seconds(prompt: Prompt) -> float:
    """The seconds an answer usually takes."""
    return 60.0 * prompt.minutes


def stop(exam: ExamSession) -> None:
    """End the exam here."""
    exam.prompt = None
