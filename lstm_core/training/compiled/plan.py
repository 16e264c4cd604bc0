"""What follows from a cell's graph alone, before any size is known."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import WEIGHTED


@dataclass(frozen=True, eq=False)
class MatrixProduct:
    """One matrix product per step: all the weighted sums that read the same values, one below the other."""

    sums: tuple[Node, ...]  # those under a sigmoid first, then those under a tanh, then the rest and the late ones
    reads: tuple[str, ...]  # what its columns multiply, apart from the bias and x
    x: bool  # whether x is read besides
    alive: bool
    first: str  # the sum that comes first in the cell; there the product is computed


@dataclass(frozen=True)
class GraphPlan:
    """The facts, each worked out when it is first asked for.

    Raises ValueError, with a sentence for a learner, if the cell cannot be run over a sequence.
    """

    cell: Cell

    def __post_init__(self) -> None:
        if "h_next" not in self.cell:
            raise ValueError(f"{self.cell.name} has no output; it needs a line h_next = ...")
        for name in self.cell.inputs:
            if name in self.alive and name != "x" and name not in self.cell.states:
                raise ValueError(f"{name} has no value at the next step; it needs a line {name}_next = ...")

    @cached_property
    def ends(self) -> frozenset[str]:
        """The values a step is for: h_next and whatever replaces a state."""
        return frozenset({"h_next", *self.cell.states.values()})

    @cached_property
    def replaces(self) -> Mapping[str, str]:
        """The state that a value replaces: {"h_next": "h", "c_next": "c"}."""
        return {new: state for state, new in self.cell.states.items()}

    @cached_property
    def alive(self) -> frozenset[str]:
        """The nodes that some end depends on; the others are never computed."""
        return frozenset().union(*(self.cell.upstream(end) for end in self.ends))

    @cached_property
    def order(self) -> tuple[Node, ...]:
        """The nodes that are computed, in an order in which they can be, and all states; x is not among them."""
        wanted = (self.alive | self.cell.states.keys()) - {"x"}
        return tuple(node for node in self.cell.nodes if node.name in wanted)

    @cached_property
    def looped(self) -> frozenset[str]:
        """The nodes that a state reaches; all others are computed for every step at once, before the loop."""
        states = self.cell.states.keys()
        return frozenset(node.name for node in self.cell.nodes if self.cell.upstream(node.name) & states)

    @cached_property
    def box(self) -> Mapping[str, str]:
        """For a sum that is only ever seen through its activation, that activation: {"linear_f": "f"}."""
        return {inner: box for box, inner in self.cell.folded.items() if inner not in self.ends}

    @cached_property
    def products(self) -> tuple[MatrixProduct, ...]:
        """The matrix products of a step. What waits for the loop, or is not needed, shares none with what does not."""
        groups: dict[tuple[object, ...], list[Node]] = {}
        for node in self.cell.nodes:
            if node.op in WEIGHTED:
                key = (frozenset(matrix_args(node)), node.name in self.looped, node.name in self.alive)
                groups.setdefault(key, []).append(node)
        return tuple(self._product(nodes) for nodes in groups.values())

    def _product(self, nodes: list[Node]) -> MatrixProduct:
        args = matrix_args(nodes[0])
        reads = tuple(sorted(set(args) - {"x"}))
        place = {"sigmoid": 0, "tanh": 1}
        sums = tuple(sorted(nodes, key=lambda node: 3 if self.late(node) else place.get(self.squash(node), 2)))
        return MatrixProduct(sums, reads, "x" in args, nodes[0].name in self.alive, nodes[0].name)

    def late(self, node: Node) -> bool:
        """Whether a sum peeps at a value of its own step, for which its product does not wait."""
        return bool(node.peeped) and node.peeped not in self.cell.inputs

    def squash(self, node: Node) -> str:
        """The activation that a sum is only ever seen through: "sigmoid", "tanh" or "" for none."""
        return self.cell[self.box[node.name]].op if node.name in self.box else ""


def matrix_args(node: Node) -> tuple[str, ...]:
    """What a weighted sum reads through a matrix: all but what it peeps at."""
    return node.args[:-1] if node.op == "peephole" else node.args


def unit_args(node: Node) -> tuple[str, ...]:
    """What a node reads unit by unit, not through a matrix."""
    return node.args[-1:] if node.op == "peephole" else () if node.op == "linear" else node.args
