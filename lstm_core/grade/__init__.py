"""Draw it from memory: a drawing is read, compared with the cell that was asked for, and marked."""

from lstm_core.grade.compare import compare
from lstm_core.grade.remarks import Remark

__all__ = ["Remark", "compare"]
