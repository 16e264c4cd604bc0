"""A drawing that is right, run: what each of its own parts makes of one step's numbers, in the order of computation."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from lstm_core.cell import Cell
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.parts import GIVEN, LEAVES
from lstm_core.grade.recall_demo import same_weights
from lstm_core.grade.repairs import Pairing
from lstm_core.run import step


@dataclass(frozen=True)
class Arrival:
    """One moment of a step: the parts at which a value arrives, and what it is."""

    parts: tuple[str, ...]  # ids
    meant: str  # the node of the cell that was asked for; "" for what comes in
    values: tuple[float, ...]  # one for each part


def signal(
    drawing: Drawing, asked: Cell, pairing: Pairing, weights: Mapping[str, Any], given: Mapping[str, Any]
) -> list[Arrival]:
    """Every value of one step, first what comes in; `weights` and `given` are those of the cell that was asked for.

    Raises Unrunnable. `pairing` is that of the drawing's `Grade`.
    """
    drawn, names = cell_and_names(drawing)
    pairs = {names[box]: meant for meant, box in pairing.items() if box in names}
    values = step(drawn, same_weights(weights, drawn, asked, pairs), given)
    number = {name: float(value[0]) for name, value in values.items()}
    inputs = tuple(part for part in drawing.parts if part.kind in GIVEN and part.kind in number)
    arrivals = [Arrival(tuple(part.id for part in inputs), "", tuple(number[part.kind] for part in inputs))]
    leaves = {part.kind: part.id for part in drawing.parts if part.kind in LEAVES}
    boxes = {name: box for box, name in names.items()}
    for node in drawn.drawn:
        ends = [boxes.get(node.name, ""), leaves.get(node.name, "")]
        parts = tuple(filter(None, ends))
        if parts and node.op != "input":
            arrivals.append(Arrival(parts, pairs.get(node.name, ""), (number[node.name],) * len(parts)))
    return arrivals
