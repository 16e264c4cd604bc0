"""Boxes that found no partner: missing here, too many there, or drawn in the wrong place."""

from collections.abc import Mapping, Sequence

from lstm_core.grade.graph import Graph
from lstm_core.grade.repair import Pairing, Repair

Twins = Mapping[str, Sequence[str]]  # layers of the reference that differ in nothing but their weights


def twins(meant: Graph) -> Twins:
    """For every layer, the others of its kind that read the same."""
    same = lambda a, b: a.layer and a.id != b.id and a.kind == b.kind and a.reads == b.reads
    boxes = meant.boxes.values()
    return {box.id: [other.id for other in boxes if same(box, other)] for box in boxes}


def left_over(drawn: Graph, meant: Graph, pairing: Pairing, alike: Twins, shared: int) -> list[Repair]:
    """The repairs for boxes without a partner; `shared` sums were taken from another box, so their own stand idle."""
    partners = set(pairing.values())
    extra = [d for d in drawn.boxes if d not in partners]
    found = []
    for m in (m for m in meant.boxes if m not in pairing):
        moved = next((d for d in extra if _moved(drawn, meant, d, m, pairing)), "")
        double = _double(drawn, meant, m, pairing, alike)
        if moved:
            extra.remove(moved)
            found.append(Repair("moved", moved, m))
        else:
            found.append(Repair("shared", double, m, have=double) if double else Repair("missing", "", m))
    idle = [d for d in extra if drawn.boxes[d].kind == "linear" and d not in drawn.readers][:shared]
    return found + [Repair("extra", d, "") for d in extra if d not in idle]


def _moved(drawn: Graph, meant: Graph, d: str, m: str, pairing: Pairing) -> bool:
    """Whether a box too many is one that is missing elsewhere: of the same kind and, of × and +, with a right wire."""
    box, other = drawn.boxes[d], meant.boxes[m]
    if box.kind != other.kind or other.layer or box.layer:
        return False
    if len(other.reads) == len(box.reads) == 1:
        return True
    images = {pairing[read.source] for read in other.reads if read.source in pairing}
    return any(read.source in images for read in box.reads)


def _double(drawn: Graph, meant: Graph, m: str, pairing: Pairing, alike: Twins) -> str:
    """The box that does the work of a missing layer besides its own ("" if none does)."""
    readers = {pairing[name] for name in meant.readers.get(m, ()) if name in pairing}
    boxes = [pairing[twin] for twin in alike[m] if twin in pairing]
    return next((box for box in boxes if readers & set(drawn.readers.get(box, ()))), "")
