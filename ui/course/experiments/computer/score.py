"""The score of a puzzle against par, and the best one so far, which is kept in the learner's log."""

from __future__ import annotations

from lstm_core.course.computer import Puzzle
from ui.common.learner_log import record, recorded

KIND = "puzzle"


def best(puzzle: Puzzle) -> int | None:
    """The fewest strokes with which this learner solved it without being shown how; None if not yet."""
    records = (event.data for event in recorded(KIND) if event.item == puzzle.key)
    strokes = [data["strokes"] for data in records if isinstance(data.get("strokes"), int) and not data.get("shown")]
    return min(strokes, default=None)


def keep_best(puzzle: Puzzle, count: int, hints: int, shown: bool) -> None:
    """Write it into the log if it is better than all before; a solution that was shown is not."""
    before = best(puzzle)
    if not shown and (before is None or count + hints < before):
        record(KIND, puzzle.key, {"strokes": count + hints, "hints": hints, "shown": shown})


def score_line(puzzle: Puzzle, count: int, hints: int, shown: bool, done: bool, record_: int | None) -> str:
    """One line: what is on the board, whether it runs, and what that is worth."""
    helped = f" and {hints} hint{'s' * (hints > 1)}" if hints else ""
    so_far = f"{count} number{'s' * (count != 1)} set{helped}; par is {puzzle.par}."
    if done and shown:
        sentence = f":material/check_circle: **All tests are passed**, with the solution that was shown. {so_far}"
    elif done:
        sentence = (
            f":material/check_circle: **All tests are passed, {_over_or_under(count + hints - puzzle.par)}.** {so_far}"
        )
    else:
        sentence = f":material/radio_button_unchecked: {so_far}"
    return sentence + (f" Your best so far: {record_}." if record_ is not None else "")


def _over_or_under(over: int) -> str:
    if over == 0:
        return "at par"
    return f"{abs(over)} {'over' if over > 0 else 'under'} par"
