"""A counterexample moment by moment: the same signal in both cells, up to the node where they part."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from lstm_core.cell import Cell
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.compare import worst_cell
from lstm_core.grade.counterexample import Counterexample
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.parts import LEAVES
from lstm_core.run import Values

Numbers = Mapping[str, float]  # by node


@dataclass(frozen=True)
class Moment:
    """What arrives at one moment, in either cell."""

    step: int  # from 0
    right: Numbers = field(default_factory=dict)
    drawn: Numbers = field(default_factory=dict)


def moments(example: Counterexample) -> list[Moment]:
    """What comes in, then a node after the other, of those on which the parting one depends; at last that one itself.

    Steps before the one in which they part are a moment each.
    """
    ours, theirs = example.traces
    cells, unit = example.cells, example.unit
    found = [_whole(t, cells.right, cells.drawn, ours[t], theirs[t], unit) for t in range(example.at)]
    found += _one_step(example, ours[example.at], theirs[example.at])
    return found


def parts_of(drawing: Drawing, right: Cell) -> dict[str, tuple[str, ...]]:
    """Every node of the drawn cell, the one that counts in a row, and the ids of the parts that have its value.

    Raises Unrunnable.
    """
    drawing = worst_cell(drawing, right)[0]
    cell, names = cell_and_names(drawing)
    found = {part.kind: (part.id,) for part in drawing.parts if part.kind in cell.inputs}
    boxes = {name: (box,) for box, name in names.items()}
    leaves = {part.kind: (part.id,) for part in drawing.parts if part.kind in LEAVES and part.kind in cell}
    return {name: found.get(name, ()) + boxes.get(name, ()) + leaves.get(name, ()) for name in found | boxes | leaves}


def _whole(t: int, right: Cell, drawn: Cell, ours: Values, theirs: Values, unit: int) -> Moment:
    return Moment(t, _numbers(right, ours, unit), _numbers(drawn, theirs, unit))


def _one_step(example: Counterexample, ours: Values, theirs: Values) -> Iterator[Moment]:
    """The step in which they part."""
    right, drawn, unit = example.cells.right, example.cells.drawn, example.unit
    partner = example.cells.partners
    mine, yours = _numbers(right, ours, unit), _numbers(drawn, theirs, unit)
    needed = right.upstream(example.node) | {example.node}
    shown = set(drawn.inputs)
    yield Moment(example.at, {name: mine[name] for name in right.inputs}, {name: yours[name] for name in drawn.inputs})
    for node in right.drawn:
        if node.name not in needed or node.op == "input":
            continue
        own = partner.get(node.name, "")
        before = drawn.upstream(own) - shown - {own} if own else frozenset()
        for early in [each.name for each in drawn.drawn if each.name in before]:
            shown.add(early)
            yield Moment(example.at, {}, {early: yours[early]})
        shown.add(own)
        yield Moment(example.at, {node.name: mine[node.name]}, {own: yours[own]} if own in yours else {})
        if node.name == example.node:
            return


def _numbers(cell: Cell, values: Values, unit: int) -> dict[str, float]:
    """A number for every node that is drawn: of the unit that differs most, and of the one input."""
    return {node.name: float(values[node.name][min(unit, len(values[node.name]) - 1)]) for node in cell.drawn}
