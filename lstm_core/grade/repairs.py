"""What would have to be repaired if the boxes of a drawing stood for given boxes of the reference."""

from collections.abc import Iterable, Mapping, Sequence
from itertools import zip_longest
from typing import NamedTuple

from lstm_core.grade.graph import Graph, Read

Pairing = Mapping[str, str]  # box of the reference -> box of the drawing


class Repair(NamedTuple):
    """One repair, at a box of each graph ("" where there is none)."""

    what: str  # kind, instead, lacks, reads (too much), missing, extra, moved, shared, merged, label
    drawn: str
    meant: str
    want: str = ""  # what should be read, in names of the reference
    have: str = ""  # what is read instead, in names of the drawing
    got: str = ""  # the same in names of the reference ("" if it belongs nowhere)
    how: str = ""  # how it should be read
    wire: str = ""  # id of the wire that is wrong
    at: str = ""  # id of the part where that wire ends
    leaves: bool = False  # whether it is about a value that leaves, not about a box


class Repairs:
    """The repairs between two graphs, for any pairing of their boxes."""

    def __init__(self, drawn: Graph, meant: Graph) -> None:
        self.drawn, self.meant = drawn, meant
        self._wants = [(m, box, [(r.source, r.how) for r in box.reads]) for m, box in meant.boxes.items()]
        alike = lambda a, b: a.layer and a.kind == b.kind and a.reads == b.reads
        self._twins = {
            m: [n for n, other in meant.boxes.items() if n != m and alike(box, other)] for m, box in meant.boxes.items()
        }

    def __call__(self, pairing: Pairing) -> list[Repair]:
        """All repairs; none means that the two are one graph."""
        found: list[Repair] = []
        self._found: dict[str, set[str]] = {}  # what _behind has worked out for this pairing
        missing = [m for m in self.meant.boxes if m not in pairing]
        partner = {d: m for m, d in pairing.items()}
        for m, box, wants in self._wants:
            if m in pairing:
                drawn = self.drawn.boxes[pairing[m]]
                if drawn.kind != box.kind:
                    found.append(Repair("kind", drawn.id, m))
                if any(read.how == "inside" for read in drawn.reads) and box.layer:
                    found.append(Repair("shared", drawn.id, m, have=drawn.reads[0].source))
                else:
                    found += self._wires(drawn.reads, wants, Repair("", drawn.id, m), pairing, partner)
        for name in {**self.meant.outs, **self.drawn.outs}:
            wants = [(r.source, r.how) for r in self.meant.outs.get(name, ())]
            end = Repair("", self.drawn.parts.get(name, ""), name, leaves=True)
            found += self._wires(self.drawn.outs.get(name, ()), wants, end, pairing, partner)
        extra = [d for d in self.drawn.boxes if d not in partner]
        return found + self._left_over(missing, extra, pairing, partner, sum(r.what == "shared" for r in found))

    def _wires(
        self,
        haves: Sequence[Read],
        wants: Sequence[tuple[str, str]],
        end: Repair,
        pairing: Pairing,
        partner: Mapping[str, str],
    ) -> Iterable[Repair]:
        """The wires into one box: those that should end elsewhere, those that lack, those too many."""
        left = list(haves)
        lacking = []
        for source, how in wants:
            image = source if source[0] == "@" else pairing.get(source, "")
            match = next((r for r in left if r.source == image and r.how == how), None)
            left.remove(match) if match else lacking.append((source, how))
        if not lacking and not left:
            return ()
        for source, how in tuple(lacking):
            images = self._images(source, pairing, set())
            match = next((r for r in left if r.how == how and images & self._behind(r.source, partner)), None)
            if match:
                left.remove(match)
                lacking.remove((source, how))
        absent = [want for want in lacking if want[0][0] != "@" and want[0] not in pairing]
        lacking = [want for want in lacking if want not in absent] + absent[: len(left)]  # it is said once
        return self._told(lacking, left, end, partner)

    def _told(
        self, lacking: list[tuple[str, str]], left: list[Read], end: Repair, partner: Mapping[str, str]
    ) -> Iterable[Repair]:
        for want, read in zip_longest(lacking, left):
            source, how = want or ("", "")
            if read is None:
                yield end._replace(what="lacks", want=source, how=how)
            else:
                got = read.source if read.source[0] == "@" else "" if read.how else partner.get(read.source, "")
                what = "instead" if want else "reads"
                yield end._replace(
                    what=what, want=source, have=read.source, got=got, how=how, wire=read.wire, at=read.at
                )

    def _images(self, source: str, pairing: Pairing, seen: set[str]) -> set[str]:
        """What a reader may read for a value: its box; if that is missing, a twin, or what it would have read."""
        if source[0] == "@":
            return {source}
        if source in pairing:
            return {pairing[source]}
        if self.meant.boxes[source].layer:
            return {pairing[twin] for twin in self._twins[source] if twin in pairing}
        if source in seen:
            return set()
        seen.add(source)
        return set().union(*(self._images(read.source, pairing, seen) for read in self.meant.boxes[source].reads))

    def _behind(self, source: str, partner: Mapping[str, str]) -> set[str]:
        """What a wire would bring if the boxes that do not belong were taken out of its way."""
        if source[0] == "@" or source in partner:
            return {source}
        if source not in self._found:
            found, queue = {source}, [source]
            for name in queue:
                for read in self.drawn.boxes[name].reads if name[0] != "@" and name not in partner else ():
                    if read.source not in found:
                        found.add(read.source)
                        queue.append(read.source)
            self._found[source] = found
        return self._found[source]

    def _left_over(
        self, missing: list[str], extra: list[str], pairing: Pairing, partner: Mapping[str, str], shared: int
    ) -> list[Repair]:
        """Boxes without a partner; one that is missing here and too much there was drawn in the wrong place."""
        found = []
        for m in missing:
            moved = next((d for d in extra if self._moved(d, m, pairing)), "")
            twin = self._twin(m, pairing)
            if moved:
                extra.remove(moved)
                found.append(Repair("moved", moved, m))
            elif twin:
                found.append(Repair("shared", twin, m, have=twin))
            else:
                found.append(Repair("missing", "", m))
        for d in extra:
            if shared and self.drawn.boxes[d].kind == "linear" and d not in self.drawn.readers:
                shared -= 1  # the sum that should have been used
            else:
                found.append(Repair("extra", d, ""))
        return found

    def _moved(self, d: str, m: str, pairing: Pairing) -> bool:
        drawn, meant = self.drawn.boxes[d], self.meant.boxes[m]
        if drawn.kind != meant.kind or len(meant.reads) < 2 or meant.layer:
            return False
        images = {pairing.get(r.source, "") for r in meant.reads if r.source[0] != "@"} - {""}
        return any(read.source in images for read in drawn.reads)

    def _twin(self, m: str, pairing: Pairing) -> str:
        """The box that does the work of a missing layer besides its own."""
        readers = set(self.meant.readers.get(m, ()))
        for twin in self._twins[m]:
            if twin in pairing:
                doubled = {pairing.get(n, "") for n in readers} & set(self.drawn.readers.get(pairing[twin], ()))
                if doubled:
                    return pairing[twin]
        return ""
