"""The order in which a cell is explained: one stage for what comes in, then one for every value that has a name.

Which stages there are follows from the cell. Two boxes that meet in one product (input gate and
candidate) share a stage; values without a name of their own belong to the stage that uses them.
"""

from dataclasses import dataclass

from lstm_core.cell import Cell
from lstm_core.latex import named, plain_letter


@dataclass(frozen=True)
class Stage:
    """One step of the explanation of a cell."""

    heads: tuple[str, ...]  # the named nodes it computes; () for the first stage, where x and h arrive
    steps: tuple[str, ...]  # every node that is worked out here, heads included
    reads: tuple[str, ...]  # what comes from earlier stages or from outside

    @property
    def key(self) -> str:
        """A short name by which texts refer to it: "f", "i-g", "in"."""
        return "-".join(self.heads) or "in"

    def title(self, cell: Cell) -> str:
        """The label of its button, which also stands in links: "f", "i, C̃", "[h, x]"."""
        names = [plain_letter(cell, name) for name in self.heads or reversed(self.steps)]
        return ", ".join(names) if self.heads else f"[{', '.join(names)}]"


def stages(cell: Cell) -> list[Stage]:
    """The stages in the order of computation; the first only gathers what the boxes read."""
    heads = named(cell)
    groups: list[tuple[str, ...]] = []
    for name in heads:
        if groups and _meet(cell, groups[-1][0], name):
            groups[-1] += (name,)
        else:
            groups.append((name,))
    return [_gather(cell), *(_stage(cell, group, set(heads)) for group in groups)]


def _meet(cell: Cell, first: str, second: str) -> bool:
    """Whether two boxes are read by the same product, and by nothing else."""
    roles = {cell.role(first), cell.role(second)}
    readers = cell.readers[first]
    return roles == {"gate", "candidate"} and readers == cell.readers[second] and len(readers) == 1


def _gather(cell: Cell) -> Stage:
    """What arrives: the inputs that the boxes read through their weights."""
    weighted = [node for node in cell.nodes if node.weights]
    read = {arg for node in weighted for arg in node.args if arg != node.peeped}
    return Stage((), tuple(name for name in cell.inputs if name in read), ())


def _stage(cell: Cell, group: tuple[str, ...], heads: set[str]) -> Stage:
    steps, reads = set(group), set()
    queue = [arg for name in group for arg in cell[name].args]
    while queue:
        name = queue.pop()
        if name in heads or cell[name].op == "input":
            reads.add(name)
        elif name not in steps:
            steps.add(name)
            queue += cell[name].args
    order = [node.name for node in cell.nodes]
    return Stage(group, tuple(sorted(steps, key=order.index)), tuple(sorted(reads - steps, key=order.index)))
