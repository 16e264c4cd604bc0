"""Wrong equations are read as what they say, so that they can be looked at; what nobody can know is asked for."""

import numpy as np
import pytest

from lstm_core.cell import Cell
from lstm_core.grade.equations import read_plain
from lstm_core.notation import read_cell
from lstm_core.run import random_weights, trace, zero_state
from tests.lstm_core.grade.equations.alike import meaning, refusal

RIGHT = {  # by what it defines: as a student writes it, and in our notation
    "f": ("f_t = σ(W_f [h_{t-1}, x_t] + b_f)", "f = sigmoid(linear(x, h))"),
    "i": ("i_t = σ(W_i [h_{t-1}, x_t] + b_i)", "i = sigmoid(linear(x, h))"),
    "g": ("C~_t = tanh(W_C [h_{t-1}, x_t] + b_C)", "g = tanh(linear(x, h))"),
    "o": ("o_t = σ(W_o [h_{t-1}, x_t] + b_o)", "o = sigmoid(linear(x, h))"),
    "c": ("C_t = f_t * C_{t-1} + i_t * C~_t", "c_next = f * c + i * g"),
    "h": ("h_t = o_t * tanh(C_t)", "h_next = o * tanh(c_next)"),
}
WRONG = {  # the numbers are those of the list of typical mistakes
    "M1": ("c", "C_t = tanh(f_t * C_{t-1} + i_t * C~_t)", "c_next = tanh(f * c + i * g)"),
    "M2": ("c", "C_t = f_t * (C_{t-1} + i_t * C~_t)", "c_next = f * (c + i * g)"),
    "M3": ("c", "C_t = (f_t * C_{t-1}) * (i_t * C~_t)", "c_next = (f * c) * (i * g)"),
    "M4": ("c", "C_t = f_t * C~_t + i_t * C_{t-1}", "c_next = f * g + i * c"),
    "M5": ("g", "C~_t = σ(W_C [h_{t-1}, x_t] + b_C)", "g = sigmoid(linear(x, h))"),
    "M6": ("f", "f_t = tanh(W_f [h_{t-1}, x_t] + b_f)", "f = tanh(linear(x, h))"),
    "M7": ("h", "h_t = o_t * C_t", "h_next = o * c_next"),
    "M8": ("h", "h_t = o_t * tanh(C_{t-1})", "h_next = o * tanh(c)"),
    "M9": ("h", "h_t = tanh(C_t)", "h_next = tanh(c_next)"),
    "M9, o is h": ("h", "h_t = o_t", "h_next = sigmoid(linear(x, h))"),
    "M10": ("i", "i_t = σ(W_i [C_{t-1}, x_t] + b_i)", "i = sigmoid(linear(x, c))"),
    "M11": ("o", "o_t = σ(U_o h_{t-1} + b_o)", "o = sigmoid(linear(h))"),
    "M12": ("h", "h_t = o_t * tanh(C_t) + h_{t-1}", "h_next = o * tanh(c_next) + h"),
    "C is h": ("h", "h_t = C_t", "h_next = f * c + i * g"),
    "no σ": ("f", "f_t = W_f [h_{t-1}, x_t] + b_f", "f = linear(x, h)"),
    "nothing forgotten": ("c", "C_t = C_{t-1} + i_t * C~_t", "c_next = c + i * g"),
    "nothing kept": ("c", "C_t = i_t * C~_t", "c_next = i * g"),
    "squashed twice": ("h", "h_t = tanh(o_t * tanh(C_t))", "h_next = tanh(o * tanh(c_next))"),
    "not 1 - f": ("c", "C_t = f_t * C_{t-1} + 1 - f_t * C~_t", "c_next = f * c + (1 - f * g)"),
}


def lines(changed: str = "", line: str = "", column: int = 0) -> str:
    return "\n".join(line if name == changed else pair[column] for name, pair in RIGHT.items())


@pytest.mark.parametrize(("changed", "line", "means"), WRONG.values(), ids=WRONG)
def test_a_wrong_line_is_read_as_what_it_says(changed, line, means):
    said = read_cell("t", "x\nh\nc\n" + lines(changed, means, column=1))
    read = read_plain("t", lines(changed, line))
    assert meaning(read) == meaning(said)
    assert meaning(read) != meaning(read_plain("t", lines()))


@pytest.mark.parametrize(("changed", "line", "_"), WRONG.values(), ids=WRONG)
def test_a_wrong_cell_runs(changed, line, _):
    cell = read_plain("t", lines(changed, line))
    xs = np.eye(2)
    values = trace(cell, random_weights(cell, 2, 3, seed=0), xs, zero_state(cell, 3))
    assert values[-1]["h_next"].shape == (3,)


def sums(cell: Cell) -> int:
    return sum(node.op == "linear" for node in cell.nodes)


def test_boxes_that_share_one_matrix_share_one_sum():
    """M16: a W without an index in every line is the same W."""
    gates = "f_t = σ(W [h_{t-1}, x_t] + b); i_t = σ(W [h_{t-1}, x_t] + b); g_t = tanh(W_g [h_{t-1}, x_t] + b_g);"
    rest = "C_t = f_t * C_{t-1} + i_t * g_t; h_t = tanh(C_t)"
    assert sums(read_plain("t", gates + rest)) == 2
    assert (
        sums(
            read_plain("t", gates.replace("i_t = σ(W [h_{t-1}, x_t] + b)", "i_t = σ(W_i [h_{t-1}, x_t] + b_i)") + rest)
        )
        == 3
    )


def test_an_output_that_is_fed_back_is_a_state():
    """M20: Jordan instead of Elman."""
    cell = read_plain("t", "h_t = tanh(W x_t + U y_{t-1} + b); y_t = σ(W_hy h_t + b_y)")
    assert dict(cell.states) == {"h": "h_next", "y": "y_next"}


def test_a_gate_that_nobody_reads_stays_in_the_cell():
    cell = read_plain("t", lines("c", "C_t = i_t * C~_t"))
    assert "f" in cell
    assert cell.readers["f"] == ()


@pytest.mark.parametrize("line", ["y_t = σ(W_hy h_t + b_y)", "y_t = softmax(V h_t); p_t = y_t", "q_t = W_q h_t"])
def test_a_readout_is_no_part_of_the_cell(line):
    assert meaning(read_plain("t", lines() + "\n" + line)) == meaning(read_plain("t", lines()))
    assert len(read_plain("t", lines() + "\n" + line).nodes) == len(read_plain("t", lines()).nodes)


def test_a_c_without_an_index_is_asked_about_where_it_could_be_either():
    sentence = refusal(lines("h", "h_t = o_t * tanh(C)"))
    assert sentence == "line 6, h_t: is this C old or new? Write C_{t-1} or C_t"


@pytest.mark.parametrize(
    ("name", "line", "means"),
    [
        ("c", "C_t = f_t * C + i_t * C~_t", "c_next = f * c + i * g"),
        ("f", "f_t = σ(W_f [h, x] + p_f ⊙ C + b_f)", "f = sigmoid(peephole(x, h, c))"),
        ("c", "C' = f_t * C + i_t * C~_t", "c_next = f * c + i * g"),
    ],
)
def test_a_c_without_an_index_is_read_where_only_the_old_one_is_there_yet(name, line, means):
    typed = lines(name, line)
    typed = typed.replace("tanh(C_t)", "tanh(C')") if "C'" in line else typed
    assert meaning(read_plain("t", typed)) == meaning(read_cell("t", "x\nh\nc\n" + lines(name, means, column=1)))
