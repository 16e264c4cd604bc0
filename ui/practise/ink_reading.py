"""A sheet of ink as it was read: with ids that stay the same while one draws on, and as the browser shows it."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lstm_core.grade.drawing import ID, Drawing, Wire
from lstm_core.grade.parts import KINDS
from lstm_core.ink import InkEnd, InkPart, Sheet, description, read_sheet, what_became
from lstm_core.ink.corrections import STATES, Ref
from lstm_core.ink.given import ink_of
from lstm_core.ink.message import read_ink, written
from lstm_core.prose.complaint import Complaint, sentence
from lstm_core.prose.wording import Wording
from ui.components.pen import MESSAGES


@dataclass(frozen=True)
class InkReading:
    """What a message from a browser holds."""

    message: object  # as it came
    count: int  # of its strokes
    sheet: Sheet
    drawing: Drawing  # of the sheet, with ids that stay: marks find their parts again after the next stroke
    error: Wording | None = None  # why it could not be read


def read_message(message: object) -> InkReading:
    """The ink that a browser sent, read; whatever it sent."""
    try:
        ink = read_ink(message)
        sheet = read_sheet(ink.strokes, ink.corrections, ink.templates)
    except ValueError as error:
        told = error.wording if isinstance(error, Complaint) else sentence("no_ink")
        return InkReading(message, 0, Sheet(), Drawing(), told)
    return InkReading(message, len(ink.strokes), sheet, _with_lasting_ids(sheet.drawing, sheet.refs))


def given_ink(drawing: Drawing) -> dict[str, Any]:
    """A sheet that begins with a drawing, as a browser sends one; nothing on it can be undone."""
    strokes, corrections = ink_of(drawing)
    return {"strokes": written(strokes), "corrections": corrections, "steps": []}


def given_ids(drawing: Drawing) -> dict[str, str]:
    """The ids that parts of a drawing have once it was given as ink, by those that they had."""
    reading = read_message(given_ink(drawing))
    return {old.id: new.id for old, new in zip(drawing.parts, reading.drawing.parts, strict=True)}


def _with_lasting_ids(drawing: Drawing, names: Mapping[str, Ref]) -> Drawing:
    parts = tuple(replace(part, id=_id("s", names[part.id])) for part in drawing.parts)
    return Drawing(parts, tuple(_with_lasting_id(wire, names) for wire in drawing.wires))


def _with_lasting_id(wire: Wire, names: Mapping[str, Ref]) -> Wire:
    source, target = (_id("s", names[end]) for end in (wire.source, wire.target))
    return Wire(_id("w", f"{source}-{target}-{wire.port}"), source, target, wire.port)


def _id(letter: str, name: Ref) -> str:
    """A name as an id: as it is if it can be, else by its hash."""
    text = f"{letter}{name}"
    return text if ID.fullmatch(text) else letter + hashlib.sha256(text.encode()).hexdigest()[:16]


def for_browser(reading: InkReading, language: str = "en") -> dict[str, Any]:
    """What the pen's sheet shows; see `ui.components.pen.Reading`."""
    sheet = reading.sheet
    seen, ends = {part.id: part for part in sheet.parts}, {end.id: end for end in sheet.ends}
    nets = list(dict.fromkeys(wire.strokes for wire in sheet.wires if wire.strokes))
    parts, wires = [], []
    for old, part in zip(sheet.drawing.parts, reading.drawing.parts, strict=True):
        row = vars(part) | {"ref": sheet.refs[old.id]} | _ink(seen.get(old.id))
        parts.append(row | {"end": _end(ends.get(old.id), seen.get(old.id))})
    for ink, wire in zip(sheet.wires, reading.drawing.wires, strict=True):
        net = nets.index(ink.strokes) if ink.strokes else -1
        wires.append({"id": wire.id, "from": wire.source, "to": wire.target, "net": net, "exact": ink.exact})
    return {
        "of": reading.count,
        "parts": parts,
        "wires": wires,
        "nets": nets,
        "unread": sheet.unread,
        "erased": sheet.erased,
        "words": reading.error[language] if reading.error else _in_words(sheet, language),
        "told": reading.error[language] if reading.error else _told(reading, language),
    }


def _end(end: InkEnd | None, part: InkPart | None) -> tuple[int, ...]:
    """The strokes of what arrives or leaves: of its wire, or its own where it was given."""
    return end.strokes if end else part.strokes if part and part.kind in STATES else ()


def _ink(part: InkPart | None) -> dict[str, Any]:
    """Its strokes, and what else it may be; what arrives, leaves or joins has no ink of its own."""
    if part is None:
        return {"strokes": (), "second": "", "share": 1}
    return {"strokes": part.strokes, "second": part.second, "share": round(part.confidence, 3)}


def _told(reading: InkReading, language: str) -> str:
    """What the last stroke became, then the whole sheet, for those who do not see it."""
    if not reading.count:
        return ""
    sheet = reading.sheet
    told = [what_became(sheet, reading.count - 1), description(sheet), *sheet.notes]
    return " ".join(text[language] for text in told)


def _in_words(sheet: Sheet, language: str) -> str:
    """What was read, in a line under the sheet."""
    words = MESSAGES[language]["read"]
    counted = lambda key, count: [words[f"{key}{'s' if count > 1 else ''}"].format(count)] if count else []
    counts = Counter(part.kind for part in sheet.parts)
    read = [f"{count} × {KINDS[kind].glyph}" for kind, count in counts.items()]
    read += [*counted("wire", len(sheet.drawing.wires)), *counted("unread", len(sheet.unread))]
    notes = [note[language] for note in sheet.notes]
    return " ".join([words["sheet"].format(", ".join(read)) if read else "", *notes]).strip()
