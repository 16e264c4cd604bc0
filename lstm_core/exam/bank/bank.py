"""The question bank of the oral exam: what is asked, what is ticked off, and where the sources differ.

The words are data: a TOML file for each topic in `questions/`, and the cards in `differs.toml`. A file opens with the
title of its topic; then every question is a table under its id. A point is a pair ["what is said", "where it stands"];
a follow-up names the point it digs into, counted from 1. All is checked when it is read.
"""

from collections.abc import Iterable, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lstm_core.exam.bank.question import Difference, FollowUp, Point, Question, Topic
from lstm_core.prose.data import build, one_line, read_toml, refuse

__all__ = ["Difference", "FollowUp", "Point", "Question", "Topic", "differences", "questions", "topics"]

FOLDER = Path(__file__).parent / "questions"
CARDS = Path(__file__).parent / "differs.toml"
Row = Mapping[str, Any]


@cache
def topics(folder: Path = FOLDER) -> dict[str, Topic]:
    """The topics by key, in the order of their first questions."""
    files = {path.stem: _rows(path) for path in folder.glob("*.toml")}
    for key, rows in files.items():
        refuse(not rows.keys() - _head(rows).keys(), f"{key}.toml has no questions")
    order = sorted(files, key=lambda key: min(files[key].keys() - _head(files[key]).keys()))
    return {key: build(Topic, f"{key}.toml", {"key": key} | _head(files[key])) for key in order}


@cache
def questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Every question by its id, topic by topic. Raises ValueError that names file and id."""
    by_id: dict[str, Question] = {}
    for topic in topics(folder):
        rows = _rows(folder / f"{topic}.toml")
        for key in rows.keys() - _head(rows).keys():
            refuse(key in by_id, f"{topic}.toml, {key}: this id is taken by another file")
        by_id |= {key: _question(topic, key, rows[key]) for key in rows if key not in _head(rows)}
    return by_id


@cache
def differences(file: Path = CARDS) -> dict[str, Difference]:
    """The cards on which the sources differ, by id: D1, D2, ..."""
    return {key: build(Difference, f"{file.name}, {key}", {"id": key} | row) for key, row in _rows(file).items()}


def _question(topic: str, key: str, row: Row) -> Question:
    where = f"{topic}.toml, {key}"
    question = build(
        Question,
        where,
        {"id": key, "topic": topic, **row},
        points=_points,
        follow_ups=lambda rows: _follow_ups(key, rows),
    )
    for card in question.differs:
        refuse(card not in differences(), f"{where}: there is no card {card} in {CARDS.name}")
    return question


def _points(rows: Iterable[tuple[str, ...]]) -> tuple[Point, ...]:
    for row in rows:
        refuse(len(row) != 2, f"a point is a text and where it stands, not {row}")
    return tuple(Point(*row) for row in rows)


def _follow_ups(key: str, rows: Iterable[Row]) -> tuple[FollowUp, ...]:
    columns = "point prompt german points"
    for row in rows:
        refuse(row.keys() != set(columns.split()), f"a follow-up has {columns}, not {' '.join(row)}")
    return tuple(FollowUp(f"{key}+{k}", **{**row, "points": _points(row["points"])}) for k, row in enumerate(rows, 1))


def _rows(path: Path) -> dict[str, Any]:
    rows: dict[str, Any] = one_line(read_toml(path))
    return rows


def _head(rows: Row) -> dict[str, Any]:
    """What a file says of its topic: all that is not a question."""
    return {key: value for key, value in rows.items() if not isinstance(value, dict)}
