"""Which node and which weight of the reference those of a drawn cell stand for, right or wrong as it may be.

Names decide where every weighted sum of the drawn cell has the name of one of the reference, as in typed equations.
Else the pairing that needs the fewest repairs does.
"""

from dataclasses import dataclass
from functools import cached_property

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.as_cell import cell_and_names
from lstm_core.grade.compare import Comparison
from lstm_core.grade.drawing import Drawing


@dataclass(frozen=True)
class StandIns:
    """A drawn cell beside the reference."""

    drawn: Cell
    right: Cell
    nodes: dict[str, str]  # node of the drawn cell -> node of the reference that it stands for

    @cached_property
    def weights(self) -> dict[str, str]:
        """Every weight of the drawn cell, and the weight of the reference that it takes: {"W_s1": "W_f"}.

        A value that is read in the place of another takes that one's weight. What stands for nothing keeps its own
        name, with a mark that no weight of a reference has.
        """
        taken: dict[str, str] = {}
        for node in self.drawn.nodes:
            if node.op in WEIGHTED:
                meant = self.nodes.get(node.name, "")
                model = self.right[meant] if meant in self.right and self.right[meant].op in WEIGHTED else None
                taken |= _columns(node, model, self.nodes)
        return taken

    @cached_property
    def partners(self) -> dict[str, str]:
        """For nodes of the reference, the drawn one that is held against it.

        A new state is held against what leaves as that state, which may be another box than the one that stands for it.
        """
        found = {meant: own for own, meant in self.nodes.items()}
        return found | {new: new for new in self.right.states.values() if new in self.drawn}

    @property
    def own(self) -> tuple[str, ...]:
        """What `weights` has beyond the reference's: weights that stand for nothing there."""
        return tuple(dict.fromkeys(name for name in self.weights.values() if name.endswith("'")))


def by_name(drawn: Cell, right: Cell) -> StandIns | None:
    """Beside each other by their names, if every weighted sum of the drawn cell has one of the reference's."""
    sums = [node.name for node in drawn.nodes if node.op in WEIGHTED]
    if any(name not in right or right[name].op not in WEIGHTED for name in sums):
        return None
    return StandIns(drawn, right, {node.name: node.name for node in drawn.nodes if node.name in right})


def by_pairing(drawn: Cell | Drawing, right: Cell, comparison: Comparison) -> StandIns:
    """Beside each other as the grader pairs them. Raises Unrunnable."""
    if isinstance(drawn, Drawing):
        cell, names = cell_and_names(drawn)
    else:
        cell, names = drawn, {node.name: node.name for node in drawn.nodes}
    nodes: dict[str, str] = {}
    for meant, part in comparison.pairing.items():
        if part in names and meant in right:
            nodes[names[part]] = meant
            if names[part] in cell.folded and meant in right.folded:
                nodes[cell.folded[names[part]]] = right.folded[meant]
    ends = {name: name for name in (*cell.inputs, *cell.states.values()) if name in right}
    return StandIns(cell, right, nodes | ends)


def _columns(node: Node, model: Node | None, nodes: dict[str, str]) -> dict[str, str]:
    """The weights of one weighted sum."""
    if model is None:
        return {weight: f"{weight}'" for weight in node.weights}
    known = dict(zip(model.args, model.weights, strict=False))
    read = [nodes.get(arg, arg) for arg in node.args]
    left = [weight for arg, weight in known.items() if arg not in read]
    taken = {node.weights[-1]: model.weights[-1]}
    for arg, weight in zip(read, node.weights, strict=False):
        taken[weight] = known[arg] if arg in known else left.pop(0) if left else f"{weight}'"
    return taken
