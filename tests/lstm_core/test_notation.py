"""Equations typed as text become a cell or a sentence about what is wrong, and are never executed."""

import ast
import inspect
import re

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from lstm_core import notation
from lstm_core.cell import Cell, Node
from lstm_core.cells import CELLS
from lstm_core.notation import LONGEST, plain_symbol, read_cell
from tests.lstm_core.examples import cells, each_cell, each_figure, pages, written_out
from tests.pace import pace, seconds


def refusal(page: str) -> str:
    """The sentence with which a page is refused, or nothing."""
    try:
        read_cell("t", page)
    except ValueError as error:
        return str(error) if type(error) is ValueError else f"Python's own {type(error).__name__}"
    return ""


# What is read


def test_a_line_is_a_name_a_formula_and_what_it_means():
    cell = read_cell("t", "x # what comes\nh\nh_next = tanh(linear(x, h))  # what goes: soon")
    assert cell.nodes == (
        Node("x", "input", (), "x_t", "what comes"),
        Node("h", "input", (), "h_{t-1}", ""),
        Node("linear_h_next", "linear", ("x", "h")),
        Node("h_next", "tanh", ("linear_h_next",), "h_t", "what goes: soon"),
    )


def test_dollars_at_the_start_of_the_words_give_a_symbol_of_ones_own():
    lines = "x\nh\ng = tanh(linear(x)) # $\\tilde{C}_t$ candidate, $5 a piece\nk = tanh(g) # costs $5 or $6"
    candidate, dear = read_cell("t", lines).nodes[-2:]
    assert (candidate.symbol, candidate.meaning) == (r"\tilde{C}_t", "candidate, $5 a piece")
    assert (dear.symbol, dear.meaning) == ("k_t", "costs $5 or $6")


@pytest.mark.parametrize(
    ("name", "op", "letters"),
    [
        ("x", "input", "x_t"),
        ("h", "input", "h_{t-1}"),
        ("c_next", "add", "c_t"),
        ("f", "sigmoid", "f_t"),
        ("kept", "mul", ""),
        ("memory", "input", "memory_{t-1}"),
        ("memory_next", "add", ""),
    ],
)
def test_single_letters_and_inputs_have_symbols_without_being_asked(name, op, letters):
    assert plain_symbol(name, op) == letters


@pytest.mark.parametrize(
    "formula",
    ["kept + i * g", "kept + (i * g)", "(kept) + ((i) * g)", "kept+i*g", "  kept  +  i  *  g  "],
)
def test_blanks_and_needless_brackets_make_no_difference(formula):
    page = "x\nh\nc\ni = sigmoid(linear(x, h))\ng = tanh(linear(x, h))\nkept = i * c\nc_next = "
    assert read_cell("t", page + formula) == read_cell("t", page + "kept + i * g")


def test_nested_formulas_become_nodes_of_their_own_under_new_names():
    cell = read_cell("t", "x\nh\nz = sigmoid(linear(x))\nh_next = z * h + (1 - z) * tanh(linear(x) + linear(h))")
    rows = [(node.name, node.op, node.args) for node in cell.nodes[4:]]
    assert rows == [
        ("mul_h_next", "mul", ("z", "h")),
        ("one_minus_h_next", "one_minus", ("z",)),
        ("linear_h_next", "linear", ("x",)),
        ("linear_h_next2", "linear", ("h",)),
        ("add_h_next", "add", ("linear_h_next", "linear_h_next2")),
        ("tanh_h_next", "tanh", ("add_h_next",)),
        ("mul_h_next2", "mul", ("one_minus_h_next", "tanh_h_next")),
        ("h_next", "add", ("mul_h_next", "mul_h_next2")),
    ]


@pytest.mark.parametrize("formula", ["linear(x, tanh(linear(h)))", "linear(x) + peephole(x, h)", "linear(linear(h))"])
def test_layers_inside_one_formula_each_get_weights_of_their_own(formula):
    cell = read_cell("t", f"x\nh\nh_next = {formula}")
    weights = [weight for node in cell.nodes for weight in node.weights]
    assert len(weights) == len(set(weights)) >= 4


@each_figure
def test_every_cell_reread_from_a_normalised_page_has_equal_nodes(cell):
    assert read_cell(cell.name, written_out(cell), cell.picture) == cell


@given(cell=cells())
def test_any_cell_reread_from_a_normalised_page_has_equal_nodes(cell):
    assert read_cell(cell.name, written_out(cell)) == cell


@each_cell
def test_a_page_may_be_read_after_every_line_while_it_is_typed(cell):
    lines = written_out(cell).splitlines()
    for count in range(1, len(lines) + 1):
        assert read_cell("t", "\n".join(lines[:count])).nodes == cell.nodes[:count]


# What is refused


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("", "there is nothing to read yet; begin with a line such as x"),
        ("  \n # only words", "there is nothing to read yet; begin with a line such as x"),
        ("x\nf = sigmoi(linear(x))", "f: there is no sigmoi; did you mean sigmoid?"),
        ("x\nf = sigmoid(lineal(x))", "f: there is no lineal; did you mean linear?"),
        ("x\nf = peepole(x)", "f: there is no peepole; did you mean peephole?"),
        (
            "x\nkeep = sigmoid(linear(x))\ng = tanh(kepp)",
            "g reads kepp, which is not defined above it; did you mean keep?",
        ),
        ("x\nh_next = o * shown", "h_next reads o, which is not defined above it"),
        ("x\nf = relu(x)", "f: there is no relu; a formula is made of +, *, 1 - ..., linear, peephole, sigmoid, tanh"),
        ("x\nf = sigmoid(linear(x)", "f: cannot read 'sigmoid(linear(x)'; check brackets and commas"),
        ("x\nf =", "f: there is nothing to the right of ="),
        ("x\nf = x", "f: a copy needs no line of its own; write x where you use f"),
        ("x\nh\nf = h - h", "f: cannot read h - h; "),
        ("x\nh\nf = 2 * h", "f: cannot read 2; "),
        ("x\nh\nf = sigmoid(a=h)", "f: cannot read sigmoid(a=h); "),
        ("x\nh\nf = sigmoid(*h)", "f: cannot read *h; "),
        ("x\nh\nf = h @ h", "f: cannot read h @ h; "),
        ("x\nh\nf = True - h", "f: cannot read True - h; "),
        ("x\nforget gate = h", "cannot read 'forget gate = h'; a line looks like f = sigmoid(linear(x, h))"),
        ("x\nf = sigmoid(linear(x))\nf = tanh(linear(x))", "f is defined twice"),
        ("x\nf == x", "f: cannot read '= x'; check brackets and commas"),
        ("x\nf = '\ud800'", "f: cannot read "),
        ("x\nin = tanh(linear(x))", "in already has a meaning in formulas; choose another name"),
    ],
)
def test_what_cannot_be_read_is_refused_with_a_sentence_one_can_act_on(page, sentence):
    assert refusal(page).startswith(sentence)


@pytest.mark.parametrize(
    "formula",
    [
        "__import__('os').system('touch {mark}')",
        "open('{mark}', 'w')",
        "eval('1')",
        'exec(\'open("{mark}", "w")\')',
        "(lambda: open('{mark}', 'w'))()",
        "[open('{mark}', 'w') for _ in x]",
        "sigmoid(open('{mark}', 'w'))",
        "x if open('{mark}', 'w') else x",
        'f\'{{open("{mark}", "w")}}\'',
        "x.__class__.__mro__[-1].__subclasses__()",
        "(y := open('{mark}', 'w'))",
        "1 - open('{mark}', 'w')",
    ],
)
def test_formulas_are_never_executed(formula, tmp_path):
    mark = tmp_path / "executed"
    assert refusal("x\nf = " + formula.format(mark=mark)).startswith("f: ")
    assert not mark.exists()


def test_the_reader_calls_nothing_that_could_execute_text():
    tree = ast.parse(inspect.getsource(notation))
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"eval", "exec", "compile", "getattr", "__import__", "open"}


# Whatever is typed

TYPED = r"""x h h_next f = ( ) , + * - 1 # $ sigmoid tanh linear(x) lambda : [ ] ' " \ { } 0x 1e999 not . @ ᵃ"""
SCRAPS = st.sampled_from([*TYPED.split(), " ", "\n", "\x00", "\x1f", "\u2028"])


@settings(max_examples=300)
@given(page=st.text(max_size=200) | st.lists(SCRAPS, max_size=40).map("".join) | pages())
@example("x\ny=0x1for x in y")
@example("x\ny='\\d'")
@example("x\ny=(yield)")
@example("x\ny=f'\\n{x!r:>{x}}'")
def test_arbitrary_text_gives_a_cell_or_one_sentence(page):
    sentence = refusal(page)
    if not sentence:
        assert isinstance(read_cell("t", page), Cell)
    else:
        assert len(sentence) > 10
        assert sentence.isprintable(), "one line, no control characters"


@pytest.mark.parametrize("page", ["x" * 10_000, "x\n" * 5_000, "#" * 10_000, "x\nf = " + "sigmoid(" * 1_250])
def test_ten_kilobytes_are_refused_unread(page):
    assert re.fullmatch(r"this is \d+ characters long; a cell has at most 4000", refusal(page))


@pytest.mark.parametrize(
    "formula",
    [
        "(" * 300 + "h" + ")" * 300,
        "sigmoid(" * 90 + "h" + ")" * 90,
        "sigmoid(" * 400 + "h" + ")" * 400,
        "-" * 3_000 + "h",
        "h" + "[0]" * 1_000,
        "+".join("h" * 60),
        "+".join("h" * 100),
        "+".join("h" * 1_900),
        "1-" * 1_900 + "h",
        "1-(" * 900 + "h" + ")" * 900,
        "linear(" * 490 + "h" + ")" * 490,
        "9" * 3_900,
        "[" * 1_900,
        "h**" * 1_200 + "h",
        "lambda:" * 500 + "h",
    ],
    ids=range(15),
)
def test_deep_nesting_is_refused_quickly_or_read(formula):
    sentences = []
    assert seconds(lambda: sentences.append(refusal("x\nh\nf = " + formula))) < 40 * pace()
    (sentence,) = sentences
    assert sentence.startswith(("f: cannot read", "f: this is too long")) or formula == "+".join("h" * 60)


def test_a_page_as_long_as_allowed_is_read_quickly():
    head = "x\nh\n"
    page = head + "\n".join(f"n{k} = tanh({'linear(x, h)' if k == 0 else f'n{k - 1}'})" for k in range(60))
    page += "#" * (LONGEST - len(page))
    assert len(read_cell("t", page).nodes) == 63
    assert seconds(lambda: read_cell("t", page)) < 40 * pace()


def test_the_shipped_pages_are_far_from_the_limits():
    for cell in CELLS.values():
        assert len(written_out(cell)) < LONGEST / 2


@pytest.mark.parametrize("line", ["{long}", "{long} = tanh(x)", "h = {long}(x)", "h = {long}", "h = tanh({long})"])
def test_what_a_sentence_quotes_is_short(line):
    with pytest.raises(ValueError, match=r"\w+ .*") as told:
        read_cell("Yours", "x\n" + line.format(long="a" * 3_000))
    assert len(str(told.value)) < 200
