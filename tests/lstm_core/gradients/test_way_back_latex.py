"""The way back as the field writes it, and as KaTeX can read it."""

import numpy as np
import pytest
from hypothesis import given, settings

from lstm_core.cells import CELLS
from lstm_core.gradients.way_back import solve, way_back
from lstm_core.gradients.way_back_latex import (
    equations,
    letter,
    next_step,
    right_side,
    weight_gradient_equations,
    with_numbers,
)
from lstm_core.latex import CONVENTIONS
from lstm_core.run import trace
from tests.lstm_core.examples import cells, each_cell, numbers

BY_HAND = {  # Greff et al. 2017, section II.B, in the letters of the course
    "LSTM": [
        r"\delta C_t = \delta h_t \odot o_t \odot (1 - \tanh^2 C_t) + f_{t+1} \odot \delta C_{t+1}",
        r"\delta o_t = \delta h_t \odot \tanh(C_t)",
        r"\delta a^{o}_t = \delta o_t \odot o_t \odot (1 - o_t)",
        r"\delta f_t = \delta C_t \odot C_{t-1}",
        r"\delta i_t = \delta C_t \odot \tilde{C}_t",
        r"\delta a^{C}_t = \delta \tilde{C}_t \odot (1 - \tilde{C}_t^2)",
    ],
    "LSTM 1997": [r"\delta C_t = \delta h_t \odot o_t \odot (1 - \tanh^2 C_t) + \delta C_{t+1}"],
    "Elman": [r"\delta h_t = \frac{\partial L}{\partial h_t} + W_{hh}^{\top} \delta a^{h}_{t+1}"],
    "GRU": [
        r"\delta r_t = (W_{hh}^{\top} \delta a^{h}_t) \odot h_{t-1}",
        r"\delta z_t = \delta h_t \odot \tilde{h}_t - \delta h_t \odot h_{t-1}",
    ],
}


@pytest.mark.parametrize("name", BY_HAND)
def test_the_equations_are_those_derived_by_hand(name):
    assert set(BY_HAND[name]) <= set(equations(CELLS[name]))


def test_a_weight_gradient_is_a_sum_of_outer_products_over_time():
    lines = weight_gradient_equations(CELLS["GRU"])
    assert r"\frac{\partial L}{\partial W_{hh}} = \sum_t \delta a^{h}_t\, (r_t \odot h_{t-1})^{\top}" in lines
    assert r"\frac{\partial L}{\partial b_{r}} = \sum_t \delta a^{r}_t" in lines
    peepholes = weight_gradient_equations(CELLS["Peephole LSTM"])
    assert r"\frac{\partial L}{\partial p_{cf}} = \sum_t \delta a^{f}_t \odot C_{t-1}" in peepholes


def test_1997_strikes_out_what_comes_back_through_a_weight_and_nothing_on_the_carousel():
    cell = CELLS["LSTM"]
    written = {one.name: right_side(cell, one, cut=True) for one in way_back(cell)}
    assert written["h_next"].count(r"\cancel{W_{h") == 4
    assert "cancel" not in written["c_next"]


@each_cell
@pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=CONVENTIONS)
def test_no_two_values_of_a_cell_share_a_letter(cell, convention):
    letters = [letter(cell, one.name, convention) for one in way_back(cell)]
    assert len(set(letters)) == len(letters)


@each_cell
@pytest.mark.parametrize("cut", [False, True])
def test_with_numbers_put_in_an_equation_is_a_sum_that_a_calculator_agrees_with(cell, cut):
    weights, begun = numbers(cell, 1, 1)
    steps = trace(cell, weights, np.array([[1.0], [-0.5]]), {name: begun[name] for name in cell.states})
    losses = np.array([[0.3], [-1.0]])
    deltas = solve(cell, weights, steps, losses, cut)
    for t in (0, 1):
        for one in way_back(cell):
            text = with_numbers(cell, one, weights, steps, deltas, losses, t, "{:.12f}".format, cut)
            value = eval(text.replace(r"\cdot", "*").replace("^", "**"))
            assert value == pytest.approx(deltas[t][one.name].item(), abs=1e-9)


@settings(max_examples=60)
@given(cells())
def test_every_cell_has_equations_whose_brackets_close(cell):
    for line in (*equations(cell), *weight_gradient_equations(cell)):
        assert line.count("{") == line.count("}")
        assert line.count("(") == line.count(")")
        assert "None" not in line
        assert "\n" not in line


@pytest.mark.parametrize(
    ("now", "later"),
    [(r"\tilde{C}_t", r"\tilde{C}_{t+1}"), ("h_{t-1}", "h_t"), (r"a^{f}_t", r"a^{f}_{t+1}"), ("q", "(q)_{t+1}")],
)
def test_a_symbol_one_step_later(now, later):
    assert next_step(now) == later
