"""A sheet of ink as it was read: with ids that stay the same while one draws on, and as the browser shows it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from lstm_core.grade.drawing import ID, Drawing, Wire
from lstm_core.grade.parts import KINDS
from lstm_core.ink import Sheet, read_sheet
from lstm_core.ink.message import read_ink

Ref = int | str


@dataclass(frozen=True)
class InkReading:
    """What a message from a browser holds."""

    message: object  # as it came
    count: int  # of its strokes
    sheet: Sheet
    drawing: Drawing  # of the sheet, with ids that stay: marks find their parts again after the next stroke
    error: str = ""  # why it could not be read


def read_message(message: object) -> InkReading:
    """The ink that a browser sent, read; whatever it sent."""
    try:
        ink = read_ink(message)
        sheet = read_sheet(ink.strokes)
    except ValueError as error:
        return InkReading(message, 0, Sheet(), Drawing(), str(error))
    return InkReading(message, len(ink.strokes), sheet, _with_lasting_ids(sheet.drawing, refs(sheet)))


def refs(sheet: Sheet) -> dict[str, Ref]:
    """By the id of a part: its smallest stroke, the kind of an end, or what is joined."""
    found: dict[str, Ref] = {part.id: min(part.strokes) for part in sheet.parts}
    rest = [part for part in sheet.drawing.parts if part.id not in found]
    found |= {part.id: part.kind for part in rest if part.kind != "join"}
    for part in (part for part in rest if part.kind == "join"):
        sources = [wire.source for wire in sheet.drawing.wires if wire.target == part.id]
        found[part.id] = "join:" + ",".join(sorted(str(found.get(source, source)) for source in sources))
    return found


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


def for_browser(reading: InkReading) -> dict[str, Any]:
    """What the pen's sheet shows; see `ui.components.pen.Reading`."""
    sheet, names = reading.sheet, refs(reading.sheet)
    seen = {part.id: part for part in sheet.parts}
    nets = list(dict.fromkeys(sheet.wires.values()))
    parts, wires = [], []
    for old, part in zip(sheet.drawing.parts, reading.drawing.parts, strict=True):
        ink = seen.get(old.id)
        seen_as = (ink.strokes, ink.second, round(ink.confidence, 3)) if ink else ((), "", 1)
        ink_row = dict(zip(("strokes", "second", "share"), seen_as, strict=True))
        parts.append(vars(part) | {"ref": names[old.id]} | ink_row)
    for before, wire in zip(sheet.drawing.wires, reading.drawing.wires, strict=True):
        strokes = sheet.wires.get(before.id, ())
        wires.append({"id": wire.id, "from": wire.source, "to": wire.target, "net": nets.index(strokes)})
    return {
        "of": reading.count,
        "parts": parts,
        "wires": wires,
        "nets": nets,
        "unread": sheet.unread,
        "erased": sheet.erased,
        "words": reading.error or _in_words(sheet),
    }


def _in_words(sheet: Sheet) -> str:
    """What was read, in a sentence."""
    counts: dict[str, int] = {}
    for part in sheet.parts:
        counts[part.kind] = counts.get(part.kind, 0) + 1
    read = [f"{count} × {KINDS[kind].glyph}" for kind, count in counts.items()]
    wires, left = len(sheet.drawing.wires), len(sheet.unread)
    read += [f"{wires} {'wire' if wires == 1 else 'wires'}"] if wires else []
    read += [f"{left} {'stroke' if left == 1 else 'strokes'} not read yet"] if left else []
    return " ".join([f"On the sheet: {', '.join(read)}." if read else "", *sheet.notes]).strip()
