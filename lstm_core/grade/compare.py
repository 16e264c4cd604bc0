"""Compare a cell that a learner drew with the one asked for, and say where they differ.

The boxes of the drawing are paired with the boxes of the reference so that as few repairs as possible turn
one into the other; the remarks are those repairs, gathered where several are one mistake.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.grade.case import Case
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.facts import facts
from lstm_core.grade.gather import gather
from lstm_core.grade.graph import Graph, of_cell, of_drawing, readings
from lstm_core.grade.labels import label_repairs, meanings
from lstm_core.grade.pairing import MOST_TRIES, pair
from lstm_core.grade.remarks import Remark, remark
from lstm_core.grade.repairs import Pairing, Repair
from lstm_core.grade.row import cells_in_a_row

LEAST_TRIES = 60  # pairings weighed for each way to read a drawing


@dataclass(frozen=True)
class Finding:
    """A drawing beside its reference: what stands for what, and what is to be repaired."""

    cell: Cell  # the reference, with its readout if the drawing has one
    drawn: Graph
    meant: Graph
    pairing: Pairing
    wires: Sequence[Repair]  # repairs of boxes and wires
    labels: Sequence[Repair]  # repairs of labels

    @property
    def remarks(self) -> list[Remark]:
        """The repairs in words, in the order of the reference."""
        table = facts(self.cell)
        groups = gather([*self.wires, *self.labels], self.drawn, self.meant, table)
        return [remark(Case(group, self.drawn, self.pairing, self.cell, table)) for group in groups]


def compare(drawn: Cell | Drawing, meant: Cell) -> list[Remark]:
    """What to repair in the drawing; [] means that it is right."""
    found = worst(drawn, meant)[1] if isinstance(drawn, Drawing) else examine(drawn, meant)
    return found.remarks


def worst(drawing: Drawing, meant: Cell) -> tuple[Drawing, Finding]:
    """Of several cells in a row, the one with most to repair, by itself."""
    found = [(single, examine(single, meant)) for single in cells_in_a_row(drawing)]
    return max(found, key=lambda pair: len(pair[1].wires))


def examine(drawn: Cell | Drawing, meant: Cell) -> Finding:
    """The drawing beside the reference under the best pairing. y may be there or not."""
    raw = of_drawing(drawn) if isinstance(drawn, Drawing) else of_cell(drawn)
    cell = with_readout(meant) if "y" in raw.outs and "y" not in meant else meant
    reference = reference_of(cell, isinstance(drawn, Cell))
    graphs = [_without_y(graph, reference) for graph in readings(raw)]
    found = None
    for graph, goal in graphs:
        pairing, repairs = pair(graph, goal, meanings(cell), max(MOST_TRIES // len(graphs), LEAST_TRIES))
        if found is None or len(repairs) < len(found.wires):
            found = Finding(cell, graph, goal, pairing, repairs, ())
        if len(repairs) <= 1:
            break
    if found is None:
        raise ValueError("There is nothing to compare.")
    merged = [Repair("merged", part, "") for part in found.drawn.merged]
    labels = label_repairs(drawn, cell, found.pairing) if isinstance(drawn, Drawing) else []
    return replace(found, wires=[*merged, *found.wires], labels=labels)


@cache
def reference_of(cell: Cell, peeps: bool) -> Graph:
    """The reference as a graph: each sum folded where the figure folds it."""
    graph = of_cell(cell, peeps)
    every = [cell.folded.keys(), set()]
    return next((g for g in readings(graph) if every[0] <= g.boxes.keys() - set(cell.folded.values())), graph)


def _without_y(drawn: Graph, meant: Graph) -> tuple[Graph, Graph]:
    """Both without the box that makes y, if the drawing has none: then y, if it is there, is h itself."""
    if _answers(drawn):
        return drawn, meant
    box = {read.source for read in meant.outs.get("y", ())}
    outs = {name: reads for name, reads in meant.outs.items() if name != "y"}
    if "y" in drawn.outs:
        outs["y"] = outs.get("h_next", ())
    return drawn, replace(meant, outs=outs, boxes={m: b for m, b in meant.boxes.items() if m not in box})


def _answers(drawn: Graph) -> bool:
    """Whether y is made by a box of its own, which squashes one value that was worked out before."""
    sources = [drawn.boxes[read.source] for read in drawn.outs.get("y", ()) if read.source in drawn.boxes]
    squashes = [box for box in sources if box.kind in ("sigmoid", "tanh") and len(box.reads) == 1]
    return any(box.reads[0].source in drawn.boxes for box in squashes)
