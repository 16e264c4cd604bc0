"""A drawing in the making: parts and ends with their refs, wires, joins."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from numpy.typing import NDArray

from lstm_core.grade.drawing import GRID, HEIGHT, MOST_PARTS, MOST_WIRES, WIDTH, Drawing, Part, Wire
from lstm_core.grade.parts import GIVEN, KINDS, LEAVES
from lstm_core.ink.corrections import Ref

Place = tuple[float, float]


@dataclass
class Lead:
    """A wire in the making."""

    source: str  # id of a part
    target: str
    strokes: tuple[int, ...] = ()
    exact: bool = False  # whether it lies as its strokes do


@dataclass
class Draft:
    """Parts and wires, as far as they are known."""

    scale: float = 1.0  # of the ink, to the sheet on which it was drawn
    parts: list[Part] = field(default_factory=list)
    wires: list[Lead] = field(default_factory=list)
    refs: dict[str, Ref] = field(default_factory=dict)  # id of a part -> how corrections name it
    strokes: dict[str, tuple[int, ...]] = field(default_factory=dict)  # id of a part -> its ink

    def part(self, ref: Ref, kind: str, at: Place, strokes: tuple[int, ...] = ()) -> str:
        """Add a part; its id, "" if there are too many."""
        if len(self.parts) >= MOST_PARTS:
            return ""
        name = f"p{len(self.parts) + 1}"
        column, row = (min(max(round(v / GRID) * GRID, 0), most) for v, most in zip(at, (WIDTH, HEIGHT), strict=True))
        self.parts.append(Part(name, kind, column, row))
        self.refs[name], self.strokes[name] = ref, strokes
        return name

    def end(self, kind: str, at: Place) -> str:
        """The id of what arrives or leaves, added where it is not there yet."""
        return self.named(kind) or self.part(kind, kind, at)

    def on_sheet(self, point: NDArray) -> Place:
        """Where a point of the ink is on the sheet."""
        x, y = point / self.scale
        return float(x), float(y)

    def join(self, sources: Sequence[str], strokes: tuple[int, ...] = ()) -> str:
        """The id of the join of some parts, added with its wires where it is not there yet."""
        ref = "join:" + ",".join(sorted(str(self.refs[source]) for source in sources))
        if not self.named(ref):
            places = [(part.x, part.y) for part in self.parts if part.id in sources]
            x, y = max(x for x, _ in places), max(places, key=lambda place: -place[1])[1]
            name = self.part(ref, "join", (x, y))
            for source in sources:
                self.wire(source, name, strokes)
        return self.named(ref)

    def named(self, ref: Ref) -> str:
        """The id of the part that a ref names; "" if there is none."""
        return next((name for name, known in self.refs.items() if known == ref), "")

    def kind(self, name: str) -> str:
        """The kind of a part; "" if there is none."""
        return next((part.kind for part in self.parts if part.id == name), "")

    def wire(self, source: str, target: str, strokes: tuple[int, ...] = (), exact: bool = False) -> bool:
        """Add a wire; False if the target takes no more, or the wire is there already."""
        if not self.fits(source, target):
            return False
        self.wires.append(Lead(source, target, strokes, exact))
        return True

    def fits(self, source: str, target: str) -> bool:
        """Whether one more wire may run so."""
        kinds = self.kind(source), self.kind(target)
        if len(self.wires) >= MOST_WIRES or source == target or not all(kinds) or kinds[0] == "y":
            return False
        there = [wire.source for wire in self.wires if wire.target == target]
        kind = KINDS[kinds[1]]
        return source not in there if kind.many else len(there) < kind.ports

    def drop(self, source: str, target: str) -> Lead | None:
        """Remove a wire; what it was."""
        found = next((w for w in self.wires if (w.source, w.target) == (source, target)), None)
        if found:
            self.wires.remove(found)
        return found

    def label(self, name: str, label: str) -> None:
        """Call a part so."""
        self.parts = [replace(part, label=label) if part.id == name else part for part in self.parts]

    def drawing(self) -> Drawing:
        """The drawing; wires take the ports of what they reach in turn."""
        taken: dict[str, int] = {}
        wires = []
        for k, lead in enumerate(self.wires):
            port = taken.get(lead.target, 0)
            taken[lead.target] = port + (not KINDS[self.kind(lead.target)].many)
            wires.append(Wire(f"w{k + 1}", lead.source, lead.target, port))
        return Drawing(tuple(self.parts), tuple(wires))


def outside(kind: str, beside: Part) -> Place:
    """Where a state that nobody drew stands: at the side of the sheet on which it is drawn."""
    if kind == "x":
        return beside.x, HEIGHT - GRID
    return (GRID if kind in GIVEN else WIDTH - GRID), beside.y


def is_state(ref: Ref) -> bool:
    """Whether a ref names something that arrives or leaves."""
    return ref in (*GIVEN, *LEAVES)
