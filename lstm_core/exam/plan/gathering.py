"""Crumbs of a sitting, a card here and a drill there, are done together with others: nobody sits down for one of them.

A row only moves to a later place, or to one before which it was taught, so that nothing is asked before its lesson.
What belongs to one lesson is put together first; mixing lessons does no harm, it is how their answers are told apart
(Rohrer 2012, Interleaving helps students distinguish among similar concepts).
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from lstm_core.exam.plan.rows import Row
from lstm_core.exam.plan.taught import Lessons
from lstm_core.exam.plan.words import words

CRUMB = 5.0  # minutes, below which cards are not worth a row of their own
LITTLE = 10.0  # minutes of drills, below which cards may be put among them
SOME = 3  # cards that come back


def gathered(rows: Sequence[Row], teaches: Mapping[str, str], lessons: Lessons) -> list[Row]:
    """The rows of a sitting, with what is too little for a row of its own put to another, where there is one.

    teaches: the key of the lesson that teaches a card, by id.
    """
    found, place = list(rows), 0
    while place < len(found):
        other = _partner(found, place, teaches) if is_crumb(found[place]) else None
        if other is None:
            place += 1
        else:
            found, place = _joined(found, sorted((place, other)), teaches, lessons), 0
    return found


def is_crumb(row: Row) -> bool:
    """Whether it is a few cards or drills only; some that come back are soon done, and have a reason of their own."""
    return _has_cards(row) and row.minutes < CRUMB and not (row.again and len(row.items) >= SOME)


def _has_cards(row: Row) -> bool:
    return row.kind in ("cards", "drills")


def _partner(rows: Sequence[Row], place: int, teaches: Mapping[str, str]) -> int | None:
    """The row to which a crumb is put: one of its kind, of the same lesson, the nearest; what comes back to such."""
    crumb = rows[place]
    others = [k for k, row in enumerate(rows) if k != place and _has_cards(row)]
    alike = [k for k in others if rows[k].kind in ("cards", crumb.kind) or rows[k].minutes < LITTLE]
    fits = [k for k in alike if not {*rows[k].items} & {*crumb.items}]
    its = _lessons(crumb, teaches)
    unlike = lambda row: (row.again != crumb.again, row.kind != crumb.kind, _lessons(row, teaches) != its)
    return min(fits, key=lambda k: (*unlike(rows[k]), abs(k - place), k), default=None)


def _joined(rows: Sequence[Row], pair: Sequence[int], teaches: Mapping[str, str], lessons: Lessons) -> list[Row]:
    """The rows with a pair of them in one, in the place of the earlier if the later could be done by then."""
    first, second = pair
    between = {item for row in rows[first:second] for item in row.items}
    waits = between & (_lessons(rows[second], teaches) | {*rows[second].items})
    at, gone = (second, first) if waits else (first, second)
    both = _together(rows[first], rows[second], teaches, lessons)
    return [both if k == at else row for k, row in enumerate(rows) if k != gone]


def _together(one: Row, other: Row, teaches: Mapping[str, str], lessons: Lessons) -> Row:
    """Both in one; its reason is that of each if they have the same, else that mixing is good."""
    kind, again = one.kind if one.kind == other.kind else "cards", one.again and other.again
    both = Row(kind, one.items + other.items, one.minutes + other.minutes, one.title, one.why, again=again)
    keys = sorted(_lessons(both, teaches))
    title, mixed = words(kind, "mixed", len(both.items), [] if again else [lessons[key] for key in keys])
    return replace(both, title=title, why=one.why if again or (len(keys) == 1 and not one.again) else mixed)


def _lessons(row: Row, teaches: Mapping[str, str]) -> set[str]:
    return {teaches[card] for card in row.items}
