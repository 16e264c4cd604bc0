"""An exam as the log keeps it: an event for each answer, from which it can be gone on with anywhere.

An exam that is sat in two tabs is one exam: of two answers to the same prompt the first counts.
"""

import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.parting import read_parting
from lstm_core.exam.bank.prompts import Answer, prompt
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam.plan import ExamPlan, exam
from lstm_core.prose.wording import LANGUAGES

KIND = "exam"  # of its events; the item is the id of the exam
NOTES = 5_000  # characters of what was said that are kept, as JSON writes them
UNREADABLE = (TypeError, KeyError, ValueError, AttributeError, OverflowError)


@dataclass(frozen=True)
class SavedExam:
    """An exam, as far as it came."""

    id: str
    plan: ExamPlan
    answers: tuple[Answer, ...]
    notes: Mapping[str, str]  # what was typed or transcribed, by prompt
    elapsed: float  # seconds on its clock after the last answer
    at: float  # when the last answer was given, as the log has it
    over: bool  # ended, by the clock or by the candidate


def event_data(plan: ExamPlan, answer: Answer | None, elapsed: float, over: bool, notes: str = "") -> dict[str, Any]:
    """What is written down after an answer, or at the beginning and the end, where there is none."""
    framed = {"plan": asdict(plan) | {"avoid": sorted(plan.avoid)}, "elapsed": round(elapsed, 1), "over": over}
    if answer is None:
        return framed
    sets = {name: sorted(getattr(answer, name)) for name in ("ticked", "fooled", "counted")}
    given = asdict(answer) | sets
    doubts = [[k, words[:80]] for k, words in answer.doubts]
    return framed | {"answer": given | {"doubts": doubts}, "notes": _short(notes)}


def saved_exams(events: Iterable[Event]) -> list[SavedExam]:
    """The exams in a log, the oldest first. What cannot be read, or is no longer in the bank, is passed over.

    events: of the kind KIND, in the order in which they were written.
    """
    found: dict[str, SavedExam] = {}
    for event in events:
        plan = found[event.item].plan if event.item in found else _plan(event.data.get("plan"))
        if plan is None:
            continue
        before = found.get(event.item, SavedExam(event.item, plan, (), {}, 0.0, event.at, False))
        found[event.item] = _with(before, event)
    return list(found.values())


def _with(before: SavedExam, event: Event) -> SavedExam:
    answer, elapsed = _answer(event.data.get("answer")), event.data.get("elapsed")
    new = answer is not None and all(answer.prompt != one.prompt for one in before.answers)
    notes = {answer.prompt: str(event.data.get("notes", ""))} if answer and new else {}
    seconds = float(elapsed) if isinstance(elapsed, int | float) and 0 <= elapsed < 1e6 else 0.0
    return SavedExam(
        before.id,
        before.plan,
        (*before.answers, answer) if answer and new else before.answers,
        {**before.notes, **notes},
        max(before.elapsed, seconds),
        max(before.at, event.at),
        before.over or event.data.get("over") is True,
    )


def _short(notes: str) -> str:
    """As much of the notes as fits into an event; JSON needs six characters for one that is not ASCII."""
    most = NOTES
    while len(json.dumps(notes[:most])) > NOTES:
        most = most * 9 // 10
    return notes[:most]


def _plan(data: Any) -> ExamPlan | None:
    """A plan, whose topics may have other names by now; None for what is none."""
    try:
        known = list(dict.fromkeys(topic for topic in data["topics"] if topic in topics()))
        frame = {key: data[key] for key in ("level", "manner", "language") if key in data}
        if frame.get("language", "en") not in LANGUAGES:
            return None
        plan = exam(
            int(data["seed"]), known, int(data["minutes"]), last=[str(key) for key in data.get("avoid", ())], **frame
        )
        return ExamPlan(**{**vars(plan), "topics": tuple(known) or plan.topics})
    except UNREADABLE:
        return None


def _answer(data: Any) -> Answer | None:
    """An answer to a prompt that is still in the bank; its points may have become fewer."""
    try:
        asked = prompt(str(data["prompt"]))
        inside = lambda numbers: frozenset(int(k) for k in numbers if 1 <= int(k) <= len(asked.points))
        checked = data.get("checked")
        return Answer(
            asked.id,
            inside(data.get("ticked", ())),
            min(max(int(data.get("hints", 0)), 0), len(asked.hints)),
            inside(data.get("fooled", ())),
            _doubts(data.get("doubts", ()), len(asked.points)),
            tuple(map(str, data.get("found", ())))[:20],
            None if checked is None else _within(checked, 1.0),
            _within(data.get("seconds", 0), 1e6),
            inside(data.get("counted", ())),
            read_parting(data.get("parting")),
        )
    except UNREADABLE:
        return None


def _doubts(rows: Any, points: int) -> tuple[tuple[int, str], ...]:
    """The words that seem to contradict a point; once for each."""
    found = {int(k): str(words) for k, words in rows}
    return tuple((k, words) for k, words in found.items() if 1 <= k <= points)


def _within(value: Any, most: float) -> float:
    """A number from 0 to `most`. Raises ValueError for what is none."""
    number = float(value)
    if number != number:
        raise ValueError("not a number")
    return min(max(number, 0.0), most)
