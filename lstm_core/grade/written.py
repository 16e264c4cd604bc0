"""Equations written from memory, marked in one go, as the exam asks for them."""

from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.grade.compare import compare
from lstm_core.grade.equations import read_plain
from lstm_core.grade.remarks import Remark
from lstm_core.grade.variants import variant_of_cell
from lstm_core.latex import named
from lstm_core.prose.complaint import complaint


@dataclass(frozen=True)
class Written:
    """What came of some equations."""

    share: float  # of the lines of the cell, from 0 to 1; each mistake costs one
    remarks: tuple[Remark, ...]  # what is to be repaired


def mark_equations(text: str, cell: Cell) -> Written:
    """The mark of typed equations of a cell. Raises ValueError with a sentence for what cannot be read."""
    if not text.strip():
        raise complaint("empty_equations")
    drawn = read_plain("Yours", text)
    remarks = tuple(compare(drawn, cell))
    other = variant_of_cell(drawn, cell) if remarks else None
    if other and other.full:
        return Written(1.0, ())
    lines = len(named(cell))
    return Written(max(0, lines - len(remarks)) / lines, remarks)
