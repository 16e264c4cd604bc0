"""The question bank of the oral exam: what is asked, what is ticked off, and where the sources differ.

The words are data: a TOML file for each topic in `questions/`, and the cards in `differs.toml`. A file opens with the
title of its topic; then every question is a table under its id. A point is a pair ["what is said", "where it stands"];
a follow-up names the point it digs into, counted from 1. All is checked when it is read.
"""

import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from lstm_core.exam.bank.question import Difference, FollowUp, Point, Question, Topic, refuse

__all__ = ["Difference", "FollowUp", "Point", "Question", "Topic", "differences", "questions", "topics"]

FOLDER = Path(__file__).parent / "questions"
CARDS = Path(__file__).parent / "differs.toml"
Row = Mapping[str, Any]
Kind = TypeVar("Kind", Topic, Question, Difference)


@cache
def topics(folder: Path = FOLDER) -> dict[str, Topic]:
    """The topics by key, in the order of their first questions."""
    files = {path.stem: _parsed(path) for path in folder.glob("*.toml")}
    for key, rows in files.items():
        refuse(not rows.keys() - _head(rows).keys(), f"{key}.toml has no questions")
    order = sorted(files, key=lambda key: min(files[key].keys() - _head(files[key]).keys()))
    return {key: _made(Topic, f"{key}.toml", {"key": key} | _head(files[key])) for key in order}


@cache
def questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Every question by its id, topic by topic. Raises ValueError that names file and id."""
    found: dict[str, Question] = {}
    for topic in topics(folder):
        rows = _parsed(folder / f"{topic}.toml")
        for key in rows.keys() - _head(rows).keys():
            refuse(key in found, f"{topic}.toml, {key}: this id is taken by another file")
        found |= {key: _question(topic, key, rows[key]) for key in rows if key not in _head(rows)}
    return found


@cache
def differences(file: Path = CARDS) -> dict[str, Difference]:
    """The cards on which the sources differ, by id: D1, D2, ..."""
    return {key: _made(Difference, f"{file.name}, {key}", {"id": key} | row) for key, row in _parsed(file).items()}


def _question(topic: str, key: str, row: Row) -> Question:
    made = _made(Question, f"{topic}.toml, {key}", {"id": key, "topic": topic, **row})
    for card in made.differs:
        refuse(card not in differences(), f"{topic}.toml, {key}: there is no card {card} in {CARDS.name}")
    return made


def _made(kind: Callable[..., Kind], where: str, row: Row) -> Kind:
    """A row as what it stands for; if it cannot be, the sentence says where."""
    columns = {field.name: field.default for field in fields(kind)}  # type: ignore[arg-type]
    refuse(not row.keys() <= columns.keys(), f"{where}: nothing reads {', '.join(row.keys() - columns.keys())}")
    missing = [name for name, default in columns.items() if name not in row and default is MISSING]
    refuse(bool(missing), f"{where}: {' and '.join(missing)} must be there")
    parts: dict[str, Callable] = {"points": _points, "follow_ups": lambda rows: _follow_ups(row["id"], rows)}
    try:
        return kind(**{name: parts.get(name, lambda value: value)(value) for name, value in row.items()})
    except ValueError as error:
        raise ValueError(f"{where}: {error}") from error


def _points(rows: Iterable[tuple[str, ...]]) -> tuple[Point, ...]:
    for row in rows:
        refuse(len(row) != 2, f"a point is a text and where it stands, not {row}")
    return tuple(Point(*row) for row in rows)


def _follow_ups(key: str, rows: Iterable[Row]) -> tuple[FollowUp, ...]:
    columns = "point prompt german points"
    for row in rows:
        refuse(row.keys() != set(columns.split()), f"a follow-up has {columns}, not {' '.join(row)}")
    return tuple(FollowUp(f"{key}+{k}", **{**row, "points": _points(row["points"])}) for k, row in enumerate(rows, 1))


def _parsed(path: Path) -> dict[str, Any]:
    try:
        return {key: _flat(row) for key, row in tomllib.loads(path.read_text(encoding="utf-8")).items()}
    except tomllib.TOMLDecodeError as error:
        raise ValueError(f"{path.name} cannot be read: {error}") from error


def _head(rows: Row) -> dict[str, Any]:
    """What a file says of its topic: all that is not a question."""
    return {key: value for key, value in rows.items() if not isinstance(value, dict)}


def _flat(value: Any) -> Any:
    """The same with every text on one line, wherever its lines were broken, and every list a tuple."""
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return tuple(map(_flat, value))
    return {key: _flat(one) for key, one in value.items()} if isinstance(value, dict) else value
