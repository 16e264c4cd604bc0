"""The nodes of a cell that is being read, and which node each of the learner's names stands for."""

from dataclasses import replace
from itertools import chain, count

from lstm_core.cell import MOST_NODES, Node
from lstm_core.cell.ops import WEIGHTED
from lstm_core.grade.equations.equation import Equation
from lstm_core.grade.equations.node_names import nickname, node_names
from lstm_core.grade.equations.page import Page
from lstm_core.notation import plain_symbol
from lstm_core.prose.complaint import complaint

Formula = tuple[str, tuple[str, ...]]  # an operation and the names of the nodes it reads


class Nodes:
    """Grows line by line; `target` is the node that the line at hand defines."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.called = node_names(page)
        self.states = sorted((self.called[key] for key in page.states), key="h".__ne__)  # h first
        self.nodes = [Node(name, "input", (), plain_symbol(name, "input")) for name in ("x", *self.states)]
        self.sums: dict[tuple[Formula, tuple[str, ...]], str] = {}  # what reads the same with the same weights is one
        self.target = ""
        self.owners: dict[str, Equation] = {}  # the equation that uses a weight or bias, by its key

    def add(self, op: str, args: tuple[str, ...], layer: bool = False) -> str:
        """A node inside an equation, under a name and with weights that nobody has.

        If the equation is a `layer` itself, its own weights are kept for it.
        """
        if len(self.nodes) >= MOST_NODES:
            raise complaint("too_many_nodes", most=MOST_NODES)
        nicknames = nickname(op, args, self.target, self.states)
        endings = chain([""] if op not in WEIGHTED or not layer else [], map(str, count(2)))
        names = chain(nicknames, (f"{op}_{self.target}{ending}" for ending in endings))
        node = next(filter(self.free, (Node(name, op, args) for name in names)))
        self.nodes.append(node)
        return node.name

    def free(self, node: Node) -> bool:
        """Whether neither the name of a node nor its weights are taken, now or by a line to come."""
        taken = any(node.name in (name, f"{name}_next") for name in self.called.values())
        owned = (weight for other in self.nodes for weight in (other.name, *other.weights))
        return not taken and {node.name, *node.weights}.isdisjoint(owned)

    def copy(self, source: str, key: str) -> None:
        """An equation that only gives a second name to what is there already."""
        node = next(node for node in self.nodes if node.name == source)
        replaces = source.endswith("_next")
        if key not in self.page.states:
            self.called[key] = source
        elif node.op == "input" or (replaces and node.op in WEIGHTED):
            raise complaint("only_copies")
        elif replaces:
            self.nodes.append(Node(self.target, node.op, node.args, plain_symbol(self.target, node.op)))
        else:
            self.rename(source, self.target)

    def rename(self, old: str, new: str) -> None:
        """Give a node another name, wherever it is read."""

        def swap(name: str) -> str:
            return new if name == old else name

        for k, node in enumerate(self.nodes):
            symbol = plain_symbol(new, node.op) if node.name == old else node.symbol
            self.nodes[k] = replace(node, name=swap(node.name), args=tuple(map(swap, node.args)), symbol=symbol)
        self.called = {key: swap(name) for key, name in self.called.items()}
        self.sums = {((op, tuple(map(swap, args))), by): swap(to) for ((op, args), by), to in self.sums.items()}

    def spoken(self, node: str) -> str:
        """How to say the name of a node to the learner."""
        return next(found.symbol for found in self.nodes if found.name == node) or "the same value"
