"""Typed equations are marked by what they compute and by what their names say; nothing wrong is called right."""

import random
import re

import numpy as np
import pytest

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.grade import compare
from lstm_core.grade.equations import plain_equations, read_plain
from lstm_core.latex import CONVENTIONS
from lstm_core.run import step
from tests.lstm_core.grade.equations.alike import meaning

GATES = """f_t = σ(W_f [h_{t-1}, x_t] + b_f); i_t = σ(W_i [h_{t-1}, x_t] + b_i); g_t = tanh(W_g [h_{t-1}, x_t] + b_g)
o_t = σ(W_o [h_{t-1}, x_t] + b_o); """
ENDS = {
    "M4": "c_t = i_t c_{t-1} + f_t g_t; h_t = o_t tanh(c_t)",
    "the output gate does the work of the forget gate": "c_t = o_t c_{t-1} + i_t g_t; h_t = f_t tanh(c_t)",
    "the output gate does the work of the input gate": "c_t = f_t c_{t-1} + o_t g_t; h_t = i_t tanh(c_t)",
}
EDITS = 2000
TOKEN = re.compile(r"[A-Za-zσ]~?(?:_\{[^{}]*\}|_\w+)?|tanh|[+*·]|1 - ")


def remarks(text: str, cell: str) -> list[str]:
    return [f"{remark.name} {remark.text}" for remark in compare(read_plain("Yours", text), CELLS[cell])]


@pytest.mark.parametrize("says", ENDS)
def test_a_gate_that_does_anothers_work_is_named(says):
    (remark,) = remarks(GATES + ENDS[says], "LSTM")
    assert says in remark


def test_reset_and_update_gate_in_each_others_place_are_named():
    text = "r=σ(W_r [h,x]); z=σ(W_z [h,x]); n=tanh(W [{0} h,x]); h'=(1-{1})h+{1}n"
    assert remarks(text.format("r", "z"), "GRU") == []
    (remark,) = remarks(text.format("z", "r"), "GRU")
    assert "the update gate does the work of the reset gate" in remark


@pytest.mark.parametrize("name", ["k", "a", "q", "Γ_f", "forget", "keep"])
def test_a_name_that_means_nothing_else_is_free(name):
    text = GATES.replace("f_t", name) + f"c_t = {name} c_{{t-1}} + i_t g_t; h_t = o_t tanh(c_t)"
    assert remarks(text, "LSTM") == []


def test_a_candidate_may_be_called_c_where_the_cell_has_no_memory():
    text = (
        "z_t = σ(W_z x_t + U_z h_{t-1}); r_t = σ(W_r x_t + U_r h_{t-1}); c_t = tanh(W_c x_t + U_c (r_t h_{t-1})); "
        "h_t = (1 - z_t) h_{t-1} + z_t c_t"
    )
    assert read_plain("Yours", text).states == {"h": "h_next"}
    assert remarks(text, "GRU") == []


def test_a_weight_that_acts_unit_by_unit_is_no_matrix():
    text = "h_t = tanh(W x_t + u ⊙ h_{t-1} + b)"
    assert read_plain("Yours", text).parameters(2, 3) == 3 * 2 + 3 + 3
    (remark,) = remarks(text, "Elman")
    assert "through a matrix" in remark


def test_a_matrix_on_an_output_that_is_fed_back_is_a_matrix():
    text = "h_t = tanh(W x_t + U h_{t-1} + V y_{t-1} + b); y_t = tanh(R h_t)"
    assert read_plain("Yours", text).parameters(2, 3) == (6 + 9 + 9 + 3) + (9 + 3)


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("h_t = tanh(W ⊙ x_t + U h_{t-1} + b)", "W is a matrix, and ⊙ multiplies unit by unit"),
        ("h_t = tanh(W x_t + W h_{t-1} + b)", "W occurs twice"),
        (
            re.sub(r"W_\w", "W", GATES) + "c_t = f_t c_{t-1} + i_t g_t; h_t = o_t tanh(c_t)",
            "each box has its own matrix",
        ),
        (re.sub(r"b_\w", "b", GATES) + "c_t = f_t c_{t-1} + i_t g_t; h_t = o_t tanh(c_t)", "each box has its own bias"),
        ("f_t = σ(W x_t + U h_{t-1} + b); h_t = tanh((1 - f_t) ⊙ (W x_t) + f_t ⊙ h_{t-1})", "W is there already"),
    ],
)
def test_weights_that_are_shared_or_of_the_wrong_kind_are_refused(text, says):
    with pytest.raises(ValueError, match=re.escape(says)):
        read_plain("Yours", text)


def computes_the_same(typed: Cell, right: Cell) -> bool:
    """Whether both give the same new states, with the same numbers in weights of the same name.

    Where weights inside of a longer formula have other names, the formulas are compared, written out.
    """
    shapes = right.shapes(2, 3)
    if typed.shapes(2, 3) != shapes or set(typed.inputs) != set(right.inputs):
        return meaning(typed) == meaning(right)
    rng = np.random.default_rng(0)
    weights = {name: rng.normal(size=shape) for name, shape in shapes.items()}
    given = {name: rng.normal(size=2 if name == "x" else 3) for name in right.inputs}
    ours, theirs = step(typed, weights, given), step(right, weights, given)
    return all(np.allclose(ours[name], theirs[name]) for name in right.states.values())


def edited(text: str, rng: random.Random) -> str:
    """The same equations with one thing changed on the right of one line."""
    lines = text.splitlines()
    k = rng.randrange(len(lines))
    left, right = lines[k].split(" = ", 1)
    found = list(TOKEN.finditer(right))
    one = rng.choice(found)
    others = sorted({token[0] for line in lines for token in TOKEN.finditer(line)} - {one[0]})
    choices = {"replace": rng.choice(others), "drop": "", "swap": ""}
    kind = rng.choice(list(choices))
    if kind == "swap":
        other = rng.choice(found)
        first, second = sorted((one, other), key=lambda match: match.start())
        if first[0] == second[0]:
            return text
        right = (
            right[: first.start()] + second[0] + right[first.end() : second.start()] + first[0] + right[second.end() :]
        )
    else:
        right = right[: one.start()] + choices[kind] + right[one.end() :]
    lines[k] = f"{left} = {right}"
    return "\n".join(lines)


@pytest.mark.slow
def test_of_thousands_of_edited_equations_none_is_called_right_unless_it_computes_the_same():
    rng = random.Random(7)
    praised = []
    for _ in range(EDITS):
        name = rng.choice(list(CELLS))
        text = edited(plain_equations(CELLS[name], rng.choice(list(CONVENTIONS.values()))), rng)
        try:
            typed = read_plain("Yours", text)
        except ValueError:
            continue
        if compare(typed, CELLS[name]) == [] and not computes_the_same(typed, CELLS[name]):
            praised.append((name, text))
    assert praised == []
