"""Data as TOML, read into frozen dataclasses; what cannot be read is refused in a sentence that names file and row.

Every file of data in this package is read here, so that all of them are checked alike. Whoever edits a file sees the
sentence, which is why no general library does it: those name a path such as `$.points[0]`, not the question.
"""

import re
import tomllib
from collections import defaultdict
from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from pathlib import Path
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def read_toml(path: Path, unreadable: str = "{file} cannot be read: {error}") -> dict[str, Any]:
    """A file as it is written. Raises ValueError with the sentence `unreadable` for one that is not TOML."""
    try:
        return tomllib.loads(path.read_text(encoding="utf-8-sig"))  # editors of Windows put a mark first
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ValueError(unreadable.format(file=path.name, error=error)) from error


def parse_toml(text: str, where: str, lines_above: int = 0) -> dict[str, Any]:
    """A piece of a file that has so many lines above it, which the sentence of a ValueError counts as well."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = re.sub(r"line (\d+)", lambda line: f"line {int(line[1]) + lines_above}", str(error))
        raise ValueError(f"{where} cannot be read: {place}") from error


def array_lines(path: Path) -> dict[str, list[int]]:
    """The lines at which the tables of every array begin: {"E01.points": [12, 20, ...]}, counted from 1."""
    lines: dict[str, list[int]] = defaultdict(list)
    for number, line in enumerate(path.read_text(encoding="utf-8-sig").splitlines(), 1):
        if header := re.match(r"\[\[([^\]]+)\]\]", line):
            lines[header[1]].append(number)
    return lines


def build(kind: Callable[..., Kind], where: str, row: Mapping[str, Any], **convert: Callable[[Any], Any]) -> Kind:
    """A row as a dataclass, its lists as tuples; `convert` says for a field how its value is made from the row's.

    Raises ValueError with a sentence that begins with `where`: for a field that is unknown or missing, and for a value
    that the dataclass itself refuses.
    """
    columns = {field.name: field for field in fields(kind)}  # type: ignore[arg-type]
    required = [name for name, field in columns.items() if field.default is field.default_factory is MISSING]
    unknown = [name for name in row if name not in columns]
    missing = [name for name in required if name not in row]
    refuse(bool(unknown), f"{where}: nothing reads {' and '.join(unknown)}")
    refuse(bool(missing), f"{where}: {' and '.join(missing)} must be there")
    try:
        return kind(**{name: convert.get(name, frozen)(value) for name, value in row.items()})
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error


def frozen(value: Any) -> Any:
    """A value in which every list has become a tuple."""
    return tuple(map(frozen, value)) if isinstance(value, list) else value


def one_line(value: Any) -> Any:
    """A value in which every text stands on one line, wherever its lines were broken, and every list is a tuple."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list | tuple):
        return tuple(map(one_line, value))
    return {key: one_line(item) for key, item in value.items()} if isinstance(value, Mapping) else value


def refuse(wrong: bool, sentence: str) -> None:
    """Raise ValueError with this sentence if something is wrong."""
    if wrong:
        raise ValueError(sentence)
