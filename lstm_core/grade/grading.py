"""The grade of a drawing: remarks, a mark out of 100, and whether it shows another cell than the one asked for."""

from dataclasses import dataclass, field, replace

from lstm_core.cell import Cell
from lstm_core.grade.compare import Finding, examine, worst
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.marking import Line, lines
from lstm_core.grade.remarks import Remark, sentence
from lstm_core.grade.repairs import Pairing
from lstm_core.grade.same import same_function
from lstm_core.grade.variants import Variant, variant
from lstm_core.prose import read

PASS, READY = 70, 90


@dataclass(frozen=True)
class Grade:
    """What is said about a drawing."""

    remarks: tuple[Remark, ...]  # what to repair; () if it is right
    mark: int  # 0 to 100
    lines: tuple[Line, ...]  # the rows of the mark
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
    single, finding = worst(drawing, cell)
    other = variant(single, cell) if finding.wires else None
    same = bool(finding.wires) and other is None and same_function(single, cell, finding)
    right = same or (other is not None and other.full)
    rows = lines(_marked(finding, other), single, cell, right, fau)
    remarks = _marked(finding, other, same).remarks
    prose = read("grade")
    text = other.text if other else sentence(prose["variants"]["same"]) if same else ""
    absent = fau and "y" not in finding.drawn.outs
    hint = sentence(prose["grade"]["readout"]) if absent else ""
    pairing = finding.pairing if single == drawing else examine(drawing, cell).pairing  # of the whole drawing
    return Grade(tuple(remarks), sum(row.got for row in rows), rows, text, same, hint, pairing)


def _marked(finding: Finding, other: Variant | None, same: bool = False) -> Finding:
    """What the remarks are about: only labels, if a variant earns full marks or the same is computed."""
    if other and other.full:
        return other.finding
    return replace(finding, wires=()) if same else finding
