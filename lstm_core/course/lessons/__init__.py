"""The course: lessons as data, a page of Markdown each, under a head of TOML; all of it is checked when it is read.

`lesson` says what a lesson is made of, `body` how its text is written. A file is called NN_key.md.
"""

import re
import tomllib
from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from lstm_core.course.lessons.body import paragraphs
from lstm_core.course.lessons.lesson import Derived, Lesson, Misconception, Paragraph, Prediction, cell_of
from lstm_core.course.lessons.made import made, refuse

__all__ = ["Derived", "Lesson", "Misconception", "Paragraph", "Prediction", "cell_of", "lessons"]

FOLDER = Path(__file__).parent
FENCE = "+++"


@cache
def lessons(folder: Path = FOLDER) -> dict[str, Lesson]:
    """Every lesson by its key, in the order of the course. Raises ValueError that names file and place."""
    found: dict[str, Lesson] = {}
    for path in sorted(folder.glob("*.md")):
        lesson = _read(path)
        same = [one.title for one in found.values() if one.number == lesson.number]
        refuse(bool(same), f"{path.name}: lesson {lesson.number} is there already, called {''.join(same)}")
        refuse(lesson.key in found, f"{path.name}: the key {lesson.key} is taken by another lesson")
        found[lesson.key] = lesson
    return found


def _read(path: Path) -> Lesson:
    head, body, first = _parted(path)
    row = _head(path, head)
    refuse("paragraphs" in row, f"{path.name}: the paragraphs stand below the second {FENCE}, not in its head")
    kinds: dict[str, Any] = {"predict": Prediction, "misconception": Misconception}
    parts: dict[str, Any] = {"predict": made(kinds["predict"], f"{path.name}, predict", row.pop("predict", {}))}
    parts["misconceptions"] = tuple(
        made(kinds["misconception"], f"{path.name}, misconception {k}", one)
        for k, one in enumerate(row.pop("misconception", ()), 1)
    )
    cell = str(row.get("cell", ""))
    lesson: Lesson = made(Lesson, path.name, row | parts | {"paragraphs": paragraphs(body, path.name, first, cell)})
    name = f"{lesson.number:02d}_{lesson.key}.md"
    refuse(path.name != name, f"{path.name}: this file has to be called {name}, after its number and key")
    return lesson


def _parted(path: Path) -> tuple[str, str, int]:
    """The head, the body, and the number of the line on which the body begins."""
    lines = path.read_text(encoding="utf-8").split("\n")
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    refuse(len(fences) < 2 or fences[0] != 0, f"{path.name}: it begins with a head between two lines {FENCE}")
    end = fences[1]
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _head(path: Path, text: str) -> dict[str, Any]:
    """The head as plain values, every text on one line, wherever its lines were broken."""
    try:
        return {key: _flat(value) for key, value in tomllib.loads(text).items()}
    except tomllib.TOMLDecodeError as error:
        place = re.sub(r"line (\d+)", lambda found: f"line {int(found[1]) + 1}", str(error))
        raise ValueError(f"{path.name}: the head cannot be read: {place}") from error


def _flat(value: Any) -> Any:
    if isinstance(value, str):
        return " ".join(value.split())
    if isinstance(value, list):
        return tuple(map(_flat, value))
    return {key: _flat(one) for key, one in value.items()} if isinstance(value, Mapping) else value
