r"""A cell's equations as LaTeX: symbolic, or with numbers put in, in the letters of the book at hand.

A book's letters are a row of `CONVENTIONS`; every equation is derived in each of them:

    FAU, colah    f_t = \sigma(W_{f} \cdot [h_{t-1}, x_t] + b_{f})
    PyTorch       f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf})
    W, U, b       f_t = \sigma(W_{f} x_t + U_{f} h_{t-1} + b_{f})
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from lstm_core.cell import Cell, Node
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.notation import plain_symbol
from lstm_core.prose.text import plain_letters, without_time

ATOM = 9  # binds tighter than any operator: never bracketed
Paint = Callable[[str, str], str]  # (name of the node, its symbol) -> what to print for it
Formula = tuple[str, int]  # LaTeX, and how tightly its outermost operation binds


@dataclass(frozen=True)
class Convention:
    """How one family of books writes weights and names values."""

    name: str
    joined: bool = False  # one matrix on [h, x] instead of one for each
    two_biases: bool = False  # a bias for every matrix
    sources: bool = False  # a weight says what it reads: W_{hf}
    plain: bool = False  # letters from the node's name (g, c) instead of the book's own (C tilde, C)


FAU, PYTORCH, WUB = (
    Convention("FAU, colah", joined=True),
    Convention("PyTorch", two_biases=True, sources=True, plain=True),
    Convention("W, U, b", plain=True),
)
CONVENTIONS = {convention.name: convention for convention in (FAU, PYTORCH, WUB)}


def _unpainted(name: str, symbol: str) -> str:
    return symbol


def equations(cell: Cell, convention: Convention = FAU, paint: Paint = _unpainted) -> list[str]:
    r"""One line for every node that a textbook names, such as `C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t`."""
    return [equation(cell, name, convention, paint) for name in named(cell)]


def named(cell: Cell) -> list[str]:
    """The nodes that have an equation of their own: those with a symbol, and every box."""
    return [node.name for node in cell.nodes if node.op != "input" and symbol(cell, node.name)]


def equation(cell: Cell, name: str, convention: Convention = FAU, paint: Paint = _unpainted) -> str:
    """The equation of one node; nodes without a symbol are written out inside it."""
    writer = Symbolic(cell, convention, paint)
    return f"{paint(name, symbol(cell, name, convention))} = {writer.formula(name)[0]}"


def written(cell: Cell, name: str, convention: Convention = FAU) -> str:
    """A node as it stands in a sentence: its symbol, or what it is made of."""
    return Symbolic(cell, convention, _unpainted).mention(name)[0]


def symbol(cell: Cell, name: str, convention: Convention = FAU) -> str:
    """How a node is written; "" if no book names it."""
    node = cell[name]
    letters = plain_symbol(name, node.op) if convention.plain else node.symbol
    if not letters and cell.role(name) in ("gate", "candidate"):
        return rf"\mathrm{{{name.replace('_', ' ')}}}_t"
    return letters


def plain_letter(cell: Cell, name: str, convention: Convention = FAU) -> str:
    r"""A node's symbol in plain text without its time index: C for C_t, C̃ for \tilde{C}_t; its name if it has none."""
    return plain_letters(without_time(symbol(cell, name, convention))) or name


def sums(cell: Cell, name: str, convention: Convention = FAU) -> list[tuple[str, str]]:
    r"""The terms of a weighted sum, each with the weight it uses: [("W_{xf} x_t", "W_f"), ("b_{f}", "b_f")]."""
    writer = Symbolic(cell, convention, _unpainted)
    return list(zip(writer.products(cell[name], split=True), cell[name].weights, strict=True))


def weight_symbol(cell: Cell, weight: str, convention: Convention = FAU) -> str:
    """How the letters at hand write a weight, as in `sums`: W_f is W_{xf}, W_{if} or W_{f}."""
    owner = next(node for node in cell.nodes if weight in node.weights)
    letters = _weight(cell, owner, weight, convention, split=True)
    return _two(letters, owner, cell) if convention.two_biases and weight[0] == "b" else letters


def with_numbers(
    cell: Cell,
    name: str,
    weights: Mapping[str, Any],
    values: Mapping[str, Any],
    show: Callable[[float], str] | None = None,
) -> str:
    """The right-hand side of a node's equation with the numbers of one step put in.

    Numbers are (hidden,) or (hidden, width) arrays; arrays with a single number are printed as that number.
    `show` prints one number, with two decimals where nothing else is said.
    """
    printed = _Numeric(cell, weights, values, show or _decimal).formula(name)[0]
    return printed.replace(r"\odot", r"\cdot") if np.size(values[name]) == 1 else printed


def number(value: Any, show: Callable[[float], str] | None = None) -> str:
    """A number, vector or matrix in LaTeX; with two decimals and a true minus sign unless `show` prints otherwise."""
    array, show = np.asarray(value, dtype=float), show or _decimal
    if array.size == 1:
        return show(float(array.ravel()[0]))
    rows = array if array.ndim == 2 else array[:, None]
    body = r" \\ ".join(" & ".join(show(float(entry)) for entry in row) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def _decimal(value: float) -> str:
    return f"{value:.2f}".replace("-0.00", "0.00")


class _Writer:
    """Walks a formula and brackets what must be bracketed; how a leaf is printed is up to its children."""

    cell: Cell

    def formula(self, name: str) -> Formula:
        node = self.cell[name]
        if node.op in WEIGHTED:
            return " + ".join(self.products(node)), OPS["add"].binds
        op = OPS[node.op]
        return op.latex.format(*(_bracket(self.mention(arg), op.inside) for arg in node.args)), op.binds

    def mention(self, name: str) -> Formula:
        """A node inside another's formula: itself if it has a name, else its own formula."""
        known = self.is_named(name) or self.cell[name].op == "input"
        return (self.leaf(name), self.tightness(name)) if known else self.formula(name)

    def is_named(self, name: str) -> bool:
        return bool(symbol(self.cell, name))

    def products(self, node: Node, split: bool = False) -> list[str]:
        raise NotImplementedError

    def leaf(self, name: str) -> str:
        raise NotImplementedError

    def tightness(self, name: str) -> int:
        return ATOM


@dataclass
class Symbolic(_Writer):
    """Formulas in the letters of a convention."""

    cell: Cell
    convention: Convention
    paint: Paint

    def leaf(self, name: str) -> str:
        return self.paint(name, symbol(self.cell, name, self.convention))

    def products(self, node: Node, split: bool = False) -> list[str]:
        """The terms of W a + U b + p ⊙ c + bias, as the convention writes them."""
        style, dense = self.convention, [arg for arg in node.args if arg != node.peeped]
        name = {w: _weight(self.cell, node, w, style, split or not style.joined) for w in node.weights}
        terms: dict[str, str] = {}
        for weight, arg in zip(node.weights, node.args, strict=False):
            sign = r" \odot " if arg == node.peeped else " "
            terms[weight] = name[weight] + sign + _bracket(self.mention(arg), ATOM)
            if style.two_biases and arg != node.peeped and not split:
                terms[weight] += f" + {name[weight].replace('W', 'b', 1)}"
        if style.joined and len(dense) > 1 and not split:
            inside = ", ".join(self.mention(arg)[0] for arg in sorted(dense, key="x".__eq__))
            first, *others = node.weights[: len(dense)]
            terms[first] = rf"{name[first]} \cdot [{inside}]"
            for other in others:
                del terms[other]
        if not style.two_biases or split:
            bias = node.weights[-1]
            terms[bias] = _two(name[bias], node, self.cell) if style.two_biases else name[bias]
        return list(terms.values())


@dataclass
class _Numeric(_Writer):
    cell: Cell
    weights: Mapping[str, Any]
    values: Mapping[str, Any]
    show: Callable[[float], str]

    def leaf(self, name: str) -> str:
        return number(self.values[name], self.show)

    def tightness(self, name: str) -> int:
        value = np.asarray(self.values[name])
        return 0 if value.size == 1 and self.leaf(name).startswith("-") else ATOM

    def products(self, node: Node, split: bool = False) -> list[str]:
        terms = []
        for weight, arg in zip(node.weights, node.args, strict=False):
            inner = self.mention(arg) if symbol(self.cell, arg) else (self.leaf(arg), self.tightness(arg))
            sign = r" \odot " if arg == node.peeped else r" \cdot " if np.size(self.weights[weight]) == 1 else r"\,"
            terms.append(self._weight(weight) + sign + _bracket(inner, 1))
        return [*terms, self._weight(node.weights[-1])]

    def _weight(self, weight: str) -> str:
        value = np.asarray(self.weights[weight])
        text = number(value, self.show)
        return f"({text})" if text.startswith("-") else text


def _bracket(formula: Formula, at_least: int) -> str:
    latex, binds = formula
    return f"({latex})" if binds < at_least else latex


def _weight(cell: Cell, node: Node, weight: str, style: Convention, split: bool) -> str:
    """The name of a weight: its letter, its box, and what it reads where the convention says so."""
    box, letter = _box(cell, node, style), weight[0]
    position = node.weights.index(weight)
    source = _source(node.args[position]) if position < len(node.args) else ""
    several = sum(_box(cell, other, style) == box for other in cell.nodes if other.op in WEIGHTED) > 1
    if style.sources:
        return f"b_{{{box}}}" if letter == "b" else f"{'W' if letter != 'p' else 'p'}_{{{_pytorch(source)}{box}}}"
    if style.joined and (split or several or len(node.args) == 1):
        extra = source if letter != "b" else "".join(map(_source, node.args)) if several else ""
        return f"{'W' if letter not in 'pb' else letter}_{{{extra}{box}}}"
    if several:
        return f"{letter}_{{{''.join(map(_source, node.args))}{box}}}"
    return f"{letter}_{{{box}}}"


def box_letter(cell: Cell, node: Node, convention: Convention = FAU) -> str:
    """The letter of the box that a weighted sum belongs to, with what it reads where the box has several sums."""
    box = _box(cell, node, convention)
    several = sum(_box(cell, other, convention) == box for other in cell.nodes if other.op in WEIGHTED) > 1
    return "".join(map(_source, node.args)) + box if several else box


def _two(bias: str, node: Node, cell: Cell) -> str:
    """PyTorch's two biases, which only ever act as their sum: b_{if} + b_{hf}."""
    box = bias.removeprefix("b_{").removesuffix("}")
    dense = [arg for arg in node.args if arg != node.peeped]
    return " + ".join(f"b_{{{_pytorch(_source(arg))}{box}}}" for arg in dense)


def _box(cell: Cell, node: Node, style: Convention) -> str:
    """The letter of the box a weighted sum belongs to: f for linear_f, C for the candidate's."""
    name = node.name
    while not symbol(cell, name, style) and cell.readers[name]:
        name = cell.readers[name][0]
    letters = without_time(symbol(cell, name, style))
    return re.sub(r"^\\(tilde|mathrm)\{(.*)\}$", r"\2", letters) or node.name


def _source(name: str) -> str:
    """The letter of what a weight reads: h for h and h_next, x for x, and h for r ⊙ h (called past)."""
    letter = name.removesuffix("_next")
    return letter if len(letter) == 1 else "h"


def _pytorch(source: str) -> str:
    """PyTorch calls what comes from the input i, not x."""
    return "i" if source == "x" else source
