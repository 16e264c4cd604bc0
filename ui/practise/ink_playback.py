"""A sheet that was drawn with a pen and marked: as it is shown once more, and taken along."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from lstm_core.cell import Cell
from lstm_core.grade import Drawing, Grade, Remark
from lstm_core.grade.parts import KINDS
from lstm_core.ink import Sheet
from lstm_core.ink.message import read_ink
from lstm_core.ink.replay import Moment, Replay, replay
from lstm_core.ink.sharing import around, title
from lstm_core.ink.svg import sheet_svg
from lstm_core.ink.tracks import Tracks, tracks
from lstm_core.latex import written
from lstm_core.prose.text import plain_text
from ui.components.ink_replay import TEXTS
from ui.components.wiring import MESSAGES as OF_PARTS
from ui.practise.draw.canvas import ROLES
from ui.practise.ink_reading import InkReading

Playback = Mapping[str, Any]  # what `ink_replay` shows


def playback(reading: InkReading, grade: Grade, cell: Cell, mark: int, language: str = "en") -> Playback:
    """What the replay of a sheet shows; `grade` is that of its drawing, and `mark` what it earned."""
    sheet, drawn = reading.sheet, tracks(read_ink(reading.message).strokes)
    moments = replay(drawn, sheet, grade, _ids(reading.drawing, sheet.drawing))
    heading = title(cell.name, drawn.seconds if drawn.timed else None, mark, right=not grade.remarks)[language]
    return {
        "svg": sheet_svg(drawn, sheet, moments, ROLES, heading),
        "seconds": round(drawn.seconds, 2),
        "heading": heading,
        "around": around(heading, language),
        "file": re.sub(r"\W+", "-", cell.name.lower()).strip("-"),
        **_in_words(drawn, sheet, moments, grade, cell, language),
    }


def _ids(graded: Drawing, read: Drawing) -> dict[str, str]:
    """The ids of a drawing as it was read, by those that it was given afterwards."""
    parts = {given.id: part.id for given, part in zip(graded.parts, read.parts, strict=True)}
    return parts | {given.id: wire.id for given, wire in zip(graded.wires, read.wires, strict=True)}


def _in_words(
    drawn: Tracks, sheet: Sheet, moments: Replay, grade: Grade, cell: Cell, language: str
) -> dict[str, list[Any]]:
    """What was finished when, and the mistakes."""
    names = dict(_names(sheet.drawing, language))
    joins = {part.id for part in sheet.drawing.parts if part.kind == "join"}  # which nobody draws
    say = lambda k, where="": _remark(grade.remarks[k], where, cell, language)
    return {
        "events": [[round(one.at, 2), _numbered(one, moments, names)] for one in moments.done if one.id not in joins],
        "mistakes": [
            {"at": round(one.at, 2), "number": str(one.remark + 1), "text": say(one.remark, names.get(one.id, ""))}
            for one in moments.mistakes
        ],
        "missing": [{"number": str(k + 1), "text": say(k)} for k in moments.unplaced],
    }


def _names(drawing: Drawing, language: str) -> Iterator[tuple[str, str]]:
    """Parts and wires in words, by their ids."""
    words = OF_PARTS[language].get("words", {})
    parts = {}
    for part in drawing.parts:
        named = str(words.get(part.kind, KINDS[part.kind].words)).split(",", maxsplit=1)[0]
        parts[part.id] = f"{named} {part.label}".strip()
    yield from parts.items()
    for wire in drawing.wires:
        yield wire.id, f"{parts[wire.source]} → {parts[wire.target]}"


def _numbered(one: Moment, moments: Replay, names: Mapping[str, str]) -> str:
    """What was finished, with the numbers of the remarks on it."""
    numbers = [str(mistake.remark + 1) for mistake in moments.mistakes if mistake.id == one.id]
    return f"{names[one.id]} ({', '.join(numbers)})" if numbers else names[one.id]


def _remark(remark: Remark, where: str, cell: Cell, language: str) -> str:
    """A remark as it is read. The sentences of the grader are English; elsewhere its place and the symbol must do."""
    if language == "en":
        return plain_text(remark.text)
    texts = TEXTS[language]
    about = texts["wrong"].format(where=where) if where else texts["lacks"]
    return about + (texts["at"].format(symbol=plain_text(written(cell, remark.meant))) if remark.meant in cell else "")
