"""What is printed as the right answer reads as the cell it came from, and so does every mistaken cell."""

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.equations import plain_equations, read_plain
from lstm_core.latex import CONVENTIONS, FAU, PYTORCH, equations
from lstm_core.mistakes import mistakes
from lstm_core.run import step
from tests.lstm_core.examples import each_cell, numbers
from tests.lstm_core.grade.equations.alike import meaning, pairing

each_convention = pytest.mark.parametrize("convention", CONVENTIONS.values(), ids=CONVENTIONS)


def test_the_lstm_is_printed_as_a_student_would_type_it():
    assert plain_equations(CELLS["LSTM"]).splitlines() == [
        "f_t = σ(W_f · [h_{t-1}, x_t] + b_f)",
        "i_t = σ(W_i · [h_{t-1}, x_t] + b_i)",
        "C~_t = tanh(W_C · [h_{t-1}, x_t] + b_C)",
        "C_t = f_t * C_{t-1} + i_t * C~_t",
        "o_t = σ(W_o · [h_{t-1}, x_t] + b_o)",
        "h_t = o_t * tanh(C_t)",
    ]
    assert plain_equations(CELLS["Elman"], PYTORCH) == "h_t = tanh(W_ih x_t + b_ih + W_hh h_{t-1} + b_hh)"


@each_convention
@each_cell
def test_nothing_of_latex_is_left(cell, convention):
    assert not set(plain_equations(cell, convention)) & set("\\$&")


@each_convention
@each_cell
@pytest.mark.parametrize("write", [plain_equations, lambda *args: "\n".join(equations(*args))], ids=["plain", "LaTeX"])
def test_a_cell_printed_and_read_again_is_the_same_graph(cell, convention, write):
    again = read_plain("again", write(cell, convention))
    assert pairing(cell, again)
    assert again.inputs == cell.inputs
    assert again.states == cell.states


@each_convention
@each_cell
def test_a_cell_printed_and_read_again_computes_the_same_numbers(cell, convention):
    again = read_plain("again", plain_equations(cell, convention))
    weights, given = numbers(cell, inputs=2, hidden=3)
    theirs = {}
    for name, counterpart in pairing(cell, again).items():
        mine, other = cell[name], again[counterpart]
        for arg, weight in zip((*mine.args, "bias"), mine.weights, strict=False):
            at = [*(pairing(again, cell)[arg] for arg in other.args), "bias"].index(arg)
            theirs[other.weights[at]] = weights[weight]
    values, same = step(cell, weights, given), step(again, theirs, given)
    for new in cell.states.values():
        np.testing.assert_allclose(same[new], values[new], rtol=0, atol=1e-12)


@each_convention
@each_cell
def test_the_lines_may_stand_in_any_order(cell, convention):
    lines = plain_equations(cell, convention).splitlines()
    assert meaning(read_plain("t", "\n".join(lines[::-1]))) == meaning(cell)


@pytest.mark.slow
@each_convention
@each_cell
def test_every_mistaken_cell_can_be_written_and_is_read_as_it_is(cell, convention):
    """All but one: in PyTorch's GRU, r + (U h + b) beside W x + b is one sum with two matrices, which it equals."""
    others = []
    for where, wrong in mistakes(cell):
        read = read_plain("t", plain_equations(wrong, convention))
        others += [where] if meaning(read) != meaning(wrong) else []
    assert others in ([], ["heard"])


def test_a_cell_of_ones_own_is_printed_too():
    own = read_plain("t", "kept = z_t h_{t-1}; z_t = σ(W_z [h, x]); h_t = kept + tanh(V kept + W x)")
    assert meaning(read_plain("t", plain_equations(own, FAU))) == meaning(own)
