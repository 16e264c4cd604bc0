"""What a learner said before an answer was shown. It is in the log: a reload, another tab, another device know it."""

from __future__ import annotations

from typing import Any

from ui.common.learner_log import record, recorded
from ui.common.session import session

KIND = "prediction"


def catch_up() -> None:
    """Once for every page: what was said in other tabs and before a reload. The first answer to a question counts."""
    said = session().answers
    for event in recorded(KIND):
        said.setdefault(event.item, event.data.get("answer"))


def give(question: str, answer: Any) -> None:
    """Write an answer down, as plain JSON; None if it was to be shown without. A second click answers nothing."""
    if not given(question):
        session().answers[question] = answer
        record(KIND, question, {"answer": answer})


def given(question: str) -> bool:
    """Whether a question need not be asked any more."""
    return question in session().answers


def answer_to(question: str) -> Any:
    """What was said; unchecked, since a log may come from anywhere. None if nothing was."""
    return session().answers.get(question)
