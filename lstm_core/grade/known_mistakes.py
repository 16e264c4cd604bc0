"""The twenty mistakes that examiners know by heart, recognised by what has to be repaired.

A row of `NAMED` is a name and a test; the first that holds gives a group of repairs its name. The
sentences are in prose/grade.toml.
"""

from collections.abc import Callable

from lstm_core.cell.ops import ACTIVATIONS
from lstm_core.grade.case import Case


def mistake_name(case: Case) -> str:
    """ "M1" to "M20", or "" for a mistake that has no name."""
    return next((name for name, holds in NAMED if holds(case)), "")


def _squashed(case: Case) -> bool:
    """M1: a box with a squash or weights on the memory line."""
    line, new = case.purposes.line, case.purposes.new
    if case.first.leaves:
        return bool(new) and case.first.meant == new and case.first.got == case.purposes.shown != ""
    reads, readers = case.around()
    onwards = {*line, f"leaves {new}"}
    extra = case.first.what in ("extra", "moved") and case.box.kind in ACTIVATIONS | {"linear"}
    return extra and bool(reads & line) and bool(readers & onwards)


def _wrong_order(case: Case) -> bool:
    """M2: + and × on the memory line exchanged, or in the wrong order."""
    return (len(case.group) > 1 and case.first.what == "kind") or (case.first.what == "moved" and case.at("keep"))


def _wrong_gate(case: Case) -> bool:
    """M4: the gate for the old at the new, or the other way round; by wires or by labels."""
    if not (case.purposes.write_gate and case.role(case.purposes.keep_gate) == "gate"):
        return False
    if case.first.what in ("label", "name"):
        return {repair.meant for repair in case.group} == {case.purposes.keep_gate, case.purposes.write_gate}
    roles = {case.role(case.first.want), case.role(case.first.got)}
    return case.first.what == "instead" and case.at("keep", "write") and roles <= {"gate", "candidate"}


def _read_too_early(case: Case) -> bool:
    """M8: the tanh reads the memory before it is brought up to date."""
    early = {f"@{case.purposes.state}", case.purposes.keep, case.purposes.write}
    return case.first.what == "instead" and case.at("shown") and case.first.got in early


def _not_gated(case: Case) -> bool:
    """M9: the output gate is missing, or leaves as h itself."""
    missing = case.first.what == "missing" and (case.at("out", "output_gate") or len(case.group) > 1)
    gate = case.first.leaves and case.first.meant == "h_next" and case.first.got == case.purposes.output_gate != ""
    ungated = case.first.leaves and case.first.meant == "h_next" and case.first.got == case.purposes.shown != ""
    return missing or gate or ungated


def _gates_see_memory(case: Case) -> bool:
    """M10: C where the boxes should see h."""
    memory = {"@c", case.purposes.new if case.purposes.state == "c" else "@c"}
    return case.wired and case.layer and case.first.meant != "y" and case.first.got in memory


def _past_kept_out(case: Case) -> bool:
    """M13: h never comes back, since it does not leave or no box sees it."""
    h = case.first.want == "@h" and "@h" not in case.drawn.readers
    unseen = case.layer and case.first.what == "lacks" and h
    return unseen or (case.first.leaves and case.first.what == "lacks" and case.first.meant == "h_next")


def _passes_through(case: Case) -> bool:
    """M12: the old h is in the new one."""
    replaced = case.purposes.state != "h"
    straight = case.first.leaves and case.wired and case.first.meant == "h_next" and case.first.got == "@h"
    reads, readers = case.around()
    added = case.first.what == "extra" and case.box.kind == "add" and "@h" in reads and "leaves h_next" in readers
    return replaced and (straight or added)


def _memory_leaves(case: Case) -> bool:
    """M14: C goes where h should go."""
    up = case.first.meant == "y" or (case.first.leaves and case.first.meant == "h_next")
    return case.wired and up and case.first.got in {"@c", "c_next"}


def _wrong_time(case: Case) -> bool:
    """M15: a new value where the old one belongs, or marked so."""
    old = case.first.want.removeprefix("@")
    looped = case.first.what == "instead" and case.first.want[:1] == "@" and case.first.got == f"{old}_next"
    return case.first.what == "time" or looped


def _forget_turned(case: Case) -> bool:
    """M18: a forget gate that keeps at 0."""
    reads, readers = case.around()
    flips = case.first.what == "extra" and case.box.kind == "one_minus"
    return case.first.what == "erases" or (flips and case.purposes.keep_gate in reads and case.purposes.keep in readers)


def _mixed_wrongly(case: Case) -> bool:
    """M19: a GRU whose reset gate acts too late, or whose update gate is used once only."""
    if case.purposes.state != "h":
        return False
    rest = case.first.what == "missing" and case.at("rest")
    used_once = case.first.what == "instead" and case.first.want == case.purposes.rest != ""
    late = case.first.what == "moved" and case.at("reset")
    return rest or late or (used_once and case.first.got in case.cell[case.purposes.rest].args)


def _wrong_feedback(case: Case) -> bool:
    """M20: a simple network that feeds back its output, or has its squashes exchanged."""
    if "h_next" not in case.cell.folded:
        return False
    swapped = case.first.what == "kind" and case.box.kind in ACTIVATIONS and case.first.meant in ("h_next", "y")
    return swapped or (case.first.leaves and case.first.meant == "h_next" and case.first.got == "y")


NAMED: tuple[tuple[str, Callable[[Case], bool]], ...] = (
    ("M17", lambda case: case.first.what == "merged"),
    ("M16", lambda case: case.first.what == "shared"),
    ("M20", _wrong_feedback),
    ("M19", _mixed_wrongly),
    ("M18", _forget_turned),
    ("M2", _wrong_order),
    ("M3", lambda case: case.first.what == "kind" and case.at("new") and case.box.kind == "mul"),
    ("M4", _wrong_gate),
    ("M5", lambda case: _kind_at(case, "candidate", "sigmoid")),
    ("M6", lambda case: _kind_at(case, "gate", "tanh")),
    ("M7", lambda case: case.first.what == "missing" and case.at("shown") and len(case.group) == 1),
    ("M8", _read_too_early),
    ("M9", _not_gated),
    ("M12", _passes_through),
    ("M14", _memory_leaves),
    ("M15", _wrong_time),
    ("M10", _gates_see_memory),
    ("M13", _past_kept_out),
    ("M11", lambda case: case.layer and case.first.what == "lacks" and case.first.want in ("@x", "@h")),
    ("M1", _squashed),
)


def _kind_at(case: Case, role: str, kind: str) -> bool:
    return case.first.what == "kind" and case.role(case.first.meant) == role and case.box.kind == kind
