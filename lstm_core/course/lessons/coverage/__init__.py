"""What the lectures treat, line by line, and where the app treats it: a file for each lecture, and one for allusions.

["0.4"]                       a row: what is said in some lines, in our words
lines = ["S0:7-8"]
what = "..."
words = ["forget gate"]       what a lesson has to say where it cites these lines, or the row is empty
at = ["course?lesson=lstm"]   addresses of the app; a lesson opens at the paragraph that cites these lines
[aside]                       lines without content, and why: "51-61" = "..."; blank = [3, 9]
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lstm_core.course.lessons.lesson import Lesson
from lstm_core.figure.explain import FOLLOWS, cite
from lstm_core.prose.data import build, read_toml, refuse

FOLDER = Path(__file__).parent
ALLUDED = "alluded"  # the file of what the lectures only name
SPAN = re.compile(rf"(?:{FOLLOWS})?(S\d):(\d+)(?:-(\d+))?")


@dataclass(frozen=True)
class LectureTopic:
    """One piece of content."""

    id: str
    lines: tuple[str, ...]  # "S0:7-8"; none for what the lectures leave out
    what: str
    at: tuple[str, ...]  # addresses of the app
    words: tuple[str, ...] = ()  # what the paragraphs of its lessons that cite these lines have to say

    def __post_init__(self) -> None:
        refuse(not self.what, "what is empty")
        refuse(not self.at, "no place of the app is named")
        for line in self.lines:
            cite(line)


@dataclass(frozen=True)
class LectureCoverage:
    """The rows of a lecture, and its lines that say nothing about the subject."""

    rows: tuple[LectureTopic, ...]
    aside: dict[str, str]  # "S0:51-61": why
    blank: tuple[int, ...]


@cache
def coverage(folder: Path = FOLDER) -> dict[str, LectureCoverage]:
    """By lecture, S0 to S4, and last what is only alluded to. Raises ValueError that names file and row."""
    return {path.stem: _part(path) for path in sorted(folder.glob("*.toml"))}


def spanned(cites: Iterable[str]) -> set[tuple[str, int]]:
    """Every line that these references name: {("S0", 7), ("S0", 8)}."""
    spans = [found for one in cites if (found := SPAN.fullmatch(one))]
    return {(span[1], line) for span in spans for line in range(int(span[2]), int(span[3] or span[2]) + 1)}


def paragraph(lesson: Lesson, lines: Iterable[str]) -> int:
    """The number of the paragraph that cites most of these lines, from 1; 0 if none cites any."""
    wanted = spanned(lines)
    shared = [_share(wanted, spanned(one.cites)) for one in lesson.paragraphs]
    return shared.index(max(shared)) + 1 if any(shared) else 0


def _share(wanted: set[tuple[str, int]], cited: set[tuple[str, int]]) -> float:
    """How much two sets of lines have in common, from 0 to 1."""
    return len(wanted & cited) / max(len(wanted | cited), 1)


def _part(path: Path) -> LectureCoverage:
    rows = read_toml(path)
    aside = rows.pop("aside", {})
    blank = tuple(aside.pop("blank", ()))
    contents = tuple(build(LectureTopic, f"{path.name}, {key}", {"id": key} | row) for key, row in rows.items())
    return LectureCoverage(contents, {f"{path.stem}:{lines}": why for lines, why in aside.items()}, blank)
