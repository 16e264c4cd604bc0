"""How long somebody has learnt since a moment, as far as the log tells: what is left of a plan's hours follows."""

from collections.abc import Iterable, Sequence

from lstm_core.exam.log.event import Event
from lstm_core.exam.plan.rows import FROM_MEMORY
from lstm_core.exam.plan.taught import Lessons
from lstm_core.exam.review.review import LONGEST


def spent(events: Iterable[Event], since: float, lessons: Lessons) -> float:
    """The minutes: of lessons that were read, of answers, of drawings with help, and of mock exams.

    What is answered in an exam is in its own time already; what is drawn from memory counts by its review.
    """
    past = [event for event in events if event.at >= since]
    exams = _exams(past)
    seconds = sum(end - begin for begin, end in exams) + sum(_seconds(event, exams) for event in past)
    read = {event.item for event in past if event.kind == "lesson"} & lessons.keys()
    return seconds / 60 + sum(lessons[key].minutes for key in read)


def _exams(past: Sequence[Event]) -> list[tuple[float, float]]:
    """When each mock exam began and ended on the clock of the log, no longer than its own clock ran."""
    spans: dict[str, tuple[float, float]] = {}
    for event in past:
        if event.kind == "exam" and (elapsed := _number(event.data.get("elapsed"))):
            begin = min(spans.get(event.item, (event.at, 0.0))[0], event.at - elapsed)
            spans[event.item] = begin, begin + elapsed
    return list(spans.values())


def _seconds(event: Event, exams: Sequence[tuple[float, float]]) -> float:
    """How long a review took, or a drawing that is none; nothing within an exam."""
    helped = event.kind == "drawing" and event.data.get("way") not in FROM_MEMORY
    if not (event.kind == "review" or helped) or any(begin <= event.at <= end for begin, end in exams):
        return 0.0
    return _number(event.data.get("seconds"))


def _number(value: object) -> float:
    """Seconds as the log has them, at most half an hour; 0 for what is none."""
    return min(float(value), LONGEST) if type(value) in (int, float) and value > 0 else 0.0  # type: ignore[arg-type, operator]
