"""What is wired and what is not: whoever has not finished drawing has made no mistake yet.

A box that nothing reads, or that waits for an input, may still become what its kind allows. So it stands for
nothing else before, and what has no wire at all is not looked at as a mistake.
"""

from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import cache

from lstm_core.cell import Cell
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.graph import Box, Graph
from lstm_core.grade.parts import KINDS


def is_fed(box: Box) -> bool:
    """Whether every input of a box has its wire."""
    return len(box.reads) >= KINDS[box.kind].ports


def is_complete(graph: Graph, box: str) -> bool:
    """Whether a box takes in what its kind needs, and something reads it."""
    return is_fed(graph.boxes[box]) and box in graph.readers


def without_loose(graph: Graph) -> Graph:
    """The graph without the boxes that have no wire at all."""
    boxes = {name: box for name, box in graph.boxes.items() if box.reads or name in graph.readers}
    return replace(graph, boxes=boxes)


@cache
def needed(cell: Cell) -> Mapping[str, int]:
    """How many parts of each kind a drawing of the cell may use; every sum may stand beside its box."""
    drawn = Counter(node.op for node in cell.drawn if node.op not in WEIGHTED)
    return drawn + Counter(linear=sum(node.op in WEIGHTED for node in cell.nodes))


def may_stand_for(drawn: Graph, meant: Graph, cell: Cell) -> Callable[[str, str], bool]:
    """Whether a box of the drawing may be taken for one of the reference: (reference, drawing) -> bool.

    A box of another kind is taken for a wrong sign only if its own kind has more parts than the cell needs, or if
    it is wired on both sides.
    """
    there, room = Counter(box.kind for box in drawn.boxes.values()), needed(cell)
    kinds = {name: box.kind for name, box in drawn.boxes.items()}
    firm = {name for name, kind in kinds.items() if there[kind] > room.get(kind, 0) or is_complete(drawn, name)}
    return lambda m, d: d in firm or kinds[d] == meant.boxes[m].kind
