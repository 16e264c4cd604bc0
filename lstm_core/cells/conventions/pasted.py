"""Numbers as a learner pastes them: rows of plain numbers, a CSV, or what NumPy and PyTorch print."""

import re

import numpy as np

LARGEST, LONGEST = 1e6, 60_000  # in size of a number; characters of a block
PRINTED = re.compile(r"Parameter containing:|(?:tensor|array|np\.array)\s*\(|\b(?:dtype|device|requires_grad|grad_fn)"
                     r"\s*=\s*[^,)\]]+|tf\.Tensor\(|\bshape=\([^)]*\)")  # fmt: skip


def array(text: str, dimensions: int) -> np.ndarray:
    """A vector (1) or a matrix (2) from text, a row on each line. Raises ValueError with a sentence."""
    if len(text) > LONGEST:
        raise ValueError(f"that is {len(text):,} characters; up to {LONGEST:,} are read here")
    rows = [_row(line) for line in _lines(PRINTED.sub(" ", text.replace("−", "-")))]
    rows = [row for row in rows if row]
    if not rows:
        raise ValueError("it is empty; type numbers, one row on each line")
    if dimensions == 1 and (len(rows) == 1 or all(len(row) == 1 for row in rows)):
        return np.array([number for row in rows for number in row])
    if dimensions == 1:
        raise ValueError(f"it has {len(rows)} rows; a bias is one row of numbers")
    widths = [len(row) for row in rows]
    odd = next((k for k, width in enumerate(widths) if width != widths[0]), 0)
    if odd:
        raise ValueError(f"row 1 has {widths[0]} numbers, but row {odd + 1} has {widths[odd]}; all need the same")
    return np.array(rows)


def text(block: np.ndarray) -> str:
    """A block as it is shown and copied: a row on each line, columns below each other, as many digits as it takes."""
    rows = [[f"{number:.10g}" for number in row] for row in np.atleast_2d(block + 0.0)]
    width = max(len(word) for row in rows for word in row)
    return "\n".join(" ".join(word.rjust(width) for word in row) for row in rows)


def _lines(text: str) -> list[str]:
    """The rows: what stands in the innermost brackets, or else on lines of their own."""
    inner = re.findall(r"\[([^\[\]]*)\]", text)
    if inner:
        return [" ".join(row.split()) for row in inner]
    if "[" in text or "]" in text:
        raise ValueError("a bracket is open; close it, or leave all brackets out")
    return text.splitlines()


def _row(line: str) -> list[float]:
    """The numbers of a row; where semicolons part them, a comma is a decimal comma."""
    words = line.replace(",", ".").split(";") if ";" in line else re.split(r"[\s,]+", line.strip(" \t,()"))
    return [_number(word.strip()) for word in words if word.strip(" ()")]


def _number(word: str) -> float:
    try:
        number = float(word)
    except ValueError:
        raise ValueError(f"“{word[:20]}” is not a number; write numbers such as 0.5 or -1e-3") from None
    if not abs(number) <= LARGEST:
        raise ValueError(f"{word[:20]} is no weight; numbers lie between −{LARGEST:,.0f} and {LARGEST:,.0f}")
    return number
