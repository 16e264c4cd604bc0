"""What a learner corrects on a sheet, as plain JSON from a browser: checked, in order, never trusted.

A part is named by its smallest stroke, an end by its kind ("h"), a join by "join:" and what it joins ("join:h,x").
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from lstm_core.grade.drawing import LONGEST_LABEL
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.clean import MOST_STROKES
from lstm_core.prose.complaint import sentence
from lstm_core.prose.wording import Wording

MOST_CORRECTIONS = 200
LONGEST_REF = 200  # letters
STATES = (*GIVEN, *LEAVES)
Ref = int | str


@dataclass(frozen=True)
class OfKind:
    """These strokes are a part of this kind; "" if they are no part at all."""

    strokes: frozenset[int]
    kind: str


@dataclass(frozen=True)
class OfState:
    """The wire of these strokes begins or ends with this state; "" if with none."""

    strokes: frozenset[int]
    kind: str


@dataclass(frozen=True)
class OfLabel:
    """This part is called so."""

    at: Ref
    label: str


@dataclass(frozen=True)
class OfWire:
    """A wire is added, dropped or turned."""

    do: str
    source: Ref
    target: Ref


@dataclass(frozen=True)
class OfInk:
    """These strokes are a wire from one part to another, as long as all of them are there."""

    strokes: frozenset[int]
    source: Ref
    target: Ref


Correction = OfKind | OfState | OfLabel | OfWire | OfInk


def read_corrections(data: object) -> tuple[list[Correction | None], list[Wording]]:
    """The corrections that a browser sent, None for each that is none; and what to say about that."""
    rows = list(data) if isinstance(data, list | tuple) else [data]
    found = [_correction(row) for row in rows[:MOST_CORRECTIONS]]
    wrong = found.count(None)
    notes = [sentence("wrong_corrections", count=wrong)] if wrong else []
    if len(rows) > MOST_CORRECTIONS:
        notes.append(sentence("many_corrections", count=len(rows), most=MOST_CORRECTIONS))
    return found, notes


def _correction(row: object) -> Correction | None:
    if not isinstance(row, Mapping) or not isinstance(row.get("do"), str):
        return None
    return READERS.get(row["do"], lambda _: None)(row)


def _of_kind(row: Mapping) -> Correction | None:
    kind, strokes = row.get("kind"), _strokes(row.get("strokes"))
    if not strokes or not isinstance(kind, str) or kind not in ("", *KINDS):
        return None
    return OfState(strokes, kind) if kind in STATES else OfKind(strokes, kind)


def _of_state(row: Mapping) -> Correction | None:
    kind, strokes = row.get("kind"), _strokes(row.get("strokes"))
    return OfState(strokes, kind) if strokes and isinstance(kind, str) and kind in ("", *STATES) else None


def _given(row: Mapping) -> Correction | None:
    """What a sheet begins with: a part of any kind, also one that arrives or leaves, or a wire."""
    kind, strokes = row.get("kind"), _strokes(row.get("strokes"))
    source, target = row.get("from"), row.get("to")
    if strokes and isinstance(kind, str) and kind in KINDS:
        return OfKind(strokes, kind)
    good = strokes and _is_ref(source) and _is_ref(target) and source != target
    return OfInk(strokes, source, target) if good else None  # type: ignore[arg-type]


def _of_label(row: Mapping) -> Correction | None:
    at, label = row.get("at"), row.get("label")
    good = isinstance(label, str) and len(label) <= LONGEST_LABEL and label.isprintable()
    return OfLabel(at, label) if good and _is_ref(at) else None  # type: ignore[arg-type]


def _of_wire(row: Mapping) -> Correction | None:
    source, target = row.get("from"), row.get("to")
    good = _is_ref(source) and _is_ref(target) and source != target
    return OfWire(row["do"], source, target) if good else None  # type: ignore[arg-type]


def _strokes(value: object) -> frozenset[int]:
    """Some strokes of the sheet by their index; none if it is anything else."""
    if not isinstance(value, list | tuple) or len(value) > MOST_STROKES or not all(map(_is_place, value)):
        return frozenset()
    return frozenset(value)


def _is_place(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool) and 0 <= value < MOST_STROKES


def _is_ref(value: object) -> bool:
    return _is_place(value) or (isinstance(value, str) and 0 < len(value) <= LONGEST_REF)


READERS: dict[str, Callable[[Mapping], Correction | None]] = {
    "kind": _of_kind,
    "state": _of_state,
    "given": _given,
    "label": _of_label,
    "add": _of_wire,
    "drop": _of_wire,
    "turn": _of_wire,
}
