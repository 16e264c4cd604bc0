"""What cannot be understood is refused with a sentence that names the line, whatever the text; nothing is executed."""

import ast
import string
import time
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.grade import equations
from lstm_core.grade.equations import plain_equations
from lstm_core.grade.equations.spelling import LONGEST
from tests.lstm_core.grade.equations.alike import refusal

H = "\nh_t = tanh(W x_t + U h_{t-1})"
REFUSED = [
    ("\ufffd\x0c\t", "line 1: '\ufffd' has no ="),
    ("", "there is nothing to read yet"),
    ("hello", "line 1: 'hello' has no ="),
    ("\n\nf_t = σ(W_f [h, x] + b_f" + H, "line 3, f_t: the bracket ( is never closed; add )"),
    ("f_t = σ(W_f [h, x)" + H, "line 1, f_t: [ is closed by ); write ]"),
    ("f_t = σ(W_f x_t))" + H, "line 1, f_t: ) is in a place where nothing fits"),
    ("h_t = o_t * tanh(W x_t)", "line 1, h_t: o_t is used, but no line defines it"),
    ("h_t = o_t * tanh(C_t); o_t = σ(W x_t)", "line 1, h_t: C_t is used, but no line defines C_t"),
    ("f_t = σ(W_f [h, x])", "line 1, f_t: h is used, but no line defines h_t; add one that begins with h_t ="),
    ("f_t = σ(W_f x)", "no line defines what the cell passes on"),
    ("f_t = σ(W_f h_t)\nh_t = f_t * h_{t-1}", "f_t needs h_t and h_t needs f_t, so neither can be worked out first"),
    ("C_t = C_t + tanh(W x_t)\nh_t = C_t", "is one of them the old C_{t-1}?"),
    ("h_t = relu(W x_t)", "line 1, h_t: there is no box relu; write σ or tanh"),
    ("h_t = sigmoud(W x_t)", "did you mean sigmoid?"),
    *(
        (f"h_t = {word}(W x_t + U h_{{t-1}} + b)", f"there is no box {word}")
        for word in ("ReLU", "Proj", "GELU", "Norm", "ψ")
    ),
    ("c_t = c_{t-1} + tanh(W x_t); h_t = g(c_t)", "there is no box g"),
    ("c_t = c_{t-1} + tanh(W x_t); h_t = h(c_t)", "there is no box h"),
    ("f_t = σ(F x_t + U h_{t-1}); h_t = f_t ⊙ h_{t-1}", "F is used, but no line defines it"),
    ("h = np.dot(W, x, h)", "dot takes two values"),
    ("h_t = forgt * h_{t-1}; forget = σ(W x_t)", "did you mean forget?"),
    ("h_t = h_{t-1}", "this only copies a value"),
    ("h_t = tanh(x_t)", "x_t has another width than h_t; give it a matrix first"),
    ("h_t = tanh(W (h_{t-1} + x_t) + b)", "x_t has another width than h_t"),
    ("h_t = [h_{t-1}, x_t]", "may only follow a matrix"),
    ("h_t = tanh(W)", "W multiplies nothing"),
    ("h_t = tanh(b_h)", "b_h is added to nothing that is weighed"),
    ("h_t = h_{t-1} + b", "b is added to nothing that has weights"),
    ("h_t = tanh(W x_t + b U h_{t-1})", "b is a bias, which is added"),
    ("h_t = tanh(W x_t U h_{t-1})", "W and U are in one product; is a + missing"),
    ("h_t = tanh(W r_t ⊙ h_{t-1}); r_t = σ(V x_t)", "how far does W reach?"),
    ("h_t = tanh(W_1 h + W_2 h)", "one sum weighs h_{t-1} twice"),
    ("h_t = h_{t-1} - tanh(W x_t)", "a minus is read in 1 - ... only"),
    ("h_t = 0.5 h_{t-1}", "the number 0.5 has no place here"),
    ("h_t = NaN", "NaN is used, but no line defines it"),
    ("h_t = 1/(1+e^x)", "cannot read '/'"),
    ("<script>alert(1)</script> = 1", "line 1: cannot read '<'"),
    ("h_t == tanh(W x_t)", "there is more than one ="),
    ("h_t =", "line 1: there is nothing to the right of ="),
    ("= tanh(W x_t)", "line 1: there is nothing to the left of ="),
    ("h_t = tanh", "tanh of what?"),
    ("h_t = tanh W x_t", "put brackets around what tanh is taken of"),
    ("h_t = tanh()", "before ) something is missing"),
    ("h_t = h_{t-1} +", "after the last sign something is missing"),
    ("h_t = tanh(W x_{t-1})", "a cell sees one input at a time"),
    ("h_t = tanh(W h_{t+1})", "h_{t+1} is not known yet at step t; write h_t"),
    ("h_1 = tanh(W x_1 + U h_0)", "x_1 has an index that is no time here; write x_t"),
    ("h_t = tanh(W [h, x] + V tanh(U h) + R σ(V h))", "one sum weighs 4 values; at most 3 are read"),
    ("f_t = i_t = σ(W x_t)", "line 1: there is more than one ="),
    ("h_{t-1} = tanh(W x_t)", "h_{t-1} is given by the step before"),
    ("x_t = h_t", "x_t comes from outside"),
    ("W_f = h_t", "W_f is learnt"),
    ("b_f = h_t", "b_f is learnt"),
    ("tanh = h_t", "to the left of = there must be one name"),
    (H + H, "line 3: h_t is there already, in line 2; keep one of the two"),
    ("h_t = " + "(" * 30 + "h" + ")" * 30, "more than 20 brackets are nested"),
    ("h_t = " + "h*" * 500 + "h", "this is too long; a cell has at most 64 nodes"),
    ("a = b\n" * 65, "these are 65 equations; a cell has at most 64"),
    ("f" * 10_000, "this is 10000 characters long"),
]


@pytest.mark.parametrize(("text", "sentence"), REFUSED, ids=[sentence for _, sentence in REFUSED])
def test_what_cannot_be_understood_is_told_in_a_sentence(text, sentence):
    assert sentence in refusal(text)


PIECES = [
    *"+-*⊙·()[]{},;=_^~'<>|\\$&%.1\n",
    *(
        "f_t",
        "h_t = ",
        "C_t = ",
        "h_{t-1}",
        "C",
        "c'",
        "C~_t",
        r"\tilde{C}_t",
        "W_f",
        "Wx",
        "b",
        "σ",
        "tanh",
        "x_t",
        "t-1",
    ),
    *(r"\odot", r"\mathbf{", "p_f", "y", "\u0303", "ₜ", "Γ", "ﷺ", "½", "ß", "İ", "²", " "),
]
RIGHT = [plain_equations(cell) for cell in CELLS.values()]


@given(st.text() | st.text(string.printable) | st.lists(st.sampled_from(PIECES)).map("".join))
@example("²)\\\\'c")
def test_any_text_is_a_cell_or_a_sentence(text):
    assert not refusal(text).startswith("Python's own")


@given(st.sampled_from(RIGHT), st.lists(st.tuples(st.integers(0, 400), st.sampled_from(["", *PIECES])), max_size=5))
def test_any_slip_of_the_pen_is_a_cell_or_a_sentence(text, slips):
    for at, piece in slips:
        text = text[:at] + piece + text[at + 1 :]
    assert not refusal(text).startswith("Python's own")


@pytest.mark.parametrize(
    "unit", ["(", "h*", "Wx+", r"\tilde{a{", r"\begin{", "C+", "a ", "a = b;", "W1x_", "\n", "ﷺ", "_{"]
)
def test_long_texts_take_no_longer_than_they_are(unit):
    """Four times the text, nowhere near sixteen times the time, unless it is too short a time to feel."""

    def seconds(length: int) -> float:
        begin = time.perf_counter()
        refusal("h_t = " + (unit * length)[:length])
        return time.perf_counter() - begin

    quarter, whole = (min(seconds(length) for _ in range(5)) for length in (LONGEST // 4 - 6, LONGEST - 6))
    assert whole < max(12 * quarter, 0.05)


def test_nothing_is_executed_or_evaluated():
    forbidden = {"eval", "exec", "compile", "getattr", "setattr", "__import__", "ast.parse", "literal_eval"}
    called = [
        (path.name, ast.unparse(node.func))
        for path in Path(equations.__file__).parent.glob("*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
    ]
    assert called
    assert [(file, name) for file, name in called if name in forbidden] == []
