"""Numbers as a learner pastes them: rows of plain numbers, a CSV, or what a program printed.

Either all of it is read or it is refused in a sentence: nothing is left out in silence, and where two readings are
possible the sentence asks which one is meant.
"""

import re
from collections.abc import Iterator

import numpy as np

from lstm_core.cells.conventions.printed import COLUMNS, bare
from lstm_core.cells.conventions.tables import refuse_mixed_commas, rows_of_lines

LARGEST, LONGEST = 1e6, 60_000  # in size of a number; characters of a block
Group = list  # of strings, the text between brackets, and of groups


def array(text: str, dimensions: int) -> np.ndarray:
    """A vector (1) or a matrix (2) from text, a row on each line. Raises ValueError with a sentence."""
    if len(text) > LONGEST:
        raise ValueError(f"that is {len(text):,} characters; up to {LONGEST:,} are read here")
    plain, factor = bare(text)
    words = _rows_of_brackets(plain, dimensions) if set(plain) & set("[]()") else rows_of_lines(plain)
    rows = [[_number(word, factor) for word in row] for row in words]
    if not rows or not any(rows):
        raise ValueError("it is empty; type numbers, one row on each line")
    return _vector(rows) if dimensions == 1 else _matrix(rows)


def text(block: np.ndarray) -> str:
    """A block as it is shown and copied: a row on each line, columns below each other, every digit there."""
    rows = [[repr(float(number)).removesuffix(".0") for number in row] for row in np.atleast_2d(block + 0.0)]
    width = max((len(word) for row in rows for word in row), default=0)
    return "\n".join(" ".join(word.rjust(width) for word in row) for row in rows)


def _vector(rows: list[list[float]]) -> np.ndarray:
    if len(rows) > 1 and any(len(row) != 1 for row in rows):
        raise ValueError(f"it has {len(rows)} rows; a bias is one row of numbers")
    return np.array([number for row in rows for number in row])


def _matrix(rows: list[list[float]]) -> np.ndarray:
    widths = [len(row) for row in rows]
    odd = next((k for k, width in enumerate(widths) if width != widths[0]), 0)
    if odd:
        raise ValueError(f"row 1 has {widths[0]} numbers, but row {odd + 1} has {widths[odd]}; all need the same")
    return np.array(rows)


def _number(word: str, factor: float) -> float:
    try:
        number = float(word if "_" not in word else "_") * factor
    except ValueError:
        raise ValueError(f"“{word[:20]}” is not a number; write numbers such as 0.5 or -1e-3") from None
    if not abs(number) <= LARGEST:
        raise ValueError(f"{word[:20]} is no weight; numbers must be between −{LARGEST:,.0f} and {LARGEST:,.0f}")
    return number


# Brackets


def _rows_of_brackets(text: str, dimensions: int) -> list[list[str]]:
    """The numbers of every row, as words, of text with brackets: [[1, 2], [3, 4]], [1 2; 3 4] or [1 2] [3 4]."""
    groups = _groups_only(_parsed(text.replace(COLUMNS, "\n")), "outside the brackets")
    deepest = max(map(_depth, groups))
    if len(groups) == 2 and deepest == 2 and _is_shape(*groups):
        groups = groups[1:]
    if deepest > 2:
        raise ValueError("it has three dimensions or more; a block has one or two: choose one layer, or one part")
    if deepest == 2 and len(groups) > 1:
        raise ValueError(f"there are {len(groups)} matrices in it; paste them one at a time")
    if deepest == 2:
        groups = _groups_only(groups[0], "between the rows")
    elif len(groups) == 1:
        return list(_rows_of_one_bracket(groups[0], dimensions))
    return [_words("".join(group)) for group in groups]


def _rows_of_one_bracket(group: Group, dimensions: int) -> Iterator[list[str]]:
    """[1 2; 3 4] is a matrix, and so is what stands on several lines where one is asked for; else one row."""
    inner = "".join(group).strip()
    parts = inner.removesuffix(";").split(";") if ";" in inner else inner.splitlines() if dimensions == 2 else [inner]
    for part in parts:
        if part.strip() or ";" in inner:
            yield _words(part)


def _parsed(text: str) -> Group:
    """Text as nested groups. Raises ValueError where brackets do not close each other."""
    stack: list[tuple[str, Group]] = [("", [])]
    for piece in re.split(r"([\[\]()])", text):
        if piece in ("[", "("):
            stack.append((piece, []))
        elif piece in ("]", ")"):
            opened, group = stack.pop()
            if opened + piece not in ("[]", "()"):
                raise ValueError("a bracket closes that was not opened; look at the brackets, or leave them all out")
            stack[-1][1].append(group)
        elif piece:
            stack[-1][1].append(piece)
    if len(stack) > 1:
        raise ValueError("a bracket is open; close it, or leave all brackets out")
    return stack[0][1]


def _groups_only(items: Group, where: str) -> list[Group]:
    """The groups among items between which only separators stand."""
    strange = " ".join(item.strip(" ,;\t\r\n") for item in items if isinstance(item, str)).strip()
    if strange:
        raise ValueError(f"“{strange[:20]}” stands {where}; put it inside, or take it out")
    return [item for item in items if isinstance(item, list)]


def _depth(group: Group) -> int:
    return 1 + max((_depth(item) for item in group if isinstance(item, list)), default=0)


def _is_shape(first: Group, second: Group) -> bool:
    """Whether the first group is only the shape of the second: (2, 3) before [[...], [...]]."""
    if _depth(first) != 1:
        return False
    rows = [item for item in second if isinstance(item, list)]
    sizes = [str(len(rows)), str(len(_words("".join(rows[0]))))] if rows and _depth(second) == 2 else []
    return _words("".join(first)) == sizes


def _words(row: str) -> list[str]:
    """The words of a row between brackets, where commas and white space separate."""
    row = row.strip()
    if "." not in row and re.search(r"\d,\d+\s+[-+]?\d", row):
        raise ValueError(f"“{row[:20]}” has commas that may be decimal ones; write numbers with a point, such as 0.5")
    refuse_mixed_commas(row)
    words = re.split(r"\s*,\s*|\s+", row.removesuffix(",").strip()) if row else []
    if "" in words:
        raise ValueError("a number is missing beside a comma; write every number, 0 as well")
    return words
