"""How far a lesson was read: in the log, so that another day, another tab and another device know it."""

from lstm_core.course.lessons import lessons
from ui.common.learner_log import record, recorded

KIND = "paragraph"


def furthest(key: str) -> int:
    """The last paragraph of a lesson that was reached, from 1."""
    last, reached = len(lessons()[key].paragraphs), [1]
    for event in recorded(KIND):
        number = event.data.get("number")
        if event.item == key and isinstance(number, int) and 1 <= number <= last:  # a log may come from anywhere
            reached.append(number)
    return max(reached)


def reach(key: str, number: int) -> None:
    """Write it down, if nobody has come so far yet: a lesson is at most as many events as it has paragraphs."""
    if number > furthest(key):
        record(KIND, key, {"number": number})
