"""A sheet of pen strokes, read: parts, wires and what leaves, as the drawing that the grader takes."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from lstm_core.grade.drawing import Drawing
from lstm_core.ink.clean import cleaned
from lstm_core.ink.connect import bridge, connect, unseen, without_heads
from lstm_core.ink.corrections import STATES, Correction, OfKind, OfWire, Ref, read_corrections
from lstm_core.ink.directions import Priced, certain
from lstm_core.ink.draft import Draft
from lstm_core.ink.held import Held, held_wires, hold, lean
from lstm_core.ink.letters import read_letters
from lstm_core.ink.names import read_names
from lstm_core.ink.nets import Tip, find_nets, without_doubles
from lstm_core.ink.outlines import Shape
from lstm_core.ink.remarks import MOST_SHAPES, remarks
from lstm_core.ink.shapes import find_shapes, scale_of
from lstm_core.ink.signs import kinds
from lstm_core.ink.states import name_states
from lstm_core.ink.strokes import Stroke, scaled
from lstm_core.ink.templates import Template, read_templates
from lstm_core.ink.told import find, mend, tell_states, told_kinds
from lstm_core.ink.wires import find_shafts
from lstm_core.prose.wording import Wording

EMPTY = Drawing()


@dataclass(frozen=True)
class InkPart:
    """A part as it was recognised, or as the learner told."""

    id: str  # of the part of the drawing
    ref: int  # its smallest stroke: how corrections name it
    kind: str
    x: float  # its middle
    y: float
    width: float
    height: float
    shares: dict[str, float]  # how likely each kind is, the likeliest first
    strokes: tuple[int, ...]  # of the sheet, that make it
    sign: tuple[int, ...]  # those of them that are its sign
    round: bool = False  # whether it is a circle
    told: bool = False  # whether the learner said what it is
    name: tuple[int, ...] = ()  # strokes of the letter beside it that names it

    @property
    def confidence(self) -> float:
        """How sure its kind is, 0 to 1."""
        return 1.0 if self.told else self.shares.get(self.kind, 0.0)

    @property
    def second(self) -> str:
        """The next likely kind; "" if there is none."""
        return next((kind for kind in self.shares if kind != self.kind), "")


@dataclass(frozen=True)
class InkEnd:
    """A place where a state arrives or leaves; several may be one part of the drawing."""

    id: str  # of the part of the drawing
    kind: str  # also how corrections name it
    x: float
    y: float
    strokes: tuple[int, ...]  # of its wire and of the letters written there


@dataclass(frozen=True)
class InkWire:
    """A wire as it was recognised, or as the learner told."""

    id: str  # of the wire of the drawing
    source: Ref
    target: Ref
    strokes: tuple[int, ...]  # those of all wires that hang together with it; none if it was told
    exact: bool = False  # whether it lies as its strokes do


@dataclass(frozen=True)
class Sheet:
    """What was read from strokes."""

    drawing: Drawing = EMPTY
    parts: tuple[InkPart, ...] = ()
    ends: tuple[InkEnd, ...] = ()
    wires: tuple[InkWire, ...] = ()
    refs: dict[str, Ref] = field(default_factory=dict)  # id of a part of the drawing -> how corrections name it
    unread: tuple[int, ...] = ()  # strokes that could not be read
    erased: tuple[int, ...] = ()  # strokes that were scribbled over, and the scribbles
    notes: tuple[Wording, ...] = ()  # sentences on what was in the way


def read_sheet(strokes: object, corrections: object = (), templates: object = ()) -> Sheet:
    """The drawing that strokes make: [[(x, y), ...], ...], y downwards, on a sheet of 960 by 480.

    `corrections` are what the learner corrected, in order, and `templates` signs that were corrected before, both as
    plain JSON. Raises ValueError with a sentence if the strokes are none at all; what cannot be read is in `unread`.
    """
    page = cleaned(strokes)
    told, wrong = read_corrections(corrections)
    own, odd = read_templates(templates)
    notes = (*page.notes, *wrong, *odd)
    if not page.strokes:
        return Sheet(unread=page.unread, erased=page.erased, notes=notes)
    held = held_wires(told, page.strokes)
    of_held = {k for wire in held for k in wire.strokes}
    ink = [stroke for stroke in page.strokes if stroke.index not in of_held]
    reading = _Reading(ink, told_kinds(told, page.erased), told, own, held)
    drawing, refs = reading.draft.drawing(), reading.draft.refs
    pairs = zip(drawing.wires, reading.draft.wires, strict=True)
    wires = tuple(
        InkWire(wire.id, refs[wire.source], refs[wire.target], lead.strokes, lead.exact) for wire, lead in pairs
    )
    ends = reading.ends()
    inked = [*((*p.strokes, *p.name) for p in reading.parts), *(e.strokes for e in ends), *(w.strokes for w in wires)]
    read = {k for some in inked for k in some}
    unread = tuple(sorted({*page.unread, *(stroke.index for stroke in page.strokes)} - read))
    parts = tuple(reading.parts)
    inner = [part.id for part in parts if part.kind not in (*STATES, "join")]
    said = remarks(reading.found, drawing, inner, len(page.strokes), len(unread))
    notes = (*notes, *reading.notes, *said)
    return Sheet(drawing, parts, ends, wires, refs, unread, page.erased, notes)


class _Reading:
    """One sheet while it is read."""

    def __init__(
        self,
        ink: Sequence[Stroke],
        parts: Sequence[OfKind],
        told: Sequence[Correction | None],
        own: Sequence[Template],
        held: Sequence[Held],
    ) -> None:
        self.ink, self.told, self.own, self.held, self.draft = ink, told, own, held, Draft()
        self.parts: list[InkPart] = []
        self.tips: list[tuple[Tip, frozenset[int]]] = []  # loose, with the strokes of their wires and letters
        place = {stroke.index: k for k, stroke in enumerate(ink)}
        fixes = [(frozenset(place[k] for k in fix.strokes if k in place), fix.kind) for fix in parts]
        fixes = [fix for fix in fixes if fix[0]]
        shapes = find_shapes(ink, fixes)
        self.draft.scale = scale_of([shape for shape in shapes if shape.told not in (*STATES, "join")])
        if self.draft.scale != 1:
            self.held = [replace(wire, points=wire.points * self.draft.scale) for wire in held]
            self.ink = [scaled(stroke, self.draft.scale) for stroke in ink]
            shapes = find_shapes(self.ink, fixes)
        self.notes: list[Wording] = []
        self.found = len(shapes)
        if shapes:
            self._read(shapes[:MOST_SHAPES])

    def _read(self, shapes: Sequence[Shape]) -> None:
        """Read what there is around some shapes."""
        inside = {k for shape in shapes for k in shape.all}
        shafts, loose = find_shafts(self.ink, [k for k in range(len(self.ink)) if k not in inside], shapes)
        lean(shafts, shapes, self.ink, self.held)
        shapes = [without_heads(shape, self.ink, shafts, k) for k, shape in enumerate(shapes)]
        names = [self._part(shape) for shape in shapes]
        nets = without_doubles(find_nets(shafts))
        letters, written = read_letters(self.ink, loose, nets)
        name_states(nets, shapes, letters)
        loose_tips = [tip for net in nets for tip in net.tips if tip.part is None]
        inked = [(*shafts[tip.shaft].strokes, *written.get(id(tip), ())) for tip in loose_tips]
        self.tips = [(tip, frozenset(self._indices(ks))) for tip, ks in zip(loose_tips, inked, strict=True)]
        renamed = tell_states(self.tips, self.told)
        hold(self.draft, self.held)
        others = [*unseen(nets, shapes), *self._added(names)]
        connect(self.draft, nets, shafts, self.ink, names, others)
        of_ends = {k for strokes in written.values() for k in strokes}
        named = self._name_gates(shapes, [k for k in loose if k not in of_ends])
        bridge(self.draft, shapes, [self.ink[k] for k in loose if k not in named], names)
        self.notes += mend(self.draft, self.told, renamed)

    def _added(self, names: Sequence[str]) -> Iterator[list[Priced]]:
        """The wires between parts that were added by hand: all others run as fits to them."""
        for told in self.told:
            if isinstance(told, OfWire) and told.do == "add":
                source, target = (find(self.draft, ref, ()) for ref in (told.source, told.target))
                if source in names and target in names:
                    yield certain(names.index(source), names.index(target))

    def _part(self, shape: Shape) -> str:
        """Add a shape as a part; its id."""
        sign = shape.inside or shape.strokes
        shares = kinds([self.ink[k] for k in sign], shape.round, 2 * float(shape.half.min()), self.own)
        kind, strokes = shape.told or next(iter(shares)), self._indices(shape.all)
        (x, y), (width, height) = self.draft.on_sheet(shape.middle), self.draft.on_sheet(2 * shape.half)
        name = self.draft.part(kind if kind in STATES else strokes[0], kind, (x, y), strokes)
        what = (shares, strokes, self._indices(sign), shape.round, bool(shape.told))
        self.parts.append(InkPart(name, strokes[0], kind, x, y, width, height, *what))
        return name

    def _name_gates(self, shapes: Sequence[Shape], loose: Sequence[int]) -> set[int]:
        """Give boxes the names that are written beside them; the strokes of these."""
        found = read_names(self.ink, loose, shapes, [part.kind for part in self.parts])
        for k, name in found.items():
            self.parts[k] = replace(self.parts[k], name=self._indices(name.strokes))
            self.draft.label(self.parts[k].id, name.label)
        return {k for name in found.values() for k in name.strokes}

    def ends(self) -> tuple[InkEnd, ...]:
        """Where states arrive and leave, as far as they are in the drawing."""
        found = []
        for tip, strokes in self.tips:
            name = self.draft.named(tip.state) if tip.state else ""
            if name:
                x, y = self.draft.on_sheet(tip.point)
                found.append(InkEnd(name, tip.state, x, y, tuple(sorted(strokes))))
        return tuple(found)

    def _indices(self, places: Iterable[int]) -> tuple[int, ...]:
        """The strokes at some places, as the sheet counts them."""
        return tuple(sorted({self.ink[k].index for k in places}))
