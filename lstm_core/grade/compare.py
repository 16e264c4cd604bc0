"""Compare a cell that a learner drew with the one asked for, and say where they differ.

The boxes of the drawing are paired with the boxes of the reference so that as few repairs as possible turn
one into the other; the remarks are those repairs, gathered where several are one mistake.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cache, lru_cache

from lstm_core.cell import Cell
from lstm_core.cell.readout import with_readout
from lstm_core.grade.case import Case
from lstm_core.grade.cell_row import cells_in_a_row
from lstm_core.grade.completeness import may_stand_for, without_loose
from lstm_core.grade.drawing import Drawing
from lstm_core.grade.graph import Graph, graph_of_cell, graph_of_drawing, readings
from lstm_core.grade.grouping import group_repairs, is_open
from lstm_core.grade.labels import label_repairs, meanings, name_repairs
from lstm_core.grade.pairing import MOST_TRIES, pair
from lstm_core.grade.purposes import purposes
from lstm_core.grade.remarks import Remark, in_words
from lstm_core.grade.repairs import Pairing, Repair
from lstm_core.grade.unplaced import placed
from lstm_core.prose.complaint import complaint

LEAST_TRIES = 60  # pairings weighed for each way to read a drawing


@dataclass(frozen=True)
class Comparison:
    """A drawing beside its reference: which box stands for which, and what has to be repaired."""

    cell: Cell  # the reference, with its readout if the drawing has one
    drawn: Graph
    meant: Graph
    pairing: Pairing
    wires: Sequence[Repair]  # repairs of boxes and wires
    labels: Sequence[Repair]  # repairs of labels
    sketched: bool = True  # whether it is a drawing, which may be unfinished; equations leave nothing open

    @property
    def cases(self) -> list[Case]:
        """The repairs, those of one mistake together, in the order of the reference."""
        known = purposes(self.cell)
        groups = group_repairs([*self.wires, *self.labels], self.drawn, self.meant, known)
        unfinished = self.sketched and sum(is_open(group) for group in groups) > 1
        return [Case(group, self.drawn, self.pairing, self.cell, known, unfinished) for group in groups]


def compare(drawn: Cell | Drawing, meant: Cell) -> list[Remark]:
    """What to repair in the drawing; [] means that it is right."""
    comparison = worst_cell(drawn, meant)[1] if isinstance(drawn, Drawing) else best_comparison(drawn, meant)
    return in_words(comparison.cases)


def worst_cell(drawing: Drawing, meant: Cell) -> tuple[Drawing, Comparison]:
    """Of several cells in a row, the one with most to repair, by itself."""
    compared = [(single, best_comparison(single, meant)) for single in cells_in_a_row(drawing)]
    return max(compared, key=lambda pair: len(pair[1].wires))


@lru_cache(maxsize=64)  # pairing costs most, and whatever looks at a drawing needs it
def best_comparison(drawn: Cell | Drawing, meant: Cell) -> Comparison:
    """The drawing beside the reference under the best pairing. y may be there or not."""
    raw = graph_of_drawing(drawn) if isinstance(drawn, Drawing) else graph_of_cell(drawn)
    cell = with_readout(meant) if "y" in raw.outs and "y" not in meant else meant
    found = _best_reading(without_loose(raw), reference_graph(cell, isinstance(drawn, Cell)), cell)
    loose = {name: box for name, box in raw.boxes.items() if not box.reads and name not in raw.readers}
    whole = replace(found.drawn, boxes={**found.drawn.boxes, **loose})
    repairs = [*found.wires, *(Repair("extra", name, "") for name in loose)]
    merged = [Repair("merged", part, "") for part in whole.merged]
    if isinstance(drawn, Drawing):
        labels = label_repairs(drawn, cell, found.pairing)
    else:
        labels = name_repairs(drawn, cell, found.pairing)
    wires = [*merged, *placed(repairs, whole, found.meant, cell, meanings(cell))]
    return replace(found, drawn=whole, wires=wires, labels=labels, sketched=isinstance(drawn, Drawing))


def _best_reading(raw: Graph, reference: Graph, cell: Cell) -> Comparison:
    """The pairing with the fewest repairs, whoever a shared sum is said to belong to."""
    graphs = [_without_y(graph, reference) for graph in readings(raw)]
    found = None
    for graph, goal in graphs:
        may, tries = may_stand_for(graph, goal, cell), max(MOST_TRIES // len(graphs), LEAST_TRIES)
        pairing, repairs = pair(graph, goal, meanings(cell), may, tries)
        if found is None or len(repairs) < len(found.wires):
            found = Comparison(cell, graph, goal, pairing, repairs, ())
        if len(repairs) <= 1:
            break
    if found is None:
        raise complaint("nothing_to_compare")
    return found


@cache
def reference_graph(cell: Cell, peepholes: bool) -> Graph:
    """The reference as a graph: each sum folded where the figure folds it."""
    graph = graph_of_cell(cell, peepholes)
    folded, sums = cell.folded.keys(), set(cell.folded.values())
    return next((reading for reading in readings(graph) if folded <= reading.boxes.keys() - sums), graph)


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
