"""What lowers the mark, each reason with its points; together they are what is missing to 100."""

from collections.abc import Sequence
from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.marking import RubricRow, absent_points, nameless, rubric_rows
from lstm_core.grade.remarks import box_in_words
from lstm_core.prose import read
from lstm_core.prose.text import listed

FEW = 3  # reasons that are read at a glance; with more, what is not there yet is one


@dataclass(frozen=True)
class Cost:
    """One reason for a lower mark."""

    words: str
    points: int


def costs(comparison: Comparison, drawing: Drawing, asked: Cell, right: bool, fau: bool) -> tuple[Cost, ...]:
    """The reasons, the dearest first; () for 100 points."""
    rows = rubric_rows(comparison, drawing, asked, right, fau)
    wrong = rubric_rows(comparison, drawing, asked, right, fau, ahead=False)
    by_row = _by_row(rows, comparison, drawing, fau)
    if len(by_row) > FEW and (later := sum(row.lost for row in rows) - sum(row.lost for row in wrong)):
        by_row = [*_by_row(wrong, comparison, drawing, fau), Cost(_word("later"), later)]
    return tuple(sorted(by_row, key=lambda cost: -cost.points))


def _by_row(rows: Sequence[RubricRow], comparison: Comparison, drawing: Drawing, fau: bool) -> list[Cost]:
    """A reason for every row that loses points; a missing y is one of its own."""
    found = []
    for row in rows:
        absent = min(absent_points(comparison, fau), row.lost) if row.key == "outputs" else 0
        if absent:
            found.append(Cost(_word("readout"), absent))
        if row.lost > absent:
            found.append(Cost(_reason(row.key, comparison, drawing), row.lost - absent))
    return found


def _reason(key: str, comparison: Comparison, drawing: Drawing) -> str:
    """Why a row has lost points, in a few words."""
    cell = comparison.cell
    if key in cell:
        missing = any(r.what == "missing" and r.meant == key and not r.drawn for r in comparison.wires)
        return _word("box_missing" if missing else "box").format(box=box_in_words(cell, key))
    if key != "labels":
        return _word(key)
    bare = nameless(comparison, drawing)
    bare = [name for name in bare if name in comparison.pairing] or bare
    if bare and not any(part.label for part in drawing.parts):
        return _word("labels")
    boxes = listed(box_in_words(cell, name) for name in bare)
    return _word("some_labels" if bare else "time").format(box=boxes)


def _word(key: str) -> str:
    return str(read("grade")["costs"][key])
