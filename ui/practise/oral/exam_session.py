"""One mock exam in progress."""

from __future__ import annotations

import secrets
import time
from collections.abc import Collection
from dataclasses import dataclass, field

from lstm_core.exam.mock_exam import Answer, Plan, Prompt, exam, next_prompt
from lstm_core.exam.review.rating import Result
from ui.common.learner_log import record
from ui.common.session import chosen, session
from ui.practise.counted import count


@dataclass
class Desk:
    """The exam, and the question that is being answered."""

    plan: Plan
    began: float
    prompt: Prompt | None  # None when the exam is over
    asked: float  # when this question was asked
    answers: list[Answer] = field(default_factory=list)
    hints: int = 0  # opened for this question
    answered: bool = False  # whether the points may be seen

    def widget(self, name: str) -> str:
        """The key of a field of this question."""
        return f"oral {self.plan.seed} {self.prompt.id if self.prompt else ''} {name}"


def current() -> Desk | None:
    """The exam that goes on, or whose result is looked at."""
    return session().practise.exam


def begin(topics: Collection[str], minutes: int) -> None:
    """A new exam; the first question is asked."""
    plan = exam(secrets.randbelow(10**6), topics, minutes)
    now = time.time()
    session().practise.exam = Desk(plan, now, next_prompt(plan), now)


def leave() -> None:
    """Back to where an exam begins."""
    session().practise.exam = None


def hint(desk: Desk) -> None:
    """One hint more."""
    desk.hints += 1


def answered(desk: Desk) -> None:
    """Enough said: uncover the points."""
    desk.answered = True


def ticked(desk: Desk) -> frozenset[int]:
    """The points that are ticked, counted from 1."""
    points = desk.prompt.points if desk.prompt else ()
    return frozenset(k for k in range(1, len(points) + 1) if chosen(desk.widget(f"point {k}"), False))


def go_on(desk: Desk) -> None:
    """Keep what was ticked, write it down, and ask the next question."""
    if not desk.prompt:
        return
    answer, now = Answer(desk.prompt.id, ticked(desk), desk.hints), time.time()
    record(
        "question",
        desk.prompt.id,
        {
            "ticked": len(answer.ticked),
            "of": len(desk.prompt.points),
            "hints": answer.hints,
            "seconds": round(now - desk.asked, 1),
        },
    )
    if not desk.prompt.digs:
        share = len(answer.ticked) / len(desk.prompt.points)
        count(
            f"question {answer.prompt}", Result(share == 1, share, answer.hints, now - desk.asked, usual(desk.prompt))
        )
    desk.answers.append(answer)
    desk.prompt, desk.asked, desk.hints, desk.answered = next_prompt(desk.plan, desk.answers), now, 0, False


def usual(prompt: Prompt) -> float:
    """The seconds an answer usually takes."""
    return 60.0 * prompt.minutes


def stop(desk: Desk) -> None:
    """End the exam here."""
    desk.prompt = None
