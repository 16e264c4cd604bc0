"""Rows of data made into what they stand for, or refused in a sentence that says where they are."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from typing import Any, TypeVar

Kind = TypeVar("Kind")


def made(kind: Callable[..., Kind], where: str, row: Mapping[str, Any]) -> Kind:
    """A row as what it stands for; if it cannot be, the sentence says where."""
    columns = {field.name: field.default for field in fields(kind)}  # type: ignore[arg-type]
    unknown = [name for name in row if name not in columns]
    missing = [name for name, default in columns.items() if name not in row and default is MISSING]
    refuse(bool(unknown), f"{where}: nothing reads {' and '.join(unknown)}")
    refuse(bool(missing), f"{where}: {' and '.join(missing)} must be there")
    try:
        return kind(**row)
    except (TypeError, ValueError) as error:
        raise ValueError(f"{where}: {error}") from error


def refuse(wrong: bool, words: str) -> None:
    """ValueError with these words if something is wrong."""
    if wrong:
        raise ValueError(words)
