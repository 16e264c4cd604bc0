"""What lights up in the figure while a paragraph speaks of some nodes: they, and what they are made from."""

from collections.abc import Iterable

from lstm_core.cell import Cell
from lstm_core.figure.stages import Stage


def stage_of(cell: Cell, names: Iterable[str]) -> Stage:
    """These nodes as a stage; a box brings the weighted sum that is drawn inside it."""
    wanted = set(names)
    steps = wanted | {cell.folded[name] for name in wanted if name in cell.folded}
    order = [node.name for node in cell.nodes]
    reads = {arg for name in steps for arg in cell[name].args} - steps
    return Stage((), tuple(sorted(steps, key=order.index)), tuple(sorted(reads, key=order.index)))
