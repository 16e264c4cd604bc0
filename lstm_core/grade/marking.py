"""The mark: points for every row of the rubric, derived from the cell that was asked for."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lstm_core.cell import Cell
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.grouping import is_open
from lstm_core.grade.labels import well_named
from lstm_core.grade.purposes import Purposes, named_boxes, purposes
from lstm_core.grade.remarks import sentence
from lstm_core.grade.repairs import Repair
from lstm_core.mistakes import say
from lstm_core.prose import read

INPUTS, LAYERS, BOX, LINE, OUTPUTS, LABELS = 10, 20, 10, 10, 5, 5  # points before they are brought to 100
ABSENT = 5  # points that a missing y costs where the lecture asks for it


@dataclass(frozen=True)
class RubricRow:
    """One row of the mark."""

    key: str
    words: str
    got: int
    possible: int

    @property
    def lost(self) -> int:
        """Points that are not earned."""
        return self.possible - self.got


@dataclass(frozen=True)
class _RubricItem:
    key: str  # inputs, layers, line, outputs, labels, or the name of a box without weights
    points: int
    share: Fraction = Fraction(1)  # how much of it is right


def rubric_rows(
    comparison: Comparison, drawing: Drawing, asked: Cell, right: bool, fau: bool, ahead: bool = True
) -> tuple[RubricRow, ...]:
    """The rows of the mark; `right` forgives every repair of boxes and wires.

    Without `ahead`, what is not there yet costs nothing.
    """
    known, repairs = purposes(asked), () if right else comparison.wires
    later = [repair for repair in repairs if is_open((repair,))]
    counted = repairs if ahead else [repair for repair in repairs if repair not in later]
    rows = [_RubricItem(r.key, r.points, _share(r.key, counted, comparison, known, ahead)) for r in _rows(asked, known)]
    if named_boxes(asked):
        excused = () if ahead else [repair.meant for repair in later if repair.what == "missing"]
        rows.append(_RubricItem("labels", LABELS, _named_share(comparison, drawing, excused)))
    absent = absent_points(comparison, fau)
    rubric = []
    for row, most in zip(rows, _out_of_hundred(rows), strict=True):
        got = int(row.share * most) - (absent if row.key == "outputs" else 0)
        rubric.append(RubricRow(row.key, _words(row.key, asked), max(got, 0), most))
    return tuple(rubric)


def absent_points(comparison: Comparison, fau: bool) -> int:
    """What a missing y costs, where the lecture asks for it."""
    return ABSENT if fau and "y" not in comparison.drawn.outs else 0


def _named_share(comparison: Comparison, drawing: Drawing, excused: Collection[str]) -> Fraction:
    """The share of gates and candidates with a right label; half of it where another label has the wrong time."""
    named, wrong = named_boxes(comparison.cell), {repair.meant for repair in comparison.labels}
    right = {*named} - {*nameless(comparison, drawing)} | {*named} & {*excused}
    return Fraction(len(right), max(len(named), 1)) / (2 if wrong - set(named) else 1)


def nameless(comparison: Comparison, drawing: Drawing) -> list[str]:
    """The gates and candidates that do not carry their own name."""
    wrong = {repair.meant for repair in comparison.labels}
    right = well_named(drawing, comparison.cell, comparison.pairing) - wrong
    return [name for name in named_boxes(comparison.cell) if name not in right]


def _rows(cell: Cell, known: Purposes) -> Iterable[_RubricItem]:
    """What earns points: inputs, boxes with weights, every other box, the memory line, what leaves."""
    yield _RubricItem("inputs", INPUTS)
    yield _RubricItem("layers", LAYERS)
    yield from (_RubricItem(name, BOX) for name in _plain(cell))
    if known.new:
        yield _RubricItem("line", LINE)
    yield _RubricItem("outputs", OUTPUTS)


def _layers(cell: Cell) -> list[str]:
    return [node.name for node in cell.drawn if node.name in cell.folded or node.op in WEIGHTED]


def _plain(cell: Cell) -> list[str]:
    return [node.name for node in cell.drawn if node.op in OPS and node.name not in cell.folded and node.name != "y"]


def _share(key: str, repairs: Sequence[Repair], comparison: Comparison, known: Purposes, ahead: bool) -> Fraction:
    """How much of a row is right."""
    if key in ("inputs", "layers"):
        return _layer_share(key == "inputs", repairs, comparison)
    if key == "line":
        broken = {r.meant for r in repairs if r.what == "moved"} & {known.keep}
        broken |= {r.meant for r in repairs if r.what == "missing"} & {known.new}
        return Fraction(not broken and not any(map(_disturbs, repairs)))
    if key == "outputs":
        all_leave = not ahead or all(map(comparison.drawn.outs.get, comparison.cell.states.values()))
        wrong = any(r.leaves or r.meant == "y" or (r.what == "extra" and not known.new) for r in repairs)
        return Fraction(all_leave and not wrong)
    return Fraction(not any(r.meant == key and not r.leaves for r in repairs))


def _layer_share(wired: bool, repairs: Sequence[Repair], comparison: Comparison) -> Fraction:
    """How many boxes with weights have the right wires, or are there and right themselves; one too many costs one.

    So do other boxes that do not belong, from the second on: a heap of parts is no drawing.
    """
    layers = {name for name in _layers(comparison.cell) if name != "y"}
    if wired and any(repair.what == "merged" for repair in repairs):
        return Fraction(0)
    bad = layers & {r.meant for r in repairs if not r.leaves and (r.what == "missing" or wired == _is_wire(r))}
    extra = [r for r in repairs if r.what == "extra" and r.drawn in comparison.drawn.boxes and not wired]
    weighted = sum(comparison.drawn.boxes[r.drawn].layer for r in extra)
    many = weighted + max(len(extra) - weighted - 1, 0)
    return 1 - Fraction(min(len(bad) + many, len(layers)), max(len(layers), 1))


def _is_wire(repair: Repair) -> bool:
    return repair.what in ("lacks", "instead", "reads")


def _disturbs(repair: Repair) -> bool:
    """Whether a repair is about something that stands where nothing should."""
    return repair.what == "extra" or (repair.leaves and repair.meant == "c_next" and repair.what != "lacks")


def _out_of_hundred(rows: Sequence[_RubricItem]) -> list[int]:
    """The points brought to a sum of 100, in whole numbers; what is left over goes to the largest remainders.

    What leaves is worth no less than y, which the lecture asks for.
    """
    exact = [Fraction(100 * row.points, sum(row.points for row in rows)) for row in rows]
    whole = [int(points) for points in exact]
    for k in sorted(range(len(rows)), key=lambda k: whole[k] - exact[k])[: 100 - sum(whole)]:
        whole[k] += 1
    at = [row.key for row in rows].index("outputs")
    whole[0], whole[at] = whole[0] - max(ABSENT - whole[at], 0), max(whole[at], ABSENT)
    return whole


def _words(key: str, cell: Cell) -> str:
    rows = read("grade")["rows"]
    return sentence(rows[cell[key].op], box=say(cell, key)) if key in cell else sentence(rows[key])
