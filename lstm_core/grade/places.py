"""Where on the canvas a remark belongs: at parts and wires, and at the gaps where a part is missing."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.parts import KINDS
from lstm_core.grade.progress import goes_on, wiring_states
from lstm_core.grade.remarks import Remark
from lstm_core.grade.repairs import Repair


@dataclass(frozen=True)
class Mark:
    """How a part or a wire is: right, wrong, missing (something before it is) or waiting (not wired yet)."""

    at: str  # id of the part or wire
    look: str
    remark: int = -1  # which of the remarks is about it


@dataclass(frozen=True)
class Gap:
    """A part that is missing, where it should stand: on a wire, before a port of a part, or behind a part."""

    kind: str
    remark: int
    wire: str = ""
    before: str = ""  # id of the part
    port: int = 0
    behind: str = ""  # id of the part


def gaps(remarks: Sequence[Remark], comparison: Comparison, drawing: Drawing) -> tuple[Gap, ...]:
    """The gaps, where a part is missing on a wire or before a part; behind a part only the next one to be drawn."""
    cases = [(k, case) for k, remark in enumerate(remarks) for case in remark.cases]
    missing = {repair.meant: (k, repair) for k, case in cases for repair in case.group if repair.what == "missing"}
    behind = {
        m: [missing[r][1] for r in comparison.meant.readers.get(m, ()) if r in missing and r != m] for m in missing
    }
    absent = [
        (k, repair)
        for m, (k, repair) in missing.items()
        if (repair.gap or not repair.drawn) and not any(repair.gap == other.gap != "" for other in behind[m])
    ]
    upcoming = next((k for k, remark in enumerate(remarks) if remark.open), -1)
    ends = {(wire.target, wire.port): wire.id for wire in drawing.wires}
    found = [_gap(k, repair, comparison, ends) for k, repair in absent]
    shown = [gap for gap in found if gap and (not gap.behind or gap.remark == upcoming)]
    return tuple({(gap.wire, gap.before, gap.port, gap.behind): gap for gap in shown[::-1]}.values())[::-1]


def _gap(number: int, repair: Repair, comparison: Comparison, ends: dict[tuple[str, int], str]) -> Gap | None:
    kind = comparison.meant.boxes[repair.meant].kind
    if repair.gap:
        return Gap(kind, number, wire=repair.gap)
    for reader in _parts(comparison, comparison.meant.readers.get(repair.meant, ())):
        box = comparison.drawn.boxes.get(reader)
        ports = KINDS[box.kind].ports if box else 1
        free = next((port for port in range(ports) if (reader, port) not in ends), None)
        if free is not None:
            ends[reader, free] = ""
            return Gap(kind, number, before=reader, port=free)
        if not box and ends[reader, 0]:  # something else leaves there
            return Gap(kind, number, wire=ends[reader, 0])
    sources = [read.source for read in comparison.meant.boxes[repair.meant].reads]
    past = (r.wire for r in comparison.wires if r.what == "instead" and r.want == repair.meant and r.got in sources)
    if wire := next(filter(None, past), ""):
        return Gap(kind, number, wire=wire)
    behind = [part for part in _parts(comparison, sources) if part not in comparison.drawn.readers]
    return Gap(kind, number, behind=behind[-1]) if behind else None


def _parts(comparison: Comparison, names: Iterable[str]) -> list[str]:
    """Where boxes of the reference, and what leaves, are drawn."""
    places = {**comparison.drawn.parts, **comparison.pairing}
    return [places[name] for name in names if name in places]


def marks(
    remarks: Sequence[Remark], missing: Sequence[Gap], comparison: Comparison, drawing: Drawing
) -> tuple[Mark, ...]:
    """What is to be seen at every part and wire; only what is wired on all sides and blamed for nothing is right."""
    states = wiring_states(drawing)
    found: dict[str, Mark] = {}
    for k, remark in enumerate(remarks):
        for at in _blamed(remark):
            found.setdefault(at, Mark(at, "waiting" if at in states and goes_on(remark) else "wrong", k))
    targets = {wire.id: wire.target for wire in drawing.wires}
    for gap in missing:
        at = targets.get(gap.wire, gap.before)
        if at and at not in states:
            found.setdefault(at, Mark(at, "missing", gap.remark))
    for k, reader in _unfed(remarks, comparison):
        if reader not in states:
            found.setdefault(reader, Mark(reader, "missing", k))
    rest = (
        Mark(part.id, "waiting" if part.id in states else "right") for part in drawing.parts if part.id not in found
    )
    return (*found.values(), *rest)


def _unfed(remarks: Sequence[Remark], comparison: Comparison) -> Iterable[tuple[int, str]]:
    """Every part that should read what is missing, whatever it reads instead, with the remark that says so."""
    for k, remark in enumerate(remarks):
        for repair in (repair for case in remark.cases for repair in case.group):
            if repair.what == "missing" and (repair.gap or not repair.drawn):
                for reader in _parts(comparison, comparison.meant.readers.get(repair.meant, ())):
                    yield k, reader


def _blamed(remark: Remark) -> Iterable[str]:
    """The part or wire a remark is pinned to, and every other box it is about."""
    if remark.wire or remark.drawn:
        yield remark.wire or remark.drawn
    for case in remark.cases:
        yield from (repair.wire or repair.drawn for repair in case.group if repair.wire or repair.drawn)
