"""Rows of numbers without brackets: lines of a CSV, of a spreadsheet, or of what a program printed as a table."""

import re
from collections.abc import Callable
from itertools import chain, count

from lstm_core.cells.conventions.printed import COLUMNS

Row = list[str]
_IN_QUOTES, _DECIMAL_IN_QUOTES = re.compile(r'"([^"\n]*)"'), re.compile(r'"\s*([-+]?\d+),(\d+)\s*"')


def rows_of_lines(text: str) -> list[Row]:
    """The numbers of every row, as words; labels at the top and at the left are left out.

    Raises ValueError with a sentence where a number is missing or where a comma could be read in two ways.
    """
    text = text.replace("\\\\", "\n").replace("&", " ") if "&" in text else text
    text = _IN_QUOTES.sub(r"\1", _DECIMAL_IN_QUOTES.sub(r"\1.\2", re.sub(r"^sep=.\s*\n", "", text)))
    split = _splitter(text)
    blocks = [
        _unlabelled([split(line) for line in block.splitlines() if line.strip() and not _is_ruler(line)])
        for block in text.split(COLUMNS)
        if block.strip()
    ]
    if len({len(block) for block in blocks}) > 1:
        raise ValueError("its columns are split into several parts, and the parts differ in their number of rows")
    rows = [list(chain.from_iterable(parts)) for parts in zip(*blocks, strict=True)]
    if any(word == "" for row in rows for word in row):
        raise ValueError("a number is missing beside a separator; write every number, 0 as well")
    return rows


def refuse_mixed_commas(text: str) -> None:
    """0,1, 0,2 is two numbers to some and four to others."""
    glued = re.search(r"(?<![\d.,])[-+]?\d+,\d+(?![\d.,]*\d)", text)
    if glued and re.search(r",[ \t]+[-+.\d]", text):
        raise ValueError(f"“{glued[0][:20]}” may be one number or two; write one half as 0.5, and 1, 2 with a space")


def _splitter(text: str) -> Callable[[str], Row]:
    """How the lines of this text are parted: by |, semicolons, tabs, commas or spaces."""
    if "|" in text:
        return lambda line: [word.strip() for word in _decimal_points(line).strip().strip("|").split("|")]
    if ";" in text:
        return lambda line: _fields(_decimal_points(line), ";")
    if "\t" in text and re.search(r"\S *\t *\S", text):
        return lambda line: _fields(_decimal_points(line) if _has_decimal_commas(text) else line, "\t")
    if "," not in text:
        return str.split
    if _has_decimal_commas(text) and re.search(r"\d[ ]+[-+.\d]", text):
        return lambda line: _decimal_points(line).split()
    _refuse_ambiguous(text)
    refuse_mixed_commas(text)
    return _by_commas


def _has_decimal_commas(text: str) -> bool:
    """Whether commas stand inside of numbers only, and no points do."""
    return "." not in text and bool(re.search(r"\d,\d", text)) and not re.search(r",(?!\d)|(?<!\d),|\d,\d+,", text)


def _refuse_ambiguous(text: str) -> None:
    """0,25 alone on every line is one number to some and two to others."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    if all(re.fullmatch(r"[-+]?\d+,\d+", line) for line in lines) and any(
        re.match(r"[-+]?0,\d", line) for line in lines
    ):
        raise ValueError(
            f"“{lines[0][:20]}” may be one number or two; write 0.5 for one half, or a space behind a comma between two"
        )


def _decimal_points(line: str) -> str:
    return line.replace(",", ".")


def _fields(line: str, separator: str) -> Row:
    """The fields of a line; one separator at its end is no field."""
    words = [word.strip() for word in line.split(separator)]
    return words[:-1] if len(words) > 1 and not words[-1] else words


def _by_commas(line: str) -> Row:
    """Commas, with spaces around them or without; spaces alone separate as well."""
    return re.split(r"\s*,\s*|\s+", re.sub(r",\s*$", "", line).strip())


def _is_ruler(line: str) -> bool:
    """Whether a line only draws a table: |---|---| or +----+."""
    return not re.search(r"\w", line) and bool(re.search(r"[-=]{2}", line))


# Labels


def _unlabelled(rows: list[Row]) -> list[Row]:
    """Rows without the names or numbers that label their columns and themselves."""
    if len(rows) < 2:
        return rows
    head, *body = rows
    names = all(map(_is_label, filter(None, head)))
    counted = head[0] == "" or len(body[0]) == len(head) + 1
    if (names or (counted and _counts(list(filter(None, head))))) and any(map(_is_number, body[0])):
        return _without_row_labels(body, len(list(filter(None, head))))
    return _without_row_labels(rows, 0)


def _without_row_labels(rows: list[Row], columns: int) -> list[Row]:
    """Rows without a first column of names, or of 0, 1, 2, ... where the head has a column less."""
    first = [row[0] for row in rows if row]
    named = len(rows) > 1 and all(map(_is_label, first)) and all(len(row) > 1 for row in rows)
    counted = (
        columns and all(len(row) == columns + 1 for row in rows) and (_counts(first) or all(map(_is_label, first)))
    )
    return [row[1:] for row in rows] if named or counted else rows


def _counts(words: Row) -> bool:
    """Whether these are 0, 1, 2, ... or 1, 2, 3, ..."""
    return any(all(word == str(number) for word, number in zip(words, count(start), strict=False)) for start in (0, 1))


def _is_label(word: str) -> bool:
    """Whether this may be the name of a row or column: what begins like a number is one, though a misspelt one."""
    return not _is_number(word) and not re.match(r"[-+]?\.?\d", word)


def _is_number(word: str) -> bool:
    try:
        float(word)
    except ValueError:
        return False
    return True
