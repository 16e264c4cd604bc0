"""What a stage of a cell is for, in words: the why, the examiner's question, a good answer and the sources.

The words are data (`prose/stages.toml`). They are used for every stage whose nodes are exactly those of a
cell we ship; for any other stage, such as a learner's own, they are built from its roles and meanings.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from lstm_core.cell import Cell
from lstm_core.cell.readout import READOUT
from lstm_core.cells import CELLS
from lstm_core.figure.stages import Stage
from lstm_core.latex import symbol
from lstm_core.prose import read
from lstm_core.prose.text import listed

TEXTS = ("title", "why", "asks", "say")  # the fields that every explanation has
LINES = re.compile(r"(S\d+):(\d+)(?:-(\d+))?")  # of a lecture
CITED = {
    "en": {"line": "line", "lines": "lines", "follows": "{}, from which it follows"},
    "de": {"line": "Zeile", "lines": "Zeilen", "follows": "{}; daraus folgt es"},
}
FOLLOWS = "follows from "  # before a reference that does not say the thing itself: "follows from S4:101"


@dataclass(frozen=True)
class Disagreement:
    """Where the sources disagree: what they say, and what to say in the exam."""

    says: str
    teach: str


@dataclass(frozen=True)
class Explanation:
    """The words beside one stage; LaTeX stands in $...$."""

    title: str
    why: str  # what it is for
    asks: str  # the examiner's question
    say: str  # a good answer
    cites: tuple[str, ...] = ()  # references such as "S2:30-35"; `cite` puts them in words
    differs: Disagreement | None = None


def explain(cell: Cell, stage: Stage) -> Explanation:
    """The words for one stage: those of the cell, else those shared by all cells, else built ones."""
    words = _written(cell, stage)
    if not words:
        return _built(cell, stage)
    fields: dict[str, Any] = {field: _line(words[field]) for field in TEXTS}
    if words.get("differs"):
        fields["differs"] = Disagreement(**{field: _line(text) for field, text in words["differs"].items()})
    return Explanation(**fields, cites=tuple(words["cites"]))


def cite(reference: str, language: str = "en") -> str:
    """A reference in words: "S2:30-35" is "Maier, ... part 3 (2020), lines 30–35".

    What only follows from a source says so: "follows from S4:101" is "Maier, ... line 101, from which it follows".
    Raises ValueError for a lecture, a line or a paper that we do not have.
    """
    if reference.startswith(FOLLOWS):
        return CITED[language]["follows"].format(cite(reference.removeprefix(FOLLOWS), language))
    if match := LINES.fullmatch(reference):
        return _cite_lecture(match[1], int(match[2]), int(match[3] or match[2]), CITED[language])
    if reference not in read("papers"):
        raise ValueError(f"{reference!r} is not a source we have; write S2:30-35, or a name listed in papers.toml")
    paper = read("papers")[reference]
    return f"{paper['authors']}, {paper['title']}, {paper['where']} ({paper['year']})"


def source(reference: str) -> tuple[str, str]:
    """What a reference is taken from, short and in words: "S2:30-35" is ("S2", "Maier, ... part 3 (2020)").

    Raises ValueError as `cite` does.
    """
    reference = reference.removeprefix(FOLLOWS)
    match, words = LINES.fullmatch(reference), cite(reference)
    return (match[1], words.rpartition(", line")[0]) if match else (reference, words)


def _cite_lecture(key: str, first: int, last: int, words: Mapping[str, str]) -> str:
    lectures = read("lectures")
    if key not in lectures:
        raise ValueError(f"there is no lecture {key}; we have {', '.join(lectures)}")
    lecture = lectures[key]
    if not 1 <= first <= last <= lecture["lines"]:
        raise ValueError(f"lecture {key} has lines 1 to {lecture['lines']}; {first} to {last} is not a part of it")
    lines = f"{words['line']} {first}" if first == last else f"{words['lines']} {first}–{last}"
    who = ", ".join(filter(None, (lecture["speaker"], lecture["title"])))
    return f"{who} ({lecture['date'][:4]}), {lines}"


def _written(cell: Cell, stage: Stage) -> dict[str, Any]:
    """The fields written for this stage; nothing if one of its nodes differs from our cell of that name."""
    ours = {*READOUT, *(CELLS[cell.name].nodes if cell.name in CELLS else ())}
    nodes = {cell[name] for name in stage.steps}
    if not nodes or not nodes <= ours:
        return {}
    book = read("stages")
    own = book["cells"].get(cell.name, {})
    like = book["cells"].get(own.get("like"), {})
    return {**book["shared"].get(stage.key, {}), **like.get(stage.key, {}), **own.get(stage.key, {})}


def _built(cell: Cell, stage: Stage) -> Explanation:
    """An explanation from the role and the meaning of each head; two heads follow each other."""
    parts = [_part(cell, name, stage.reads) for name in stage.heads] or [_part(cell, "", stage.steps)]
    fields: dict[str, Any] = {field: " ".join(part[field] for part in parts) for field in TEXTS}
    first, *others = (part["title"] for part in parts)
    fields["title"] = " and ".join([first, *(other[0].lower() + other[1:] for other in others)])
    return Explanation(**fields)


def _part(cell: Cell, name: str, reads: Iterable[str]) -> dict[str, str]:
    """The template of a head's role, filled in; no name stands for the first stage."""
    template = read("stages")["roles"][cell.role(name) if name else "input"]
    meaning = cell[name].meaning.rstrip(".") if name else ""
    facts = {
        "symbol": _math(cell, name) if name else "",
        "reads": listed(_math(cell, other) for other in reads) or "nothing",
        "meaning": f"{meaning[0].upper()}{meaning[1:]}. " if meaning else "",
    }
    part = {field: _line(text).format(**facts) for field, text in template.items()}
    called, colon, _ = meaning.partition(":")
    return part | {"title": called[0].upper() + called[1:]} if colon and 1 <= len(called.split()) <= 4 else part


def _math(cell: Cell, name: str) -> str:
    return f"${symbol(cell, name)}$"


def _line(text: str) -> str:
    """A text on one line, wherever its lines were broken."""
    return " ".join(text.split())
