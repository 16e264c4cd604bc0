"""The mark: points for every row of the rubric, derived from the cell that was asked for."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from lstm_core.cell import Cell
from lstm_core.grade.compare import Finding
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.facts import Facts, facts, named_boxes
from lstm_core.grade.labels import well_named
from lstm_core.grade.remarks import sentence
from lstm_core.grade.repair import Repair
from lstm_core.mistakes import say
from lstm_core.ops import OPS, WEIGHTED
from lstm_core.prose import read

INPUTS, LAYERS, BOX, LINE, OUTPUTS, LABELS = 10, 20, 10, 10, 5, 5  # points before they are brought to 100
ABSENT = 5  # points that a missing y costs where the lecture asks for it


@dataclass(frozen=True)
class Line:
    """One row of the mark."""

    words: str
    got: int
    possible: int


@dataclass(frozen=True)
class _Row:
    key: str  # inputs, layers, line, outputs, labels, or the name of a box without weights
    points: int
    share: Fraction = Fraction(1)  # how much of it is right


def lines(finding: Finding, drawing: Drawing, asked: Cell, right: bool, fau: bool) -> tuple[Line, ...]:
    """The rows of the mark; `right` forgives every repair of boxes and wires."""
    repairs = () if right else finding.wires
    table, named = facts(asked), named_boxes(finding.cell)
    said = well_named(drawing, finding.cell, finding.pairing)
    mislabelled = {repair.meant for repair in finding.labels}
    good = Fraction(len(said - mislabelled), max(len(named), 1))
    if mislabelled - set(named):
        good *= Fraction(1, 2)  # an input or an output with the wrong time
    rows = [_Row(row.key, row.points, _share(row.key, repairs, finding, table)) for row in _rows(asked, table)]
    if named_boxes(asked):
        rows.append(_Row("labels", LABELS, good if finding.pairing else Fraction(0)))
    points = _hundred([row.points for row in rows])
    at = [row.key for row in rows].index("outputs")
    points[0], points[at] = points[0] - max(ABSENT - points[at], 0), max(points[at], ABSENT)
    found = [Line(_words(row.key, asked), int(row.share * most), most) for row, most in zip(rows, points, strict=True)]
    absent = ABSENT if fau and "y" not in finding.drawn.outs else 0
    return tuple(
        Line(line.words, max(line.got - absent, 0), line.possible) if row.key == "outputs" else line
        for row, line in zip(rows, found, strict=True)
    )


def _rows(cell: Cell, table: Facts) -> Iterable[_Row]:
    """What earns points: inputs, boxes with weights, every other box, the memory line, what leaves."""
    yield _Row("inputs", INPUTS)
    yield _Row("layers", LAYERS)
    yield from (_Row(name, BOX) for name in _plain(cell))
    if table.new:
        yield _Row("line", LINE)
    yield _Row("outputs", OUTPUTS)


def _layers(cell: Cell) -> list[str]:
    return [node.name for node in cell.drawn if node.name in cell.folded or node.op in WEIGHTED]


def _plain(cell: Cell) -> list[str]:
    return [node.name for node in cell.drawn if node.op in OPS and node.name not in cell.folded and node.name != "y"]


def _share(key: str, repairs: Sequence[Repair], finding: Finding, table: Facts) -> Fraction:
    """How much of a row is right."""
    if key in ("inputs", "layers"):
        return _layer_share(key == "inputs", repairs, finding)
    if key == "line":
        broken = {r.meant for r in repairs if r.what == "moved"} & {table.keep}
        broken |= {r.meant for r in repairs if r.what == "missing"} & {table.new}
        return Fraction(not broken and not any(map(_disturbs, repairs)))
    if key == "outputs":
        all_leave = all(map(finding.drawn.outs.get, finding.cell.states.values()))
        wrong = any(r.leaves or r.meant == "y" or (r.what == "extra" and not table.new) for r in repairs)
        return Fraction(all_leave and not wrong)
    return Fraction(not any(r.meant == key and not r.leaves for r in repairs))


def _layer_share(wired: bool, repairs: Sequence[Repair], finding: Finding) -> Fraction:
    """How many boxes with weights have the right wires, or are there and right themselves; one too many costs one."""
    layers = {name for name in _layers(finding.cell) if name != "y"}
    if wired and any(repair.what == "merged" for repair in repairs):
        return Fraction(0)
    bad = layers & {r.meant for r in repairs if not r.leaves and (r.what == "missing" or wired == _is_wire(r))}
    extra = [r for r in repairs if r.what == "extra" and r.drawn in finding.drawn.boxes and not wired]
    many = sum(finding.drawn.boxes[r.drawn].layer for r in extra)
    return 1 - Fraction(min(len(bad) + many, len(layers)), max(len(layers), 1))


def _is_wire(repair: Repair) -> bool:
    return repair.what in ("lacks", "instead", "reads")


def _disturbs(repair: Repair) -> bool:
    """Whether a repair is about something that stands where nothing should."""
    return repair.what == "extra" or (repair.leaves and repair.meant == "c_next" and repair.what != "lacks")


def _hundred(points: Sequence[int]) -> list[int]:
    """The points brought to a sum of 100, in whole numbers; what is left over goes to the largest remainders."""
    exact = [Fraction(100 * p, sum(points)) for p in points]
    whole = [int(e) for e in exact]
    for k in sorted(range(len(points)), key=lambda k: whole[k] - exact[k])[: 100 - sum(whole)]:
        whole[k] += 1
    return whole


def _words(key: str, cell: Cell) -> str:
    rows = read("grade")["rows"]
    return sentence(rows[cell[key].op], box=say(cell, key)) if key in cell else sentence(rows[key])
