"""Repairs that are one mistake, in groups, so that each mistake is remarked once."""

from collections import Counter
from collections.abc import Callable, Hashable, Sequence

from lstm_core.grade.completeness import is_complete
from lstm_core.grade.graph import Graph
from lstm_core.grade.purposes import Purposes
from lstm_core.grade.repairs import Repair

Group = tuple[Repair, ...]
NAMING = ("label", "name")  # repairs of what a box is called
MEMORY = "c"  # the state that gates see only through peepholes


def group_repairs(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> list[Group]:
    """The repairs in groups of one mistake each, in the order of the reference."""
    groups: dict[Hashable, list[Repair]] = {}
    keys = [rule(repairs, drawn, meant, purposes) for rule in RULES]
    for number, repair in enumerate(repairs):
        key = next((found for rule in keys if (found := rule(repair))), number)
        groups.setdefault(key, []).append(repair)
    order = {name: k for k, name in enumerate(meant.boxes)}
    return sorted(map(tuple, groups.values()), key=lambda group: min(order.get(r.meant, len(order)) for r in group))


def is_open(group: Group) -> bool:
    """Whether something is not there yet, and nothing stands in its place: the drawing may go on there."""
    first = group[0]
    absent = first.what == "missing" and len(group) == 1 and not first.gap
    return absent or first.what == "lacks" or (first.what == "extra" and bool(first.want) and not first.have)


Rule = Callable[[Repair], Hashable]


def _one_box_for_two(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    return lambda r: ("shared", r.have) if r.what == "shared" else None


def _every_layer(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """No box at all sees x, or h; or C takes the place of h, or joins it, in several boxes."""

    def alike(r: Repair) -> Hashable:
        return (r.what, r.want, r.have) if r.what in ("lacks", "instead", "reads") and not r.leaves else None

    whole: set[Hashable] = set()
    for name in ("@x", "@h"):
        ask = {box.id for box in meant.boxes.values() if box.layer and name in {read.source for read in box.reads}}
        lack = {r.meant for r in repairs if r.what == "lacks" and r.want == name and not r.leaves}
        if len(ask) > 1 and ask & lack and name not in drawn.readers:
            whole.add(("lacks", name, ""))
    whole |= {alike(r) for r in repairs if r.got == f"@{MEMORY}" and r.meant in meant.boxes and _layer(meant, r)}
    return lambda r: alike(r) if alike(r) in whole and _layer(meant, r) else None


def _one_wire(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """One wire into a join that several boxes read."""
    wires = Counter(repair.wire for repair in repairs if repair.wire)
    return lambda r: ("wire", r.wire) if wires[r.wire] > 1 else None


def _layer(meant: Graph, repair: Repair) -> bool:
    return repair.meant in meant.boxes and meant.boxes[repair.meant].layer


def _nothing_shows(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """Where something leaves as h but not through the ×: the × is missing, and what goes into it with it."""
    missing = {r.meant for r in repairs if r.what == "missing"}
    asked = {purposes.out, purposes.output_gate, purposes.shown} - {""}
    cut = purposes.out in missing and bool(drawn.outs.get("h_next"))
    return lambda r: "shows" if cut and r.what == "missing" and r.meant in asked else None


def _exchanged(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """× where + belongs and + where × belongs, both on the memory line."""
    wrong = {r.meant for r in repairs if r.what == "kind"}
    both = {purposes.keep, purposes.new} <= wrong and bool(purposes.keep)
    return lambda r: "exchanged" if both and r.what == "kind" and r.meant in (purposes.keep, purposes.new) else None


def _labels_exchanged(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """Two labels that change places are one mistake."""
    labels = {(r.meant, r.got) for r in repairs if r.what in NAMING}

    def key(r: Repair) -> Hashable:
        exchanged = r.what in NAMING and (r.got, r.meant) in labels
        return ("labels", *sorted((r.meant, r.got))) if exchanged else None

    return key


def _unfed(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """A box that takes in nothing at all."""
    bare = {name for name, box in drawn.boxes.items() if not box.reads}
    return lambda r: ("unfed", r.meant) if r.what == "lacks" and not r.leaves and r.drawn in bare else None


def _left_over(repairs: Sequence[Repair], drawn: Graph, meant: Graph, purposes: Purposes) -> Rule:
    """Parts of one kind that stand beside the figure, more than the cell can use."""
    beside = {name for name in drawn.boxes if not is_complete(drawn, name)}
    spare = {r.drawn for r in repairs if r.what == "extra" and not r.want} & beside
    return lambda r: ("spare", drawn.boxes[r.drawn].kind) if r.what == "extra" and r.drawn in spare else None


RULES = (_left_over, _unfed, _one_box_for_two, _every_layer, _one_wire, _nothing_shows, _exchanged, _labels_exchanged)
