r"""The backward equations as LaTeX, in letters or with numbers, from the terms that `way_back` reads in the graph.

    \delta C_t = \delta h_t \odot o_t \odot (1 - \tanh^2 C_t) + f_{t+1} \odot \delta C_{t+1}

A weighted sum has no letter in the books at hand; here it is a, with the letter of its box: f_t = \sigma(a^{f}_t).
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from lstm_core.cell import Cell
from lstm_core.cell.ops import OPS, WEIGHTED
from lstm_core.gradients.way_back import Equation, Term, WeightEquation, way_back, weight_equations
from lstm_core.gradients.ways import Factor
from lstm_core.latex import ATOM, FAU, Convention, Formula, Paint, Symbolic, box_letter, number, symbol, weight_symbol
from lstm_core.run import Array, Values

TIME = re.compile(r"_(?:t(?![A-Za-z])|\{t-1\})")
SHIFTED = {"_t": "_{t+1}", "_{t-1}": "_t"}
TOP = r"\top"
PRODUCT = OPS["mul"].inside


def next_step(letters: str) -> str:
    """A symbol one step later: C_t is C_{t+1}, h_{t-1} is h_t."""
    moved = TIME.sub(lambda found: SHIFTED[found[0]], letters)
    return moved if moved != letters else f"({letters})_{{t+1}}"


def letter(cell: Cell, name: str, convention: Convention = FAU) -> str:
    """How a value with a δ is written: its symbol, a^{f}_t for the sum of the box f, else its name."""
    node = cell[name]
    if found := symbol(cell, name, convention):
        return found
    spaced = rf"\mathrm{{{_spaced(name)}}}"
    if node.op not in WEIGHTED:
        return f"{spaced}_t"
    boxes = [box_letter(cell, other, convention) for other in cell.nodes if other.op in WEIGHTED]
    own = box_letter(cell, node, convention)
    return f"a^{{{own if boxes.count(own) == 1 else spaced}}}_t"


def equations(cell: Cell, convention: Convention = FAU) -> list[str]:
    """Every equation of the way back, of what the step before and the layer below receive as well."""
    return [equation(cell, one, convention) for one in way_back(cell)]


def equation(cell: Cell, one: Equation, convention: Convention = FAU, paint: Paint = lambda _, text: text) -> str:
    """δ of a value as the sum of what comes back from its uses."""
    return f"{delta(cell, one.name, convention, paint=paint)} = {right_side(cell, one, convention, paint)}"


def right_side(
    cell: Cell, one: Equation, convention: Convention = FAU, paint: Paint = lambda _, text: text, cut: bool = False
) -> str:
    """The sum alone; with `cut`, what the training of 1997 leaves out is struck through, and painted in no colour."""
    writer, plain_writer = (_Letters(cell, convention, one_paint) for one_paint in (paint, lambda _, text: text))
    given = [rf"\frac{{\partial L}}{{\partial {letter(cell, one.name, convention)}}}"] if one.read else []
    signed = [
        _signed(rf"\cancel{{{plain_writer.term(term)}}}" if cut and term.cut else writer.term(term), term)
        for term in one.terms
    ]
    return _joined([*given, *signed])


def delta(
    cell: Cell, name: str, convention: Convention = FAU, later: bool = False, paint: Paint = lambda _, text: text
) -> str:
    """δ of a value, in this step or the next."""
    letters = letter(cell, name, convention)
    return paint(name, rf"\delta {next_step(letters) if later else letters}")


def weight_equation(cell: Cell, one: WeightEquation, convention: Convention = FAU) -> str:
    """The gradient of a weight as a sum over time: of outer products for a matrix."""
    name, own = weight_symbol(cell, one.weight, convention), delta(cell, one.source, convention)
    sign = ""
    if one.reads:
        writer = _Letters(cell, convention, lambda _, text: text)
        peeped = cell[one.source].peeped == one.reads
        read = _bracketed(writer.mention(one.reads), PRODUCT if peeped else ATOM)
        sign = rf" \odot {read}" if peeped else rf"\, {_power(read, TOP)}"
    bias = name if "+" not in name else f"({name})"
    return rf"\frac{{\partial L}}{{\partial {bias}}} = \sum_t {own}{sign}"


def weight_gradient_equations(cell: Cell, convention: Convention = FAU) -> list[str]:
    """One line for every weight."""
    return [weight_equation(cell, one, convention) for one in weight_equations(cell)]


def with_numbers(
    cell: Cell,
    one: Equation,
    weights: Mapping[str, Array],
    steps: Sequence[Values],
    deltas: Sequence[Values],
    losses: Array,
    t: int,
    show: Callable[[float], str] | None = None,
    cut: bool = False,
) -> str:
    """The right-hand side at step t of a run with one unit and one input; nothing comes from behind its end."""
    given = [number(losses[t], show)] if one.read else []
    terms = [term for term in one.terms if not (cut and term.cut) and t + term.later < len(steps)]
    signed = [
        _signed(_Numbers(cell, weights, steps[t + term.later], deltas[t + term.later], show).term(term), term)
        for term in terms
    ]
    return _joined([*given, *signed])


class _Writer:
    """A term as a product, matrices next to the δ they act on; what stands behind a later use is written first."""

    times = r" \odot "

    def term(self, term: Term) -> str:
        error = self.delta(term)
        rest = [factor for factor in term.factors if factor.kind != "minus"]
        if rest and rest[0].kind == "matrix":
            error = self.matrix(rest.pop(0), error)
            error = f"({error})" if rest and not term.later and self.times == r" \odot " else error
        slopes = [self.slope(factor, term.later) for factor in rest]
        return self.times.join([*slopes, error] if term.later else [error, *slopes])

    def delta(self, term: Term) -> str:
        raise NotImplementedError

    def matrix(self, factor: Factor, error: str) -> str:
        raise NotImplementedError

    def slope(self, factor: Factor, later: bool) -> str:
        raise NotImplementedError


@dataclass
class _Letters(_Writer, Symbolic):
    """In letters; values of a later use are those of the next step."""

    later: bool = field(default=False, init=False)

    def is_named(self, name: str) -> bool:
        return name in {one.name for one in way_back(self.cell)} and self.cell[name].op not in WEIGHTED

    def leaf(self, name: str) -> str:
        letters = letter(self.cell, name, self.convention)
        return self.paint(name, next_step(letters) if self.later else letters)

    def delta(self, term: Term) -> str:
        return delta(self.cell, term.source, self.convention, term.later, self.paint)

    def matrix(self, factor: Factor, error: str) -> str:
        return rf"{_power(weight_symbol(self.cell, factor.of, self.convention), TOP)} {error}"

    def slope(self, factor: Factor, later: bool) -> str:
        self.later = later
        if factor.kind == "weight":
            return weight_symbol(self.cell, factor.of, self.convention)
        value = _bracketed(self.mention(factor.of), PRODUCT)
        if factor.kind == "tanh" and not self.is_named(factor.of):
            return rf"(1 - \tanh^2 {_bracketed(self.mention(self.cell[factor.of].args[0]), ATOM)})"
        return {
            "value": value,
            "sigmoid": rf"{value} \odot (1 - {value})",
            "tanh": rf"(1 - {_power(value, '2')})",
        }[factor.kind]


@dataclass
class _Numbers(_Writer):
    """With the numbers of one step put in."""

    cell: Cell
    weights: Mapping[str, Any]
    values: Mapping[str, Any]
    deltas: Mapping[str, Any]
    show: Callable[[float], str] | None
    times = r" \cdot "

    def delta(self, term: Term) -> str:
        return self._number(self.deltas[term.source])

    def matrix(self, factor: Factor, error: str) -> str:
        return rf"{self._number(self.weights[factor.of])} \cdot {error}"

    def slope(self, factor: Factor, later: bool) -> str:
        value = self._number((self.weights if factor.learnt else self.values)[factor.of])
        return {
            "sigmoid": rf"{value} \cdot (1 - {value})",
            "tanh": f"(1 - {value}^2)",
        }.get(factor.kind, value)

    def _number(self, value: Any) -> str:
        text = number(np.asarray(value), self.show)
        return f"({text})" if text.startswith("-") else text


def _signed(text: str, term: Term) -> str:
    """A term with a minus if an odd number of 1 − … lies on its way."""
    turned = sum(factor.kind == "minus" for factor in term.factors) % 2
    return f"-{text}" if turned else text


def _joined(terms: Sequence[str]) -> str:
    """What is added first, then what is taken away."""
    text = " + ".join(sorted(terms, key=lambda term: term.startswith("-"))).replace("+ -", "- ")
    return text or "0"


def _bracketed(formula: Formula, at_least: int) -> str:
    latex, binds = formula
    return latex if binds >= at_least else f"({latex})"


def _power(latex: str, exponent: str) -> str:
    """A power beside the index, or outside of brackets where there is one already."""
    if "\x01" in latex or "^" not in latex:
        return f"{latex}^{exponent}" if len(exponent) == 1 else f"{latex}^{{{exponent}}}"
    return f"({latex})^{{{exponent}}}"


def _spaced(name: str) -> str:
    return name.removesuffix("_next").replace("_", " ")
