"""From the lines of a learner's page to the nodes of a cell: weighted sums, products, activations."""

import difflib

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import ACTIVATIONS, MATRICES
from lstm_core.grade.equations.equation import Equation, naming
from lstm_core.grade.equations.names import Name
from lstm_core.grade.equations.nodes import Formula, Nodes
from lstm_core.grade.equations.page import Page
from lstm_core.grade.equations.sums import Parts, factors, is_layer, joined, parts
from lstm_core.grade.equations.tree import Call, Number, Product, Rest, Sum, Tree
from lstm_core.notation import plain_symbol
from lstm_core.prose.complaint import Complaint, complaint


def build_cell(name: str, page: Page) -> Cell:
    """The cell a page describes."""
    build = _Builder(page)
    for line in page.ordered():
        with naming(line):
            build.read(line)
    return Cell(name, tuple(build.nodes))


class _Builder(Nodes):
    """Reads the formulas."""

    def read(self, line: Equation) -> None:
        """Add the nodes of one equation."""
        self.line, key, before = line, line.target.key, len(self.nodes)
        self.target = f"{self.called[key]}_next" if key in self.page.states else self.called[key]
        self.layered = is_layer(line.formula)
        formula = self.formula(line.formula)
        if not isinstance(formula, str):
            symbol = r"\tilde{C}_t" if self.target == "g" and line.target.text[0] in "cC" else ""
            self.nodes.append(Node(self.target, *formula, symbol or plain_symbol(self.target, formula[0])))
        elif formula in [node.name for node in self.nodes[before:]]:
            self.rename(formula, self.target)
        else:
            self.copy(formula, key)

    def formula(self, tree: Tree) -> Formula | str:
        """The last operation of a formula, or the node that has its value already."""
        match tree:
            case Name(kind="value"):
                return self.value(tree)
            case Call(function=op, inside=inside) if op in ACTIVATIONS:
                return op, (self.wide(inside),)
            case Rest(of=what):
                return "one_minus", (self.wide(what),)
            case Sum() | Product():
                return self.mixed(parts(tree))
        raise _refused(tree)

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
            self.own(found)
            self.sums[formula, found.learnt] = self.add(*formula, layer=self.layered)
        return self.sums[formula, found.learnt]

    def own(self, found: Parts) -> None:
        """Raise a sentence if a weight or bias of this sum belongs to another one: every box has its own.

        Names with an index inside of longer formulas are left alone: they are what a printed cell calls such sums.
        """
        learnt = [*(term.weight for term in found.weighted), *found.biases]
        for name in {name.key: name for name in learnt}.values():
            places = [term for term in found.weighted if term.weight.key == name.key]
            if len(places) > 1:
                raise complaint("weight_twice", name=name.text)
            inside = not isinstance(self.line.formula, Call) or not is_layer(self.line.formula.inside)
            owner = self.owners.get(name.key)
            if owner and not ((inside or owner is self.line) and name.key[2:]):
                kind = "bias_taken" if name.kind == "bias" else "matrix_taken"
                raise complaint(kind, name=name.text, line=owner.number, letter=name.text[0])
            self.owners[name.key] = self.line

    def reads(self, found: Parts) -> Formula:
        """What a weighted sum reads, x and h first, and whether the last of it has one weight per unit."""
        memories = (
            set()
            if "c" not in self.page.states
            else {"c", "c_next"} & {new for state in self.states for new in (state, f"{state}_next")}
        )
        args: list[str] = []
        marked: set[str] = set()  # surely read through one weight per unit
        for term in found.weighted:
            names = [self.named(item) for item in joined(term.operand)]
            args += names
            if term.by_unit and "x" in names:
                raise complaint("by_unit", name=term.weight.text)
            if term.weight.key[0] in "pP" or (term.by_unit and len(names) == 1):
                marked |= set(names)
        if len(set(args)) < len(args):
            twice = next(arg for arg in args if args.count(arg) > 1)
            raise complaint("weighed_twice", name=self.spoken(twice))
        return _arranged(args, [arg for arg in args if arg in marked or (arg in memories and len(args) > 2)])

    def named(self, tree: Tree) -> str:
        """The node with the value of a formula."""
        formula = self.formula(tree)
        return formula if isinstance(formula, str) else self.add(*formula)

    def wide(self, tree: Tree) -> str:
        """The same where x, which has another width than a state, has no place."""
        if (name := self.named(tree)) == "x":
            raise complaint("x_width")
        return name


def _arranged(args: list[str], by_unit: list[str]) -> Formula:
    """A linear or a peephole node: x and h first, what is read unit by unit last."""
    peeped = by_unit[-1] if by_unit and len(args) > 1 and by_unit[-1] != "x" else ""
    order = [name for name in ("x", "h") if name in args] + [name for name in args if name not in ("x", "h")]
    dense = [name for name in order if name != peeped]
    if len(dense) > len(MATRICES):
        raise complaint("wide_sum", count=len(args), most=len(MATRICES))
    return ("peephole", (*dense, peeped)) if peeped else ("linear", tuple(dense))


def _refused(tree: Tree) -> Complaint:
    """Why a part of a formula has no value of its own, and what to write instead."""
    match tree:
        case Call(function=op):
            close = difflib.get_close_matches(op.lower(), sorted(ACTIVATIONS), 1)
            return complaint("no_box_like", op=op, guess=close[0]) if close else complaint("no_box", op=op)
        case Name(kind="bias", text=text):
            return complaint("bias_unweighed", name=text)
        case Name(text=text):
            return complaint("multiplies_nothing", weight=text, name=text)
        case Number(text=text):
            return complaint("number", number=text[:20])
    return complaint("join")
