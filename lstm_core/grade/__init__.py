"""Draw it from memory: a drawing is read, compared with the cell that was asked for, and marked.

drawing, parts           what a canvas sends, read and checked; the kinds of parts
graph, from_cell         drawing and cell as graphs of the same kind; a cell as a drawing
pairing, similarity      which box stands for which, with the fewest repairs; compare: the two together
repairs, grouping, case  what has to be repaired, gathered into mistakes; purposes: what a box of a cell is for
completeness, unplaced   what is not wired yet, and what it could still become; progress: what comes next
known_mistakes, labels   mistakes that examiners know by name; what boxes are called
remarks, marking         mistakes in words, and in points; costs: why points are lost; grading: all of it
places                   where on the canvas a remark belongs, and where a part is missing
variants, equivalence    what is right in another way
counterexample           the smallest input that proves a cell wrong; stand_ins, same_formula: what it rests on
side_by_side, by_hand    a counterexample moment by moment, and its sums written out
as_cell, runnable        a drawing as a cell that can be run; recall_demo: both set to one task
exercises                ways to practise: tracing, gaps, blank sheet, find the mistake
equations                equations as students write them
"""

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
