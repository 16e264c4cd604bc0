"""Equations are those of the textbooks, letter by letter, and with numbers put in they give the value."""

import math
import re

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.latex import (
    CONVENTIONS,
    FAU,
    PYTORCH,
    WUB,
    equation,
    equations,
    named,
    number,
    sums,
    symbol,
    weight_symbol,
    with_numbers,
    written,
)
from lstm_core.notation import read_cell
from lstm_core.run import step
from tests.lstm_core.examples import FIGURES, cells, each_cell, each_figure, numbers

each_convention = pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=CONVENTIONS)

# The books

LSTM_FAU = r"""
    f_t = \sigma(W_{f} \cdot [h_{t-1}, x_t] + b_{f})
    i_t = \sigma(W_{i} \cdot [h_{t-1}, x_t] + b_{i})
    \tilde{C}_t = \tanh(W_{C} \cdot [h_{t-1}, x_t] + b_{C})
    C_t = f_t \odot C_{t-1} + i_t \odot \tilde{C}_t
    o_t = \sigma(W_{o} \cdot [h_{t-1}, x_t] + b_{o})
    h_t = o_t \odot \tanh(C_t)
"""
LSTM_PYTORCH = r"""
    f_t = \sigma(W_{if} x_t + b_{if} + W_{hf} h_{t-1} + b_{hf})
    i_t = \sigma(W_{ii} x_t + b_{ii} + W_{hi} h_{t-1} + b_{hi})
    g_t = \tanh(W_{ig} x_t + b_{ig} + W_{hg} h_{t-1} + b_{hg})
    c_t = f_t \odot c_{t-1} + i_t \odot g_t
    o_t = \sigma(W_{io} x_t + b_{io} + W_{ho} h_{t-1} + b_{ho})
    h_t = o_t \odot \tanh(c_t)
"""
LSTM_WUB = r"""
    f_t = \sigma(W_{f} x_t + U_{f} h_{t-1} + b_{f})
    i_t = \sigma(W_{i} x_t + U_{i} h_{t-1} + b_{i})
    g_t = \tanh(W_{g} x_t + U_{g} h_{t-1} + b_{g})
    c_t = f_t \odot c_{t-1} + i_t \odot g_t
    o_t = \sigma(W_{o} x_t + U_{o} h_{t-1} + b_{o})
    h_t = o_t \odot \tanh(c_t)
"""
GRU_COLAH = r"""
    r_t = \sigma(W_{r} \cdot [h_{t-1}, x_t] + b_{r})
    z_t = \sigma(W_{z} \cdot [h_{t-1}, x_t] + b_{z})
    \tilde{h}_t = \tanh(W_{h} \cdot [r_t \odot h_{t-1}, x_t] + b_{h})
    h_t = (1 - z_t) \odot h_{t-1} + z_t \odot \tilde{h}_t
"""
GRU_PYTORCH = r"""
    r_t = \sigma(W_{ir} x_t + b_{ir} + W_{hr} h_{t-1} + b_{hr})
    z_t = \sigma(W_{iz} x_t + b_{iz} + W_{hz} h_{t-1} + b_{hz})
    n_t = \tanh(W_{in} x_t + b_{in} + r_t \odot (W_{hn} h_{t-1} + b_{hn}))
    h_t = z_t \odot h_{t-1} + (1 - z_t) \odot n_t
"""
ELMAN_PYTORCH = r"h_t = \tanh(W_{ih} x_t + b_{ih} + W_{hh} h_{t-1} + b_{hh})"


@pytest.mark.parametrize(
    ("name", "convention", "book"),
    [
        ("LSTM", FAU, LSTM_FAU),
        ("LSTM", PYTORCH, LSTM_PYTORCH),
        ("LSTM", WUB, LSTM_WUB),
        ("LSTM with readout", FAU, LSTM_FAU + r"    y_t = \sigma(W_{hy} h_t + b_{y})"),
        ("GRU", FAU, GRU_COLAH),
        ("GRU (PyTorch)", PYTORCH, GRU_PYTORCH),
        ("Elman", FAU, r"h_t = \tanh(W_{h} \cdot [h_{t-1}, x_t] + b_{h})"),
        ("Elman", PYTORCH, ELMAN_PYTORCH),
    ],
)
def test_equations_are_the_lines_of_the_book(name, convention, book):
    assert equations(FIGURES[name], convention) == [line.strip() for line in book.strip().splitlines()]


@pytest.mark.parametrize(
    ("cell", "name", "convention", "line"),
    [
        ("Coupled LSTM", "c_next", FAU, r"C_t = f_t \odot C_{t-1} + (1 - f_t) \odot \tilde{C}_t"),
        ("LSTM 1997", "c_next", FAU, r"C_t = C_{t-1} + i_t \odot \tilde{C}_t"),
        ("Peephole LSTM", "f", FAU, r"f_t = \sigma(W_{f} \cdot [h_{t-1}, x_t] + p_{f} \odot C_{t-1} + b_{f})"),
        ("Peephole LSTM", "o", WUB, r"o_t = \sigma(W_{o} x_t + U_{o} h_{t-1} + p_{o} \odot c_t + b_{o})"),
        ("GRU", "n", PYTORCH, r"n_t = \tanh(W_{in} x_t + b_{in} + W_{hn} (r_t \odot h_{t-1}) + b_{hn})"),
    ],
)
def test_what_tells_the_variants_apart_is_printed(cell, name, convention, line):
    assert equation(CELLS[cell], name, convention) == line


@pytest.mark.parametrize(
    ("cell", "name", "letters"),
    [
        ("LSTM", "f", "f_t"),
        ("LSTM", "kept", r"f_t \odot C_{t-1}"),
        ("LSTM", "shown", r"\tanh(C_t)"),
        ("GRU", "kept", r"(1 - z_t) \odot h_{t-1}"),
    ],
)
def test_in_a_sentence_a_value_is_its_symbol_or_what_it_is_made_of(cell, name, letters):
    assert written(CELLS[cell], name) == letters


def test_the_default_letters_are_those_of_the_lecture():
    assert equations(CELLS["LSTM"]) == equations(CELLS["LSTM"], FAU)
    assert list(CONVENTIONS) == ["FAU, colah", "PyTorch", "W, U, b"]


def test_terms_of_a_sum_come_with_the_weight_they_use():
    lstm = CELLS["LSTM"]
    assert sums(lstm, "linear_f") == [("W_{xf} x_t", "W_f"), ("W_{hf} h_{t-1}", "U_f"), ("b_{f}", "b_f")]
    assert sums(lstm, "linear_g", PYTORCH)[2] == ("b_{ig} + b_{hg}", "b_g")
    assert sums(CELLS["GRU (PyTorch)"], "past", PYTORCH) == [("W_{hn} h_{t-1}", "W_past"), ("b_{hn}", "b_past")]
    peephole = sums(CELLS["Peephole LSTM"], "peephole_i", WUB)
    assert peephole[2] == (r"p_{i} \odot c_{t-1}", "p_i")


@each_figure
@each_convention
def test_every_weight_has_a_symbol_of_its_own(cell, convention):
    weights = [weight for node in cell.nodes for weight in node.weights]
    letters = [weight_symbol(cell, weight, convention) for weight in weights]
    assert len(set(letters)) == len(letters)
    for node in cell.nodes:
        for term, weight in sums(cell, node.name, convention) if node.weights else ():
            assert term.startswith(weight_symbol(cell, weight, convention))


@each_figure
@each_convention
def test_every_named_value_has_one_equation_and_it_names_it(cell, convention):
    lines = equations(cell, convention)
    assert len(lines) == len(named(cell))
    for name, line in zip(named(cell), lines, strict=True):
        assert line.startswith(symbol(cell, name, convention) + " = ")


@each_figure
@each_convention
def test_every_symbol_can_be_painted_and_nothing_else_is(cell, convention):
    painted = equations(cell, convention, lambda name, letters: rf"\htmlClass{{{name}}}{{{letters}}}")
    plain = [re.sub(r"\\htmlClass\{\w+\}\{((?:[^{}]|\{[^{}]*\})*)\}", r"\1", line) for line in painted]
    assert plain == equations(cell, convention)
    marked = set(re.findall(r"\\htmlClass\{(\w+)\}", "".join(painted)))
    assert marked == {node.name for node in cell.nodes if symbol(cell, node.name)}


# Brackets


@pytest.mark.parametrize(
    ("formula", "latex"),
    [
        ("a * (b + h)", r"a_t \odot (b_t + h_{t-1})"),
        ("(a + b) * (b + h)", r"(a_t + b_t) \odot (b_t + h_{t-1})"),
        ("a * b + h * b", r"a_t \odot b_t + h_{t-1} \odot b_t"),
        ("(1 - a) * h", r"(1 - a_t) \odot h_{t-1}"),
        ("1 - a * h", r"1 - a_t \odot h_{t-1}"),
        ("1 - (a + h)", r"1 - (a_t + h_{t-1})"),
        ("1 - (1 - a)", r"1 - (1 - a_t)"),
        ("tanh(a + h)", r"\tanh(a_t + h_{t-1})"),
        ("h * sigmoid(1 - a)", r"h_{t-1} \odot \sigma(1 - a_t)"),
        ("a * linear(h)", r"a_t \odot (W_{r} h_{t-1} + b_{r})"),
        ("linear(a * h)", r"W_{r} (a_t \odot h_{t-1}) + b_{r}"),
    ],
)
def test_brackets_stand_where_they_must_and_nowhere_else(formula, latex):
    cell = read_cell("t", f"x\nh\na = sigmoid(linear(x, h))\nb = tanh(linear(x, h))\nr = {formula}")
    assert equation(cell, "r", WUB) == f"r_t = {latex}"


@given(cell=cells(), convention=st.sampled_from(list(CONVENTIONS.values())))
def test_brackets_and_braces_balance_in_any_equation_of_any_cell(cell, convention):
    for line in equations(cell, convention):
        depth = {"(": 0, "{": 0, "[": 0}
        for letter in line:
            for opening, closing in ("()", "{}", "[]"):
                depth[opening] += (letter == opening) - (letter == closing)
            assert min(depth.values()) >= 0
        assert not any(depth.values())


# Numbers put in


def value_of(latex):
    """What printed LaTeX of single numbers comes to, read as a pocket calculator would."""
    code = latex.replace(r"\odot", "*").replace(r"\cdot", "*").replace(r"\sigma", "sigma").replace(r"\tanh", "tanh")
    assert re.fullmatch(r"(sigma|tanh|\d+\.\d\d|1 -|[-+*() ])+", code), latex
    return eval(code, {"sigma": lambda a: 1 / (1 + math.exp(-a)), "tanh": math.tanh})


def printed_and_computed(cell, seed):
    """For every named value: its formula with numbers, and the value of a step on those very numbers."""
    weights, given_ = numbers(cell, 1, 1, seed)
    weights = {name: np.round(array, 2) for name, array in weights.items()}
    values = {name: np.round(value, 2) for name, value in step(cell, weights, given_).items()}
    shown = {*named(cell), *cell.inputs} | {arg for node in cell.nodes if node.weights for arg in node.args}
    for name in named(cell):
        known = {other: values[other] for other in (shown & cell.upstream(name)) - {name} | {*cell.inputs}}
        yield with_numbers(cell, name, weights, values), float(step(cell, weights, known)[name][0])


@each_figure
@pytest.mark.parametrize("seed", range(5))
def test_an_equation_with_numbers_gives_the_value_of_the_step(cell, seed):
    for latex, value in printed_and_computed(cell, seed):
        assert value_of(latex) == pytest.approx(value, abs=1e-12)


@given(cell=cells(), seed=st.integers(0, 99))
def test_an_equation_with_numbers_gives_the_value_of_the_step_in_any_cell(cell, seed):
    for latex, value in printed_and_computed(cell, seed):
        assert value_of(latex) == pytest.approx(value, rel=1e-9, abs=1e-12)


def test_negative_numbers_are_bracketed_and_a_rounded_zero_has_no_sign():
    values = {"f": -0.5, "c": [-2.0], "kept": 1.0, "i": 1.0, "g": -0.001, "written": -0.001, "c_next": 0.999}
    assert with_numbers(CELLS["LSTM"], "c_next", {}, values) == r"(-0.50) \cdot (-2.00) + 1.00 \cdot 0.00"
    with_readout = FIGURES["LSTM with readout"]
    weights = {"W_y": [[-1.0]], "b_y": [-0.25]}
    assert (
        with_numbers(with_readout, "y", weights, {"h_next": -0.3, "y": 0.51})
        == r"\sigma((-1.00) \cdot (-0.30) + (-0.25))"
    )


@pytest.mark.parametrize(
    ("value", "latex"),
    [
        (0.5, "0.50"),
        (-0.004, "0.00"),
        (-0.006, "-0.01"),
        (-10.0, "-10.00"),
        ([2], "2.00"),
        ([1, -2], r"\begin{pmatrix} 1.00 \\ -2.00 \end{pmatrix}"),
        ([[1, 2], [3, 4]], r"\begin{pmatrix} 1.00 & 2.00 \\ 3.00 & 4.00 \end{pmatrix}"),
        ([[1, 2]], r"\begin{pmatrix} 1.00 & 2.00 \end{pmatrix}"),
    ],
)
def test_numbers_vectors_and_matrices_have_two_decimals(value, latex):
    assert number(value) == latex


@each_cell
def test_vectors_are_printed_as_columns_and_matrices_with_as_many_rows(cell):
    weights, given_ = numbers(cell, 3, 2)
    values = step(cell, weights, given_)
    for name in named(cell):
        printed = with_numbers(cell, name, weights, values)
        for block in re.findall(r"\\begin\{pmatrix\} (.*?) \\end\{pmatrix\}", printed):
            rows = [row.split(" & ") for row in block.split(r" \\ ")]
            assert (len(rows), len(rows[0])) in {(2, 1), (2, 2), (2, 3), (3, 1)}
            assert len({len(row) for row in rows}) == 1
