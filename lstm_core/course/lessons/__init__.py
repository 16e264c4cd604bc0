"""The course: lessons as data, a page of Markdown each, under a head of TOML; all of it is checked when it is read.

`lesson` says what a lesson is made of, `body` how its text is written. A file is called NN_key.md.
"""

from functools import cache
from pathlib import Path
from typing import Any

from lstm_core.course.lessons.body import paragraphs
from lstm_core.course.lessons.lesson import Derived, Lesson, Misconception, Paragraph, Prediction, cell_of
from lstm_core.prose.data import build, one_line, parse_toml, refuse

__all__ = ["Derived", "Lesson", "Misconception", "Paragraph", "Prediction", "cell_of", "lessons"]

FOLDER = Path(__file__).parent
FENCE = "+++"


@cache
def lessons(folder: Path = FOLDER) -> dict[str, Lesson]:
    """Every lesson by its key, in the order of the course. Raises ValueError that names file and place."""
    by_key: dict[str, Lesson] = {}
    for path in sorted(folder.glob("*.md")):
        lesson = _read(path)
        same = [other.title for other in by_key.values() if other.number == lesson.number]
        refuse(bool(same), f"{path.name}: lesson {lesson.number} is there already, called {''.join(same)}")
        refuse(lesson.key in by_key, f"{path.name}: the key {lesson.key} is taken by another lesson")
        by_key[lesson.key] = lesson
    return by_key


def _read(path: Path) -> Lesson:
    head, body, first = _split(path)
    row = _head(path, head)
    refuse("paragraphs" in row, f"{path.name}: the paragraphs stand below the second {FENCE}, not in its head")
    row["predict"] = build(Prediction, f"{path.name}, predict", row.get("predict", {}))
    row["misconceptions"] = tuple(
        build(Misconception, f"{path.name}, misconception {number}", misconception)
        for number, misconception in enumerate(row.pop("misconception", ()), 1)
    )
    row["paragraphs"] = paragraphs(body, path.name, first, str(row.get("cell", "")))
    lesson = build(Lesson, path.name, row)
    name = f"{lesson.number:02d}_{lesson.key}.md"
    refuse(path.name != name, f"{path.name}: this file has to be called {name}, after its number and key")
    return lesson


def _split(path: Path) -> tuple[str, str, int]:
    """The head, the body, and the number of the line on which the body begins."""
    lines = path.read_text(encoding="utf-8").split("\n")
    fences = [number for number, line in enumerate(lines) if line.strip() == FENCE]
    refuse(len(fences) < 2 or fences[0] != 0, f"{path.name}: it begins with a head between two lines {FENCE}")
    end = fences[1]
    return "\n".join(lines[1:end]), "\n".join(lines[end + 1 :]), end + 2


def _head(path: Path, text: str) -> dict[str, Any]:
    """The head as plain values; one line, the fence, stands above it."""
    head: dict[str, Any] = one_line(parse_toml(text, f"{path.name}: the head", lines_above=1))
    return head
