"""A drawing as it travels between browser and Python, and the check of what a browser sends."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lstm_core.grade.parts import KINDS
from lstm_core.prose.complaint import complaint

WIDTH, HEIGHT, GRID = 960, 480, 20  # pixels
MOST_PARTS, MOST_WIRES = 40, 120
LONGEST_LABEL = 24
ID = re.compile(r"[A-Za-z0-9_-]{1,24}")


@dataclass(frozen=True)
class Part:
    """One part and where it stands."""

    id: str
    kind: str  # a key of KINDS
    x: int
    y: int
    label: str = ""


@dataclass(frozen=True)
class Wire:
    """One wire, from the output of a part to a port of another."""

    id: str
    source: str  # id of the part where it begins
    target: str
    port: int = 0


@dataclass(frozen=True)
class Drawing:
    """Parts and wires, right or wrong."""

    parts: tuple[Part, ...] = ()
    wires: tuple[Wire, ...] = ()

    def data(self) -> dict[str, Any]:
        """The same as plain JSON."""
        wires = [{"id": w.id, "from": w.source, "to": w.target, "port": w.port} for w in self.wires]
        return {"parts": [dict(vars(part)) for part in self.parts], "wires": wires}


def read_drawing(data: object) -> Drawing:
    """The drawing a browser sent, whatever it sent. Raises ValueError with a sentence if it is none."""
    rows = data if isinstance(data, Mapping) else {}
    parts = tuple(map(_part, _rows(rows, "parts", MOST_PARTS)))
    by_id = {part.id: part for part in parts}
    if len(by_id) < len(parts):
        raise complaint("same_id_parts")
    taken: set[tuple[str, ...]] = set()
    wires = tuple(_wire(row, by_id, taken) for row in _rows(rows, "wires", MOST_WIRES))
    if len({wire.id for wire in wires}) < len(wires):
        raise complaint("same_id_wires")
    return Drawing(parts, wires)


def _rows(rows: Mapping, name: str, most: int) -> list[Mapping]:
    found = rows.get(name)
    if not isinstance(found, list | tuple) or not all(isinstance(row, Mapping) for row in found[: most + 1]):
        raise complaint(f"no_{name}")
    if len(found) > most:
        raise complaint(f"many_{name}", count=len(found), most=most)
    return list(found)


def _part(row: Mapping) -> Part:
    kind, label = row.get("kind"), row.get("label", "")
    if not isinstance(kind, str) or kind not in KINDS:
        raise complaint("unknown_part")
    if not isinstance(label, str) or len(label) > LONGEST_LABEL or not label.isprintable():
        raise complaint("long_label", most=LONGEST_LABEL)
    return Part(_id(row.get("id"), "part"), kind, _pixel(row.get("x"), WIDTH), _pixel(row.get("y"), HEIGHT), label)


def _wire(row: Mapping, parts: Mapping[str, Part], taken: set[tuple[str, ...]]) -> Wire:
    """The wire, once it is known that it fits; `taken` gathers where wires end."""
    name, port = _id(row.get("id"), "wire"), row.get("port", 0)
    ends = [_id(row.get(end), "part") for end in ("from", "to")]
    if not all(end in parts for end in ends):
        raise complaint("wire_nowhere", name=name)
    source, target = (parts[end] for end in ends)
    kind = KINDS[target.kind]
    if source.kind == "y" or not kind.ports:
        raise complaint("wire_turned", name=name, source=KINDS[source.kind].words, target=kind.words)
    if isinstance(port, bool) or not isinstance(port, int) or not 0 <= port < kind.ports:
        raise complaint("wire_port", name=name, target=kind.words)
    end = (target.id, source.id) if kind.many else (target.id, "port", str(port))
    if end in taken:
        raise complaint("port_taken", target=kind.words)
    taken.add(end)
    return Wire(name, source.id, target.id, port)


def _id(value: object, words: str) -> str:
    if not isinstance(value, str) or not ID.fullmatch(value):
        raise complaint(f"{words}_without_id")
    return value


def _pixel(value: object, most: int) -> int:
    """A coordinate on the grid of the canvas."""
    if isinstance(value, bool) or not isinstance(value, int | float) or not 0 <= value <= most:
        raise complaint("outside", width=WIDTH, height=HEIGHT)
    return round(value / GRID) * GRID
