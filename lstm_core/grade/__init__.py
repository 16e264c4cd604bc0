"""Draw it from memory: a drawing is read, compared with the cell that was asked for, and marked."""

from lstm_core.grade.as_cell import as_cell
from lstm_core.grade.compare import compare
from lstm_core.grade.drawing import Drawing, Part, Wire, read_drawing
from lstm_core.grade.from_cell import drawing_of
from lstm_core.grade.grading import Grade, grade
from lstm_core.grade.marking import RubricRow
from lstm_core.grade.parts import KINDS, Kind, palette
from lstm_core.grade.remarks import Remark
from lstm_core.grade.runnable import Unrunnable

__all__ = [
    "KINDS",
    "Drawing",
    "Grade",
    "Kind",
    "Part",
    "Remark",
    "RubricRow",
    "Unrunnable",
    "Wire",
    "as_cell",
    "compare",
    "drawing_of",
    "grade",
    "palette",
    "read_drawing",
]
