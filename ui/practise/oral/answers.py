"""What came of a question, written down once for the log and once as a review of its card."""

from __future__ import annotations

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.mock_exam import Answer, Prompt
from lstm_core.exam.review.rating import AnswerResult
from ui.common.learner_log import record
from ui.practise.review_session import record_as_review


def record_answer(asked: Prompt, answer: Answer, exam: str = "") -> None:
    """How much of a prompt was said, which false statements were ticked; and the review, if it is a card's question.

    exam: the id of the exam in which it was asked, where each prompt is answered once, in whatever tab.
    """
    record_question(asked, answer, f"{exam} {asked.id}" if exam else "")
    if asked.id in questions():
        result = AnswerResult(answer.share == 1, answer.share, answer.hints, answer.seconds, asked.seconds)
        record_as_review(f"question {asked.id}", result)


def record_question(asked: Prompt, answer: Answer, once: str = "") -> None:
    """How much of a prompt was said, and which false statements were ticked."""
    record(
        "question",
        asked.id,
        {
            "ticked": round(answer.share * len(asked.points)),
            "of": len(asked.points),
            "hints": answer.hints,
            "seconds": answer.seconds,
            "fooled": [f"{asked.id} {k}" for k in sorted(answer.fooled)],
        },
        once,
    )
