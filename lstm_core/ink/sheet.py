"""A sheet of pen strokes, read: parts, wires and what leaves, as the drawing that the grader takes."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from lstm_core.grade.drawing import GRID, HEIGHT, MOST_PARTS, MOST_WIRES, WIDTH, Drawing, Part, Wire
from lstm_core.grade.parts import KINDS
from lstm_core.ink.clean import cleaned
from lstm_core.ink.directions import directions
from lstm_core.ink.flow import reached, single
from lstm_core.ink.letters import read_letters
from lstm_core.ink.nets import Net, find_nets, without_doubles
from lstm_core.ink.shapes import Shape, find_shapes
from lstm_core.ink.signs import kinds
from lstm_core.ink.states import name_states
from lstm_core.ink.strokes import Stroke
from lstm_core.ink.wires import Shaft, find_shafts
from lstm_core.prose.complaint import sentence

EMPTY = Drawing()
CLOSE, TOUCH = 12.0, 7.0  # pixels between a part and loose ink, and between parts that touch
MOST_SHAPES = 30  # boxes and circles; states and joins come on top, up to MOST_PARTS


@dataclass(frozen=True)
class InkPart:
    """A part as it was recognised."""

    id: str  # of the part of the drawing
    kind: str
    x: float
    y: float
    second: str  # the next likely kind; "" if there is none
    confidence: float  # 0 to 1
    strokes: tuple[int, ...]  # of the sheet, that make it
    round: bool = False  # whether it is a circle


@dataclass(frozen=True)
class Sheet:
    """What was read from strokes."""

    drawing: Drawing = EMPTY
    parts: tuple[InkPart, ...] = ()
    unread: tuple[int, ...] = ()  # strokes that could not be read
    erased: tuple[int, ...] = ()  # strokes that were scribbled over, and the scribbles
    wires: dict[str, tuple[int, ...]] = field(default_factory=dict)  # id of a wire of the drawing -> its strokes
    notes: tuple[str, ...] = ()  # sentences on what was in the way


@dataclass
class _Draft:
    """A drawing in the making."""

    parts: list[Part] = field(default_factory=list)
    wires: list[Wire] = field(default_factory=list)
    ink: dict[str, tuple[int, ...]] = field(default_factory=dict)
    seen: list[InkPart] = field(default_factory=list)
    joins: dict[tuple[str, ...], str] = field(default_factory=dict)

    def part(self, kind: str, x: float, y: float) -> str:
        """Add a part; its id."""
        if len(self.parts) >= MOST_PARTS:
            return ""
        name = f"p{len(self.parts) + 1}"
        column, row = (min(max(round(v / GRID) * GRID, 0), most) for v, most in ((x, WIDTH), (y, HEIGHT)))
        self.parts.append(Part(name, kind, column, row))
        return name

    def wire(self, source: str, target: str, strokes: tuple[int, ...]) -> None:
        """Add a wire to the next free port, unless it is there already or there is none."""
        kind = next((part.kind for part in self.parts if part.id == target), "")
        there = [wire for wire in self.wires if wire.target == target]
        if len(self.wires) >= MOST_WIRES or source in ("", target) or not kind:
            return
        many = KINDS[kind].many
        if many and source in {wire.source for wire in there}:
            return
        if many or len(there) < KINDS[kind].ports:
            name = f"w{len(self.wires) + 1}"
            self.wires.append(Wire(name, source, target, 0 if many else len(there)))
            self.ink[name] = strokes


def read_sheet(strokes: object) -> Sheet:
    """The drawing that strokes make: [[(x, y), ...], ...], y downwards, on a sheet of 960 by 480.

    Raises ValueError with a sentence if these are no strokes at all; what merely cannot be read is in `unread`.
    """
    page = cleaned(strokes)
    if not page.strokes:
        return Sheet(unread=page.unread, erased=page.erased, notes=page.notes)
    shapes = find_shapes(page.strokes)
    draft, written = _read(page.strokes, shapes[:MOST_SHAPES]) if shapes else (_Draft(), set())
    used = {
        *written,
        *(k for part in draft.seen for k in part.strokes),
        *(k for ink in draft.ink.values() for k in ink),
    }
    unread = {*page.unread, *(stroke.index for stroke in page.strokes)} - used
    drawing = Drawing(tuple(draft.parts), tuple(draft.wires))
    notes = (*page.notes, *_notes(len(shapes)))
    return Sheet(drawing, tuple(draft.seen), tuple(sorted(unread)), page.erased, draft.ink, notes)


def _read(ink: Sequence[Stroke], shapes: Sequence[Shape]) -> tuple[_Draft, set[int]]:
    """The drawing that strokes make around some shapes, and the strokes that are letters at its ends."""
    inside = {k for shape in shapes for k in (*shape.strokes, *shape.inside)}
    shafts, loose = find_shafts(ink, [k for k in range(len(ink)) if k not in inside], shapes)
    shapes = [_without_heads(shape, ink, shafts, k) for k, shape in enumerate(shapes)]
    nets = without_doubles(find_nets(shafts))
    letters, written = read_letters(ink, loose, nets)
    name_states(nets, shapes, letters)
    draft, names = _draft(ink, shapes)
    _connect(draft, nets, shafts, ink, names)
    _bridge(draft, shapes, [ink[k] for k in loose], names)
    return draft, {ink[k].index for k in written}


def _notes(found: int) -> list[str]:
    """What to say about so many boxes and circles."""
    if not found:
        return [sentence("no_shapes").en]
    return [sentence("many_shapes", count=found, most=MOST_SHAPES).en] if found > MOST_SHAPES else []


def _draft(ink: Sequence[Stroke], shapes: Sequence[Shape]) -> tuple[_Draft, list[str]]:
    """A draft with the parts, and their ids in the order of the shapes."""
    draft = _Draft()
    for shape in shapes:
        likely = kinds([ink[k] for k in shape.inside], shape.round, 2 * float(shape.half.min()))
        (kind, share), (second, _) = list(likely.items())[:2]
        x, y = map(float, shape.middle)
        name = draft.part(kind, x, y)
        strokes = tuple(sorted(ink[k].index for k in (*shape.strokes, *shape.inside)))
        draft.seen.append(InkPart(name, kind, x, y, second, share, strokes, shape.round))
    return draft, [part.id for part in draft.parts]


def _without_heads(shape: Shape, ink: Sequence[Stroke], shafts: Sequence[Shaft], place: int) -> Shape:
    """The shape without heads of wires that reach into it, and without dots beside what is written in it."""
    ends = [(shaft, end) for shaft in shafts for end in shaft.ends if end.part == place]
    heads = {}
    for k in shape.inside:
        at = [(shaft, end) for shaft, end in ends if np.hypot(*(ink[k].points - end.point).T).min() < 10]
        at = [(shaft, end) for shaft, end in at if not end.head]
        depth = shape.depth(ink[k].points)
        if at and depth.mean() > 0.42 and depth.max() > 0.85 and depth.min() > 0.25:
            heads[k] = at[0]
    signs = [k for k in shape.inside if k not in heads]
    signs = _without_specks(signs, ink)
    if not signs:
        return shape
    for k, (shaft, end) in heads.items():
        end.head = True
        shaft.strokes.append(k)
    return replace(shape, inside=tuple(signs))


def _without_specks(signs: list[int], ink: Sequence[Stroke]) -> list[int]:
    """One or two large strokes without a speck beside them."""
    large = [k for k in signs if ink[k].size > 0.3 * max(ink[k].size for k in signs)]
    return large if 0 < len(large) < 3 and len(signs) - len(large) < 2 else signs


def _connect(
    draft: _Draft, nets: Sequence[Net], shafts: Sequence[Shaft], ink: Sequence[Stroke], names: list[str]
) -> None:
    """Add what arrives and what leaves, joins and wires."""
    kinds = [part.kind for part in draft.parts]
    ends: dict[str, str] = {}
    for net, option in zip(nets, directions(nets, kinds), strict=True):
        strokes = tuple(sorted({ink[k].index for s in net.shafts for k in shafts[s].strokes}))
        for sink, values in reached(net, option, kinds).items():
            tip = net.tips[sink]
            target = _name(draft, net, sink, names, ends)
            many = tip.part is not None and KINDS[kinds[tip.part]].many
            found = values if many else single(net, sink, values)
            sources = tuple(sorted({_name(draft, net, k, names, ends) for k in found} - {target}))
            if sources:
                draft.wire(_joined(draft, sources, net, strokes), target, strokes)


def _bridge(draft: _Draft, shapes: Sequence[Shape], loose: Sequence[Stroke], names: list[str]) -> None:
    """Join parts that touch, or have ink between them, where one gives to nobody and the other lacks an input."""
    for k, name in enumerate(names):
        if name in {wire.source for wire in draft.wires}:
            continue
        for j, other in enumerate(names):
            given = [wire for wire in draft.wires if wire.target == other]
            if (
                j == k
                or len(given) >= KINDS[draft.parts[j].kind].ports
                or name in {w.target for w in draft.wires if w.source == other}
            ):
                continue
            strokes = tuple(s.index for s in loose if all(shapes[p].away(s.points).min() < CLOSE for p in (k, j)))
            if strokes or _gap(shapes[k], shapes[j]) < TOUCH:
                draft.wire(name, other, strokes)
                break


def _gap(a: Shape, b: Shape) -> float:
    """How many pixels lie between the boxes of two shapes."""
    return float(np.hypot(*np.maximum(np.abs(a.middle - b.middle) - a.half - b.half, 0)))


def _name(draft: _Draft, net: Net, k: int, names: list[str], ends: dict[str, str]) -> str:
    """The id of the part at a tip; what arrives or leaves becomes a part, once for each."""
    tip = net.tips[k]
    if tip.part is not None:
        return names[tip.part]
    if tip.state not in ends:
        ends[tip.state] = draft.part(tip.state, float(tip.point[0]), float(tip.point[1]))
    return ends[tip.state]


def _joined(draft: _Draft, sources: tuple[str, ...], net: Net, strokes: tuple[int, ...]) -> str:
    """The one source, or the join of several, which is made once."""
    if len(sources) == 1:
        return sources[0]
    if sources not in draft.joins:
        places = [(part.x, part.y) for part in draft.parts if part.id in sources]
        x, y = max(x for x, _ in places), max(places, key=lambda place: -place[1])[1]
        draft.joins[sources] = draft.part("join", x, y)
        for source in sources:
            draft.wire(source, draft.joins[sources], strokes)
    return draft.joins[sources]
