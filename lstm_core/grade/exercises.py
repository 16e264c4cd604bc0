"""Ways to practise a drawing, from tracing to the clock, and hints that cost points."""

from dataclasses import dataclass, replace

import numpy as np

from lstm_core.cell import Cell
from lstm_core.figure.stages import stages
from lstm_core.grade import Drawing, Remark, compare, drawing_of
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.parts import GIVEN, LEAVES
from lstm_core.grade.repairs import Pairing
from lstm_core.mistakes import mistakes, say

DRAWN_CELLS = ("LSTM", "GRU", "Elman", "Peephole LSTM")  # the cells to draw
SECONDS = 180.0  # an LSTM on paper, as examiners give it
GAPS = 0.4  # of the boxes are missing in "Fill the gaps"
COST = 5  # points of 100 for a hint
EMPTY = Drawing()


@dataclass(frozen=True)
class Exercise:
    """One way to practise a drawing."""

    note: str  # what to do, for the learner
    timed: bool = False
    typed: bool = False  # there are equations to type
    drawn: bool = True  # there is a drawing
    repair: bool = False  # it begins with a wrong drawing


EXERCISES = {  # the easiest first
    "Trace": Exercise("The outline is under the canvas. Draw every part on its shadow, then the wires."),
    "Fill the gaps": Exercise("Some boxes and their wires are missing. Put them back."),
    "Blank sheet": Exercise("An empty sheet: draw every part and every wire, name the gates, check."),
    "Three minutes": Exercise(
        "As in the exam: the figure and its equations within three minutes. The clock starts when you do.",
        timed=True,
        typed=True,
    ),
    "Find the mistake": Exercise("This cell has one mistake in it. Find it and repair it.", repair=True),
    "Write it": Exercise("No figure today: type the equations, as on the exam sheet.", typed=True, drawn=False),
}


@dataclass(frozen=True)
class ExerciseSheet:
    """What an exercise begins with."""

    drawing: Drawing = EMPTY
    ghosts: Drawing = EMPTY  # shadows to trace
    locked: tuple[str, ...] = ()  # ids of parts that stay where they are


def exercise_sheet(way: str, cell: Cell, seed: int = 0) -> ExerciseSheet:
    """What an exercise begins with; another seed leaves other gaps and makes another mistake."""
    right = drawing_of(cell)
    if way == "Trace":
        return ExerciseSheet(ghosts=right)
    if way == "Fill the gaps":
        return _gaps(right, np.random.default_rng(seed))
    if way == "Find the mistake":
        return ExerciseSheet(drawing_with_mistake(cell, seed))
    return ExerciseSheet()


def _gaps(right: Drawing, rng: np.random.Generator) -> ExerciseSheet:
    """Some boxes gone, with every wire that touched them; the rest stays where it is."""
    boxes = [part.id for part in right.parts if part.kind not in (*GIVEN, *LEAVES, "join")]
    gone = set(rng.choice(boxes, max(1, round(GAPS * len(boxes))), replace=False))
    parts = tuple(part for part in right.parts if part.id not in gone)
    wires = tuple(wire for wire in right.wires if not {wire.source, wire.target} & gone)
    return ExerciseSheet(Drawing(parts, wires), locked=tuple(part.id for part in parts))


def drawing_with_mistake(cell: Cell, seed: int) -> Drawing:
    """A drawing of the cell with one of its `mistakes` in it."""
    wrong = [found for _, found in mistakes(cell)]
    for k in np.random.default_rng(seed).permutation(len(wrong)):
        drawing = drawing_of(replace(wrong[k], picture=cell.picture))
        if compare(drawing, cell):  # some mistakes of the weights inside a box cannot be seen in a figure
            return drawing
    raise ValueError(f"{cell.name} has no mistake that a figure can show.")


def hint(remark: Remark, cell: Cell, level: int) -> str:
    """More and more of what is wrong: 1 the part of the cell, 2 the box, 3 everything."""
    if level >= 3:
        return remark.text
    if remark.meant not in cell:
        return (
            "Look for a part that is left over or in the wrong place." if level == 1 else "It is marked in the drawing."
        )
    if level == 2:
        return f"Look at {say(cell, remark.meant)}."
    stage = next((s for s in stages(cell) if remark.meant in s.steps), None)
    return f"Look at the part that makes {stage.title(cell)}." if stage else "Look at what arrives."


def runnable(drawing: Drawing, pairing: Pairing, name: str) -> tuple[Cell, dict[str, str]]:
    """The drawing as a cell, and for its nodes the nodes of the reference they stand for. Raises Unrunnable.

    `pairing` is that of the drawing's `Grade`.
    """
    drawn, names = cell_and_names(drawing, name)
    return drawn, {names[box]: meant for meant, box in pairing.items() if box in names}
