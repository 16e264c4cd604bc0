"""How it went the last time: each topic in the exam in which it came up last, and the last exam as a whole."""

from collections.abc import Iterable

from lstm_core.exam.mock_exam.marking import Marks, marks, total
from lstm_core.exam.mock_exam.saved import SavedExam


def exams_before(saved: Iterable[SavedExam], exam: str) -> list[SavedExam]:
    """The exams with an answer that were begun before the one of this id, the oldest first.

    saved: in the order in which they were begun. An exam that is not among them was begun after all of them.
    """
    found = []
    for one in saved:
        if one.id == exam:
            break
        if one.answers:
            found.append(one)
    return found


def last_marks(before: Iterable[SavedExam]) -> dict[str, Marks]:
    """The marks of every topic in the last of these exams in which it came up."""
    table: dict[str, Marks] = {}
    for one in before:
        table |= marks(one.plan, one.answers)
    return table


def last_total(before: Iterable[SavedExam]) -> Marks | None:
    """The marks of the last of these exams; None if there is none."""
    last = list(before)[-1:]
    return total(marks(last[0].plan, last[0].answers)) if last else None
