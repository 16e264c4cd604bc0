"""A sheet in words, for those who do not see it: what was read, and what the last stroke became."""

from collections import Counter
from collections.abc import Sequence

from lstm_core.grade.drawing import HEIGHT, WIDTH, Part
from lstm_core.ink.sheet import Sheet
from lstm_core.prose import read
from lstm_core.prose.wording import LANGUAGES, Wording, filled


def description(sheet: Sheet) -> Wording:
    """All parts with their places, all wires, and how many strokes are not read."""
    names = _names(sheet)
    shapes = {part.id for part in sheet.parts}
    rows = [_text("part", name=names[p.id], place=_place(p)) for p in sheet.drawing.parts if p.id in shapes]
    told = [_text("parts", rows=_listed(rows))] if rows else []
    wires = _wires(sheet, names, [wire.id for wire in sheet.wires])
    told += [_text("wires", rows=_listed(wires))] if wires else []
    if not told:
        told = [_text("empty")]
    if sheet.unread:
        told.append(_text("unread_one") if len(sheet.unread) == 1 else _text("unread", count=len(sheet.unread)))
    return _listed(told, " ")


def what_became(sheet: Sheet, stroke: int) -> Wording:
    """A sentence on what one stroke of the sheet was read as."""
    names = _names(sheet)
    for part in sheet.parts:
        if stroke in (*part.strokes, *part.name):
            at = next(other for other in sheet.drawing.parts if other.id == part.id)
            return _text("stroke_part", name=names[part.id], place=_place(at))
    if stroke in sheet.erased:
        return _text("stroke_erased", count=len(sheet.erased))
    wires = _wires(sheet, names, [wire.id for wire in sheet.wires if stroke in wire.strokes])
    if wires:
        return _text("stroke_wire", rows=_listed(wires))
    end = next((end for end in sheet.ends if stroke in end.strokes), None)
    return _text("stroke_end", name=names[end.id]) if end else _text("stroke_unread")


def _names(sheet: Sheet) -> dict[str, Wording]:
    """How each part is called: by its label, or numbered from left to right where there are several of a kind."""
    kinds, counts, seen = read("ink")["kinds"], Counter(p.kind for p in sheet.drawing.parts), Counter[str]()
    names = {}
    for part in sorted(sheet.drawing.parts, key=lambda part: (part.x, part.y)):
        seen[part.kind] += 1
        mark = part.label or (str(seen[part.kind]) if counts[part.kind] > 1 else "")
        word = filled(kinds[part.kind])
        names[part.id] = Wording(*(f"{word[language]} {mark}".strip() for language in LANGUAGES))
    return names


def _wires(sheet: Sheet, names: dict[str, Wording], wanted: Sequence[str]) -> list[Wording]:
    """Some wires; one that comes from a join is said to come from what is joined."""
    joins = {part.id for part in sheet.drawing.parts if part.kind == "join"} - {part.id for part in sheet.parts}
    into = {join: [wire.source for wire in sheet.drawing.wires if wire.target == join] for join in joins}
    rows = []
    for wire in sheet.drawing.wires:
        if wire.id in wanted and wire.target not in joins:
            sources = [names[source] for source in into.get(wire.source, [wire.source])]
            rows.append(_text("wire", source=_joined(sources), target=names[wire.target]))
    return rows


def _place(part: Part) -> Wording:
    """In which ninth of the sheet a part is."""
    column = ("left", "middle", "right")[min(3 * part.x // WIDTH, 2)]
    row = ("upper", "middle", "lower")[min(3 * part.y // HEIGHT, 2)]
    return filled(read("ink")["places"][f"{column}_{row}"])


def _joined(names: Sequence[Wording]) -> Wording:
    """ "h", "h and x", "C, h and x"; whatever else there is, too."""
    if len(names) < 2:
        return names[0] if names else filled(read("ink")["kinds"]["join"])
    return _text("and", first=_listed(names[:-1], ", "), last=names[-1])


def _listed(rows: Sequence[Wording], between: str = "; ") -> Wording:
    return Wording(*(between.join(row[language] for row in rows) for language in LANGUAGES))


def _text(key: str, **blanks: object) -> Wording:
    return filled(read("ink")["sentences"][key], **blanks)
