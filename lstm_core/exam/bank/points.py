"""The parts of the bank's files that its questions and the questions about mistakes share: tables, texts, points."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from lstm_core.exam.bank.numbers import Number
from lstm_core.exam.bank.question import Point
from lstm_core.prose.data import build, one_line, read_toml, refuse
from lstm_core.prose.wording import Wording

Row = Mapping[str, Any]


def read_rows(file: Path) -> dict[str, Any]:
    """All tables of a file, each text in one line. Raises ValueError with file and line for what is no TOML."""
    rows: dict[str, Any] = one_line(read_toml(file))
    return rows


def read_point(where: str, row: Row, line: int) -> Point:
    """A point with its twin. Raises ValueError that begins with where it stands, its line in the file included."""
    where = f"{where}, line {line}"

    def text(row: Row) -> Wording:
        return read_wording(where, row)

    return build(Point, where, row, twin=text, why=text)


def read_number(where: str, row: Row, line: int) -> Number:
    """A number that is checked. Raises ValueError that begins with where it stands, its line in the file included."""
    where = f"{where}, line {line}"
    return build(Number, where, row, label=lambda text: read_wording(where, text))


def read_wording(where: str, row: Row) -> Wording:
    """A text in both languages, a table with `en` and `de`. Raises ValueError that begins with where it stands."""
    refuse(not isinstance(row, Mapping), f"{where}: a text is a table with en and de, not {row!r}")
    return build(Wording, where, row)
