"""The grade of a drawing: remarks, a mark out of 100, and whether it shows another cell than the one asked for."""

from dataclasses import dataclass, field, replace

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.grade.case import Case
from lstm_core.grade.compare import Comparison, best_comparison, worst_cell
from lstm_core.grade.costs import Cost, costs
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.equivalence import same_function
from lstm_core.grade.marking import RubricRow, rubric_rows
from lstm_core.grade.places import Gap, Mark, gaps, marks
from lstm_core.grade.progress import Progress, progress
from lstm_core.grade.remarks import Remark, in_words, sentence
from lstm_core.grade.repairs import Pairing
from lstm_core.grade.variants import Variant, variant
from lstm_core.prose import read

PASS, READY = 70, 90


@dataclass(frozen=True)
class Grade:
    """How good a drawing is, and what has to be repaired."""

    remarks: tuple[Remark, ...]  # what to repair; () if it is right
    mark: int  # 0 to 100
    rubric: tuple[RubricRow, ...]  # the rows of the mark
    costs: tuple[Cost, ...] = ()  # what lowers the mark, up to 100
    progress: Progress = field(default_factory=Progress)  # how far it is, while it is not finished
    marks: tuple[Mark, ...] = ()  # what is to be seen at its parts and wires
    gaps: tuple[Gap, ...] = ()  # where parts are missing
    variant: str = ""  # a sentence, if it shows another cell completely
    same: bool = False  # drawn differently, but it computes the same
    hint: str = ""  # a sentence on what could be added
    pairing: Pairing = field(default_factory=dict)  # node of the reference -> id of the part that stands for it

    @property
    def passed(self) -> bool:
        """Whether this is enough to pass."""
        return self.mark >= PASS

    @property
    def exam_ready(self) -> bool:
        """Whether this would do in the exam, if it was drawn in time."""
        another = bool(self.variant and self.remarks)
        return self.mark >= READY and not another


def grade(drawing: Drawing, cell: Cell, fau: bool = False) -> Grade:
    """The grade of a drawing of a cell. With `fau`, y is asked for as well."""
    single, comparison = worst_cell(drawing, with_readout(cell) if fau and "y" not in cell else cell)
    other = variant(single, cell) if comparison.wires else None
    same = bool(comparison.wires) and other is None and same_function(single, cell, comparison)
    right = same or (other is not None and other.full)
    counted, shown = _marked(comparison, other), _marked(comparison, other, same)
    remarks = in_words(_ranked(counted, shown, single, cell))
    rows = rubric_rows(counted, single, cell, right, fau)
    missing = gaps(remarks, shown, single)
    prose = read("grade")
    absent = fau and "y" not in comparison.drawn.outs
    return Grade(
        tuple(remarks),
        sum(row.got for row in rows),
        rows,
        costs(counted, single, cell, right, fau),
        progress(single, shown, remarks),
        marks(remarks, missing, shown, single),
        missing,
        other.text if other else sentence(prose["variants"]["same"]) if same else "",
        same,
        sentence(prose["grade"]["readout"]) if absent else "",
        comparison.pairing if single == drawing else best_comparison(drawing, cell).pairing,  # of the whole drawing
    )


def _ranked(counted: Comparison, shown: Comparison, drawing: Drawing, cell: Cell) -> list[Case]:
    """What is wrong, the dearest first, then what is not there yet, in the order of the cell."""

    def lost(case: Case) -> int:
        alone = replace(
            counted,
            wires=[repair for repair in case.group if repair in counted.wires],
            labels=[repair for repair in case.group if repair in counted.labels],
        )
        return sum(row.lost for row in rubric_rows(alone, drawing, cell, right=False, fau=False))

    return sorted(shown.cases, key=lambda case: (case.open, 0 if case.open else -lost(case)))


def _marked(comparison: Comparison, other: Variant | None, same: bool = False) -> Comparison:
    """What the remarks are about: only labels, if a variant earns full marks or the same is computed."""
    if other and other.full:
        return other.comparison
    return replace(comparison, wires=()) if same else comparison
