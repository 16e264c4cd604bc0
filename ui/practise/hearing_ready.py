"""Hearing is made ready while somebody thinks about a question: its words take a second to read, the first time."""

from __future__ import annotations

from threading import Thread

from lstm_core.exam.bank.bank import questions
from lstm_core.exam.hearing import heard
from lstm_core.exam.mock_exam import OPENING
from ui.common.server_wide import server_wide


@server_wide
def threads() -> dict[str, Thread]:
    """The thread that made it ready, by language."""
    return {}


def make_ready(language: str) -> None:
    """Read the words of a language in the background, once; to be called when a page is drawn, since it takes time."""
    if language not in threads():
        threads()[language] = thread = Thread(target=_hear, args=(language,), name=f"hearing {language}", daemon=True)
        thread.start()


def _hear(language: str) -> None:
    """Hear a model answer."""
    question = questions()[OPENING]
    heard(question.points, question.answer[language], language)
