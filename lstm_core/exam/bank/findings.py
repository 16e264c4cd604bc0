"""What an examiner asks about a mistake that was found in a drawing or in typed equations.

`findings.toml` has a table for each name that the grader gives a mistake, M1 to M20: the question that makes the
candidate look at it again, and its points.
"""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lstm_core.exam.bank.points import Row, read_point, read_rows, read_wording
from lstm_core.exam.bank.question import Point
from lstm_core.prose.data import array_lines, build, refuse
from lstm_core.prose.wording import Wording

FILE = Path(__file__).parent / "findings.toml"
TOPIC = "lstm"  # of all of them, unless the file names another


@dataclass(frozen=True)
class Finding:
    """A question about one kind of mistake."""

    id: str  # the name that the grader gives the mistake
    prompt: Wording
    points: tuple[Point, ...]
    topic: str = TOPIC

    def __post_init__(self) -> None:
        refuse(not self.points, "a question has a point at least")


@cache
def findings(file: Path = FILE) -> dict[str, Finding]:
    """The questions by the name of the mistake. Raises ValueError with file and line for what cannot be read."""
    lines = array_lines(file)
    return {key: _finding(file.name, key, row, lines.get(f"{key}.points", [])) for key, row in read_rows(file).items()}


def _finding(file: str, key: str, row: Row, lines: list[int]) -> Finding:
    where = f"{file}, {key}"
    return build(
        Finding,
        where,
        {"id": key, **row},
        prompt=lambda text: read_wording(where, text),
        points=lambda rows: tuple(read_point(where, *each) for each in zip(rows, lines, strict=True)),
    )
