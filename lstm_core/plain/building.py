"""From the lines of a learner's page to the nodes of a cell: weighted sums, products, activations."""

import difflib
from dataclasses import replace
from itertools import chain, count

from lstm_core.cell import MOST_NODES, Cell, Node
from lstm_core.notation import plain_symbol
from lstm_core.ops import ACTIVATIONS, MATRICES, WEIGHTED
from lstm_core.plain.called import called, nickname
from lstm_core.plain.names import Name
from lstm_core.plain.sums import Parts, factors, is_layer, joined, parts
from lstm_core.plain.times import Line, Page, at
from lstm_core.plain.tree import Call, Join, Product, Rest, Sum, Tree

Formula = tuple[str, tuple[str, ...]]  # an operation and the names of the nodes it reads


def built(name: str, page: Page) -> Cell:
    """The cell a page describes."""
    build = _Builder(page)
    for line in page.ordered():
        with at(line):
            build.read(line)
    return Cell(name, tuple(build.nodes))


class _Builder:
    """The nodes so far, and what the learner's names have become."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.called = called(page)
        self.states = sorted((self.called[key] for key in page.states), key="h".__ne__)  # h first
        self.nodes = [Node(name, "input", (), plain_symbol(name, "input")) for name in ("x", *self.states)]
        self.sums: dict[tuple[Formula, tuple[str, ...]], str] = {}  # what reads the same with the same weights is one

    def read(self, line: Line) -> None:
        """Add the nodes of one equation."""
        self.line, key, before = line, line.target.key, len(self.nodes)
        self.target = self.called[key] + "_next" * (key in self.page.states)
        formula = self.formula(line.formula)
        if not isinstance(formula, str):
            symbol = r"\tilde{C}_t" if self.target == "g" and line.target.text != "g_t" else ""
            self.nodes.append(Node(self.target, *formula, symbol or plain_symbol(self.target, formula[0])))
        elif formula in [node.name for node in self.nodes[before:]]:
            self.rename(formula, self.target)
        else:
            self.copy(formula, key)

    def copy(self, source: str, key: str) -> None:
        """An equation that only gives a second name to what is there already."""
        node = next(node for node in self.nodes if node.name == source)
        replaces = source.endswith("_next")
        if key not in self.page.states:
            self.called[key] = source
        elif node.op == "input" or (replaces and node.op in WEIGHTED):
            raise ValueError("this only copies a value that is there already; write what happens to it")
        elif replaces:
            self.nodes.append(Node(self.target, node.op, node.args, plain_symbol(self.target, node.op)))
        else:
            self.rename(source, self.target)

    def rename(self, old: str, new: str) -> None:
        """Give a node another name, wherever it is read."""
        swap = lambda name: new if name == old else name
        for k, node in enumerate(self.nodes):
            symbol = plain_symbol(new, node.op) if node.name == old else node.symbol
            self.nodes[k] = replace(node, name=swap(node.name), args=tuple(map(swap, node.args)), symbol=symbol)
        self.called = {key: swap(name) for key, name in self.called.items()}
        self.sums = {((op, tuple(map(swap, args))), by): swap(to) for ((op, args), by), to in self.sums.items()}

    def formula(self, tree: Tree) -> Formula | str:
        """The last operation of a formula, or the node that has its value already."""
        match tree:
            case Name(kind="value"):
                return self.value(tree)
            case Name(kind="bias"):
                raise ValueError(f"{tree.text} is added to nothing that is weighed; write W x_t + {tree.text}")
            case Name():
                raise ValueError(f"{tree.text} multiplies nothing; write what is weighed, such as {tree.text} x_t")
            case Call(function=op) if op not in ACTIVATIONS:
                close = difflib.get_close_matches(op, sorted(ACTIVATIONS), 1)
                raise ValueError(f"there is no box {op}; {f'did you mean {close[0]}?' if close else 'write σ or tanh'}")
            case Call(function=op, inside=inside):
                return op, (self.wide(inside),)
            case Rest(of=what):
                return "one_minus", (self.wide(what),)
            case Sum() | Product():
                return self.mixed(parts(tree))
            case Join():
                raise ValueError("[ , ] stands behind a matrix only: write W [h_{t-1}, x_t]")
        raise ValueError(f"the number {tree.text} has no place here; only the 1 of 1 - z_t is read")

    def value(self, name: Name) -> str:
        """The node a name stands for."""
        if name.key not in self.page.states:
            return self.called.get(name.key, name.key)
        new = "" if self.page.old(name, self.line) else "_next"
        return self.called[name.key] + new

    def mixed(self, found: Parts) -> Formula | str:
        """A sum or a product: what has weights is one weighted sum, everything else is added to it."""
        if found.weighted:
            layer = self.layer(found)
            return self.chained("add", [layer, *map(self.wide, found.others)]) if found.others else layer
        if len(found.others) > 1:
            return self.chained("add", list(map(self.wide, found.others)))
        (product,) = found.others
        inside = factors(product) if isinstance(product, Product) else (product,)
        return self.chained("mul", list(map(self.wide, inside))) if len(inside) > 1 else self.formula(product)

    def chained(self, op: str, names: list[str]) -> Formula:
        """a + b + c is (a + b) + c."""
        first, *others, last = names
        for name in others:
            first = self.add(op, (first, name))
        return op, (first, last)

    def layer(self, found: Parts) -> str:
        """The node of a weighted sum; sums that read the same through weights of the same names are one node."""
        formula = self.reads(found)
        if (formula, found.learnt) not in self.sums:
            self.sums[formula, found.learnt] = self.add(*formula)
        return self.sums[formula, found.learnt]

    def reads(self, found: Parts) -> Formula:
        """What a weighted sum reads, x and h first, and whether the last of it has one weight per unit."""
        memories = {new for state in self.states if state != "h" for new in (state, f"{state}_next")}
        args: list[str] = []
        marked: set[str] = set()  # surely read through one weight per unit
        for term in found.weighted:
            names = [self.named(item) for item in joined(term.operand)]
            args += names
            if term.weight.key[0] in "pP" or (term.by_unit and len(names) == 1 and names[0] in memories):
                marked |= set(names)
        if len(set(args)) < len(args):
            twice = next(arg for arg in args if args.count(arg) > 1)
            raise ValueError(f"one sum weighs {self.spoken(twice)} twice; once is enough")
        return _arranged(args, [arg for arg in args if arg in marked or (arg in memories and len(args) > 2)])

    def spoken(self, node: str) -> str:
        """How to say the name of a node to the learner."""
        return next(found.symbol for found in self.nodes if found.name == node) or "the same value"

    def named(self, tree: Tree) -> str:
        """The node with the value of a formula."""
        formula = self.formula(tree)
        return formula if isinstance(formula, str) else self.add(*formula)

    def wide(self, tree: Tree) -> str:
        """The same where x, which has another width than a state, has no place."""
        if (name := self.named(tree)) == "x":
            raise ValueError("x_t has another width than h_t; give it a matrix first: W x_t, or W [h_{t-1}, x_t]")
        return name

    def add(self, op: str, args: tuple[str, ...]) -> str:
        """A node inside an equation, under a name and with weights that nobody has."""
        if len(self.nodes) >= MOST_NODES:
            raise ValueError(f"this is too long; a cell has at most {MOST_NODES} nodes")
        taken = {node.name for node in self.nodes} | {
            name + new for name in self.called.values() for new in ("", "_next")
        }
        owned = {weight for node in self.nodes for weight in node.weights}
        first = [] if op in WEIGHTED and is_layer(self.line.formula) else [""]
        own = (f"{op}_{self.target}{ending}" for ending in chain(first, map(str, count(2))))
        names = chain(nickname(op, args, self.target, self.states), own)
        node = next(
            node for node in (Node(name, op, args) for name in names)
            if node.name not in taken and owned.isdisjoint(node.weights)
        )  # fmt: skip
        self.nodes.append(node)
        return node.name


def _arranged(args: list[str], by_unit: list[str]) -> Formula:
    """A linear or a peephole node: x and h first, what is read unit by unit last."""
    peeped = by_unit[-1] if by_unit and len(args) > 1 and by_unit[-1] != "x" else ""
    order = [name for name in ("x", "h") if name in args] + [name for name in args if name not in ("x", "h")]
    dense = [name for name in order if name != peeped]
    if len(dense) > len(MATRICES):
        raise ValueError(f"one sum weighs {len(args)} values; at most {len(MATRICES)} are read")
    return ("peephole", (*dense, peeped)) if peeped else ("linear", tuple(dense))
