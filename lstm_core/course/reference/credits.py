"""Whose work the app stands on: libraries as they are installed, and the rest from `prose/credits.toml`."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import Any

from lstm_core.prose import read
from lstm_core.prose.data import build

REQUIREMENTS = Path(__file__).parents[3] / "requirements.txt"
LONG = 80  # letters of a field "License": more is the whole licence and not its name


@dataclass(frozen=True)
class Library:
    """A package that is installed."""

    name: str
    version: str
    licence: str
    summary: str
    home: str


@dataclass(frozen=True)
class Credit:
    """Something that is no library: what it is, whose, under which licence, and where it is used."""

    what: str
    whose: str
    licence: str
    used: str
    cites: tuple[str, ...] = ()


@cache
def libraries(file: Path = REQUIREMENTS) -> tuple[Library, ...]:
    """What requirements.txt names, as it is installed here; what is not installed says so."""
    lines = [line.split("#")[0].strip() for line in file.read_text(encoding="utf-8").splitlines()]
    names = [re.split(r"[^\w.-]", line)[0] for line in lines if line and not line.startswith("-")]
    return tuple(_library(name) for name in names)


@cache
def credits_by_part() -> dict[str, tuple[Credit, ...]]:
    """Fonts, icons, colours, tunes and texts, by heading."""
    return {
        part: tuple(_credit(part, what, row) for what, row in rows.items()) for part, rows in read("credits").items()
    }


def _credit(part: str, what: str, row: Mapping[str, Any]) -> Credit:
    return build(Credit, f"credits.toml, {part}, {what}", {"what": what, **row})


def _library(name: str) -> Library:
    try:
        facts = metadata(name)
    except PackageNotFoundError:
        return Library(name, "not installed", "", "", "")
    links = [link.partition(", ") for link in facts.get_all("Project-URL") or ()]
    by_name = {label.lower(): address for label, _, address in links}
    order = ("homepage", "home", "source", "source code", "repository", "documentation")
    home = _field(facts, "Home-page") or next((by_name[key] for key in order if key in by_name), "")
    return Library(name, facts["Version"], _licence(facts), _field(facts, "Summary"), home)


def _licence(facts: Any) -> str:
    """The licence by name, from whichever field the package fills in."""
    if expression := _field(facts, "License-Expression"):
        return expression
    words = _field(facts, "License")
    if words and len(words) <= LONG and "\n" not in words:
        return words
    classes = [line for line in facts.get_all("Classifier") or () if line.startswith("License ::")]
    return ", ".join(line.rpartition(" :: ")[2] for line in classes) or words.partition("\n")[0] or "not stated"


def _field(facts: Any, name: str) -> str:
    """What a field says; "" if it is not there."""
    return str((facts.get_all(name) or [""])[0]).strip()
