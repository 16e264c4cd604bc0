"""The chapters of the course, and the short way through it: data, in chapters.toml."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lstm_core.prose.data import build, read_toml
from lstm_core.prose.wording import Wording

FILE = Path(__file__).with_name("chapters.toml")
SHORT = "short"


@dataclass(frozen=True)
class Chapter:
    """Some lessons that belong together; each of them names its chapter."""

    key: str
    title: Wording
    about: Wording


@cache
def chapters() -> dict[str, Chapter]:
    """Every chapter by its key, in the order of the course. Raises ValueError that names the row."""
    wording = lambda row: build(Wording, FILE.name, row)
    return {
        key: build(Chapter, f"{FILE.name}, {key}", {"key": key} | row, title=wording, about=wording)
        for key, row in read_toml(FILE).items()
        if key != SHORT
    }


def short_way() -> tuple[str, ...]:
    """The keys of the lessons to read if there is little time, in this order."""
    return tuple(read_toml(FILE)[SHORT])
