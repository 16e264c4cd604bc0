"""Corrections, carried out: shapes and states as they are told while a sheet is read, labels and wires afterwards."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from lstm_core.ink.corrections import STATES, Correction, OfKind, OfLabel, OfState, OfWire, Ref
from lstm_core.ink.draft import Draft, is_state, outside
from lstm_core.ink.nets import Tip
from lstm_core.ink.shapes import ALIKE, likeness
from lstm_core.prose.complaint import sentence
from lstm_core.prose.wording import Wording


@dataclass(frozen=True)
class Renamed:
    """A state that was told to be another; wires corrected before still say the old name."""

    position: int  # of the correction
    old: str
    new: str


def told_kinds(corrections: Sequence[Correction | None], erased: Collection[int] = ()) -> list[OfKind]:
    """What is told about parts; what is told later about the same strokes counts.

    A part of which something was scribbled out is read anew. An end that was given is a part like any other.
    """
    ends = [told.strokes for told in corrections if isinstance(told, OfKind) and told.kind in STATES]
    kept: list[OfKind] = []
    for told in reversed(corrections):
        if isinstance(told, OfState) and any(likeness(told.strokes, end) >= ALIKE for end in ends):
            told = OfKind(told.strokes, told.kind)
        if isinstance(told, OfKind) and not any(likeness(told.strokes, later.strokes) >= ALIKE for later in kept):
            kept.append(told)
    return [told for told in reversed(kept) if not (told.kind and told.strokes & set(erased))]


def tell_states(tips: Sequence[tuple[Tip, frozenset[int]]], corrections: Sequence[Correction | None]) -> list[Renamed]:
    """Give loose tips, each with its strokes, the states that were told."""
    renamed = []
    for position, told in enumerate(corrections):
        if isinstance(told, OfState):
            tip, strokes = max(tips, key=lambda row: likeness(row[1], told.strokes), default=(None, frozenset()))
            if tip is not None and strokes & told.strokes:
                renamed.append(Renamed(position, tip.state, told.kind))
                tip.state = told.kind
    return renamed


def mend(draft: Draft, corrections: Sequence[Correction | None], renamed: Sequence[Renamed]) -> Iterator[Wording]:
    """Give parts the labels, and the draft the wires, that were told; yields what could not be done."""
    for position, told in enumerate(corrections):
        later = [new for new in renamed if new.position > position]
        if isinstance(told, OfLabel):
            draft.label(find(draft, told.at, later), told.label)
        elif isinstance(told, OfWire):
            yield from _rewire(draft, told, later)


def _rewire(draft: Draft, told: OfWire, later: Sequence[Renamed]) -> Iterator[Wording]:
    source, target = (find(draft, ref, later) for ref in (told.source, told.target))
    gone = draft.drop(source, target) if told.do != "add" else None
    if told.do == "turn" and gone and not draft.wire(target, source, gone.strokes):
        draft.wires.append(gone)
        yield sentence("no_turn")
    if told.do == "add":
        source = source or _new(draft, told.source, target, later)
        target = target or _new(draft, told.target, source, later)
        there = any((wire.source, wire.target) == (source, target) for wire in draft.wires)
        if source and target and not there and not draft.wire(source, target):
            yield sentence("no_free_input")


def find(draft: Draft, ref: Ref, later: Sequence[Renamed]) -> str:
    """The id of the part that a ref names, also one that has got more strokes since, or another name; or ""."""
    found = draft.named(ref)
    if found or isinstance(ref, int):
        return found or next((name for name, strokes in draft.strokes.items() if ref in strokes), "")
    return draft.named(_renamed(ref, later))


def _renamed(ref: str, later: Sequence[Renamed]) -> str:
    names = ref.removeprefix("join:").split(",")
    for new in later:
        names = [new.new if name == new.old else name for name in names]
    return "join:" + ",".join(sorted(names)) if ref.startswith("join:") else names[0]


def _new(draft: Draft, ref: Ref, other: str, later: Sequence[Renamed]) -> str:
    """A state or a join that a wire is drawn to, but that was not there; its id, "" if it cannot be."""
    beside = next((part for part in draft.parts if part.id == other), None)
    if isinstance(ref, int) or beside is None:
        return ""
    name = _renamed(ref, later)
    if is_state(name):
        return draft.end(name, outside(name, beside))
    parts = [
        find(draft, int(one) if one.isdecimal() and one.isascii() else one, later)
        for one in name.removeprefix("join:").split(",")
    ]
    return draft.join(parts) if name.startswith("join:") and all(parts) and len(set(parts)) > 1 else ""
