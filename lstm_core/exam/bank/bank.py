"""The question bank of the oral exam: what is asked, what is ticked off, and where the sources differ.

The words are data: a TOML file for each topic in `questions/`, and the cards in `differs.toml`. A file opens with the
title of its topic; then every question is a table under its id, with its points and follow-ups below. A follow-up names
the point it digs into, counted from 1. All is checked when it is read.
"""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lstm_core.exam.bank.points import Row, read_number, read_point, read_rows, read_wording
from lstm_core.exam.bank.question import Difference, FollowUp, Point, Question, Topic
from lstm_core.prose.data import array_lines, build, refuse

__all__ = ["Difference", "FollowUp", "Point", "Question", "Topic", "differences", "questions", "topics"]

FOLDER = Path(__file__).parent / "questions"
CARDS = Path(__file__).parent / "differs.toml"
ARRAYS = ("points", "numbers", "follow_ups.points", "follow_ups.numbers")  # whose lines are named in a refusal
Lines = Mapping[str, list[int]]  # where the tables of each array begin


@cache
def topics(folder: Path = FOLDER) -> dict[str, Topic]:
    """The topics by key, in the order of their first questions."""
    files = {path.stem: read_rows(path) for path in folder.glob("*.toml")}
    for key, rows in files.items():
        refuse(not rows.keys() - _head(rows).keys(), f"{key}.toml has no questions")
    order = sorted(files, key=lambda key: min(files[key].keys() - _head(files[key]).keys()))
    return {key: build(Topic, f"{key}.toml", {"key": key} | _head(files[key])) for key in order}


@cache
def questions(folder: Path = FOLDER) -> dict[str, Question]:
    """Every question by its id, topic by topic. Raises ValueError that names file, id and, for a point, its line."""
    by_id: dict[str, Question] = {}
    for topic in topics(folder):
        path = folder / f"{topic}.toml"
        rows, lines = read_rows(path), array_lines(path)
        for key in rows.keys() - _head(rows).keys():
            refuse(key in by_id, f"{topic}.toml, {key}: this id is taken by another file")
        by_id |= {key: _question(topic, key, rows[key], lines) for key in rows if key not in _head(rows)}
    return by_id


@cache
def differences(file: Path = CARDS) -> dict[str, Difference]:
    """The cards on which the sources differ, by id: D1, D2, ..."""
    return {key: _difference(f"{file.name}, {key}", key, row) for key, row in read_rows(file).items()}


def _difference(where: str, key: str, row: Row) -> Difference:
    texts = {name: lambda text: read_wording(where, text) for name in ("title", "says", "teach")}
    return build(Difference, where, {"id": key, **row}, **texts)


def _question(topic: str, key: str, row: Row, lines: Lines) -> Question:
    where = f"{topic}.toml, {key}"
    at = {name: iter(lines.get(f"{key}.{name}", ())) for name in ARRAYS}
    question = build(
        Question,
        where,
        {"id": key, "topic": topic, **row},
        prompt=lambda text: read_wording(where, text),
        answer=lambda text: read_wording(where, text),
        hints=lambda texts: tuple(read_wording(where, text) for text in texts),
        points=lambda rows: tuple(read_point(where, row, next(at["points"], 0)) for row in rows),
        numbers=lambda rows: tuple(read_number(where, row, next(at["numbers"], 0)) for row in rows),
        follow_ups=lambda rows: tuple(_follow_up(where, f"{key}+{k}", row, at) for k, row in enumerate(rows, 1)),
    )
    for card in question.differs:
        refuse(card not in differences(), f"{where}: there is no card {card} in {CARDS.name}")
    return question


def _follow_up(where: str, key: str, row: Row, at: Mapping[str, Iterator[int]]) -> FollowUp:
    points, numbers = at["follow_ups.points"], at["follow_ups.numbers"]
    where = f"{where}, {key}"
    return build(
        FollowUp,
        where,
        {"id": key, **row},
        prompt=lambda text: read_wording(where, text),
        points=lambda rows: tuple(read_point(where, row, next(points, 0)) for row in rows),
        numbers=lambda rows: tuple(read_number(where, row, next(numbers, 0)) for row in rows),
    )


def _head(rows: Row) -> dict[str, Any]:
    """What a file says of its topic: all that is not a question."""
    return {key: value for key, value in rows.items() if not isinstance(value, dict)}
