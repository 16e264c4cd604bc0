"""What has to be repaired in a drawing, if its boxes stand for given boxes of the reference."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lstm_core.grade.graph import Box, Graph, Read

Pairing = Mapping[str, str]  # box of the reference -> box of the drawing
Wants = Sequence[tuple[str, str]]  # what should be read, and how
Twins = Mapping[str, Sequence[str]]  # layers of the reference that differ in nothing but their weights


class Repair(NamedTuple):
    """One repair, at a box of each graph ("" where there is none)."""

    what: str  # kind, instead, lacks, reads (too much), missing, extra, moved, shared, merged, label, name
    drawn: str
    meant: str
    want: str = ""  # what should be read, in names of the reference
    have: str = ""  # what is read instead, in names of the drawing
    got: str = ""  # the same in names of the reference ("" if it belongs nowhere)
    how: str = ""  # how it should be read
    wire: str = ""  # id of the wire that is wrong
    at: str = ""  # id of the part where that wire ends
    leaves: bool = False  # whether it is about a value that leaves, not about a box
    gap: str = ""  # id of the wire that runs on where a box is missing


class RepairFinder:
    """Finds the repairs between two graphs, for any pairing of their boxes."""

    def __init__(self, drawn: Graph, meant: Graph) -> None:
        self.drawn, self.meant = drawn, meant
        self._wants = [(m, box, _wants(box.reads)) for m, box in meant.boxes.items()]
        self._ends = [(name, _wants(meant.outs.get(name, ()))) for name in {**meant.outs, **drawn.outs}]
        self._twins = twins(meant)

    def __call__(self, pairing: Pairing) -> list[Repair]:
        """All repairs; none means that the two are one graph."""
        self._pairing, self._partner = pairing, {d: m for m, d in pairing.items()}
        self._sources: dict[str, set[str]] = {}
        self._gaps: dict[str, str] = {}
        repairs: list[Repair] = []
        for m, box, wants in self._wants:
            if m in pairing:
                repairs += self._at(self.drawn.boxes[pairing[m]], box, wants)
        for name, wants in self._ends:
            end = Repair("", self.drawn.parts.get(name, ""), name, leaves=True)
            repairs += self._wires(self.drawn.outs.get(name, ()), wants, end)
        shared = sum(repair.what == "shared" for repair in repairs)
        others = left_over(self.drawn, self.meant, pairing, self._twins, shared)
        return repairs + [r._replace(gap=self._gap(r.meant)) if r.what == "missing" else r for r in others]

    def _gap(self, name: str) -> str:
        """The wire on which a missing box should stand, or the box behind it, where that is missing as well."""
        behind = [m for m in self.meant.readers.get(name, ()) if m in self.meant.boxes and m not in self._pairing]
        return next(filter(None, map(self._gaps.get, (name, *behind))), "")

    def _at(self, drawn: Box, meant: Box, wants: Wants) -> Iterable[Repair]:
        """The repairs of one box and of the wires into it."""
        if drawn.kind != meant.kind:
            yield Repair("kind", drawn.id, meant.id)
        if meant.layer and _reads_inside(drawn) and not _reads_inside(meant):
            yield Repair("shared", drawn.id, meant.id, have=drawn.reads[0].source)
        else:
            yield from self._wires(drawn.reads, wants, Repair("", drawn.id, meant.id))

    def _wires(self, haves: Sequence[Read], wants: Wants, end: Repair) -> Iterable[Repair]:
        """The repairs of the wires into one box: those from elsewhere, those that are missing, those too many."""
        left, lacking = list(haves), []
        for source, how in wants:
            image = source if source[0] == "@" else self._pairing.get(source, "")
            match = next((r for r in left if r.source == image and r.how == how), None)
            left.remove(match) if match else lacking.append((source, how))
        if not lacking and not left:
            return ()
        for want in tuple(lacking):
            images = self._images(want[0], set())
            match = next((r for r in left if r.how == want[1] and images & self._behind(r.source)), None)
            if match:
                left.remove(match)
                lacking.remove(want)
                self._gaps.setdefault(want[0], match.wire)
        absent = [want for want in lacking if want[0][0] != "@" and want[0] not in self._pairing]
        lacking = [want for want in lacking if want not in absent] + absent[: len(left)]  # a missing box is one repair
        return self._one_by_one(lacking, left, end)

    def _one_by_one(self, lacking: list[tuple[str, str]], left: list[Read], end: Repair) -> Iterable[Repair]:
        for want, read in zip_longest(lacking, left):
            source, how = want or ("", "")
            if read is None:
                yield end._replace(what="lacks", want=source, how=how)
            else:
                got = read.source if read.source[0] == "@" else "" if read.how else self._partner.get(read.source, "")
                repair = end._replace(what="instead" if want else "reads", want=source, how=how, wire=read.wire)
                yield repair._replace(have=read.source, got=got, at=read.at)

    def _images(self, source: str, seen: set[str]) -> set[str]:
        """What a reader may read for a value: its box; if that is missing, a twin, or what it would have read."""
        if source[0] == "@":
            return {source}
        if source in self._pairing:
            return {self._pairing[source]}
        if self.meant.boxes[source].layer:
            return {self._pairing[twin] for twin in self._twins[source] if twin in self._pairing}
        if source in seen:
            return set()
        seen.add(source)
        return set().union(*(self._images(read.source, seen) for read in self.meant.boxes[source].reads))

    def _behind(self, source: str) -> set[str]:
        """What a wire would bring if the boxes that do not belong were taken out of its way."""
        if source not in self._sources:
            sources, queue = {source}, [source]
            for name in queue:
                inner = () if name[0] == "@" or name in self._partner else self.drawn.boxes[name].reads
                queue += {read.source for read in inner} - sources
                sources.update(queue)
            self._sources[source] = sources
        return self._sources[source]


def _wants(reads: Iterable[Read]) -> list[tuple[str, str]]:
    return [(read.source, read.how) for read in reads]


def _reads_inside(box: Box) -> bool:
    """Whether a box takes in the weighted sum within another one."""
    return any(read.how == "inside" for read in box.reads)


def twins(meant: Graph) -> Twins:
    """For every layer, the others of its kind that read the same."""
    boxes = meant.boxes.values()
    return {box.id: [other.id for other in boxes if _are_twins(box, other)] for box in boxes}


def _are_twins(box: Box, other: Box) -> bool:
    return box.layer and box.id != other.id and box.kind == other.kind and box.reads == other.reads


def left_over(drawn: Graph, meant: Graph, pairing: Pairing, alike: Twins, shared: int) -> list[Repair]:
    """The repairs for boxes without a partner; `shared` sums were taken from another box, so their own stand idle."""
    partners = set(pairing.values())
    extra = [d for d in drawn.boxes if d not in partners]
    repairs = []
    for m in (m for m in meant.boxes if m not in pairing):
        moved = next((d for d in extra if _moved(drawn, meant, d, m, pairing)), "")
        double = _double(drawn, meant, m, pairing, alike)
        if moved:
            extra.remove(moved)
            repairs.append(Repair("moved", moved, m))
        else:
            repairs.append(Repair("shared", double, m, have=double) if double else Repair("missing", "", m))
    idle = [d for d in extra if drawn.boxes[d].kind == "linear" and d not in drawn.readers][:shared]
    return repairs + [Repair("extra", d, "") for d in extra if d not in idle]


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
