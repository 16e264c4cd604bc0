"""A learner's own cell: read strictly, written out again, packed into a link."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.cells.custom import LONGEST_LINK, packed, page_of, read_own, unpacked, untrainable
from lstm_core.figure import to_dot
from lstm_core.listing import listing
from lstm_core.notation import read_cell
from lstm_core.run import step
from lstm_core.training.experiment import Experiment


@pytest.mark.parametrize("name", CELLS)
def test_every_shipped_cell_can_be_written_out_and_read_again(name):
    cell = CELLS[name]
    assert read_cell(name, page_of(cell), cell.picture) == cell
    assert unpacked(packed(page_of(cell))) == page_of(cell)
    assert not untrainable(cell)


def test_nested_formulas_keep_their_brackets():
    cell = read_cell("own", "x\nh\nz = sigmoid(linear(x, h))\nh_next = (1 - z) * h + z * tanh(linear(x, z * h))")
    assert read_cell("own", page_of(cell)) == cell


@pytest.mark.parametrize(
    ("page", "sentence"),
    [
        ("", "nothing to read"),
        ("x", "nothing is worked out"),
        ("x\nnode = tanh(linear(x))", "node means something else"),
        ("x\nh_next = tanh(linear(x))  # $a]b![i](u)$ bad", "cannot be printed"),
        ("x\nh_next = relu(x)", "there is no relu"),
        ("x\nh_next = tanh(y)", "not defined above"),
        ("x\nh_next = x", r"another width; write h_next = linear\(x\)"),
        ("x\nh_next = y", "write y where you use h_next"),
        ("x" * 10_000, "characters long"),
    ],
)
def test_what_cannot_be_read_is_said_in_a_sentence(page, sentence):
    with pytest.raises(ValueError, match=sentence):
        read_own("mine", page)


@pytest.mark.parametrize(
    "lines", ["c_next = {}\nh_next = c_next", "h_next = {}\nc_next = h_next", "m = {}\nh_next = m"]
)
def test_a_state_may_be_a_copy_of_what_was_worked_out(lines):
    formula = "f * h + (1 - f) * tanh(linear(x, h))"
    inputs = "x\nh\nc\n" if "c_next" in lines else "x\nh\n"
    cell = read_own("mine", inputs + "f = sigmoid(linear(x, h))\n" + lines.format(formula))
    assert read_own("mine", page_of(cell)).nodes == cell.nodes
    alone = read_own("mine", "x\nh\nf = sigmoid(linear(x, h))\nh_next = " + formula)
    assert (cell["h_next"].op, untrainable(cell)) == ("add", "")
    results = []
    for each in (cell, alone):
        weights = {name: np.full(shape, 0.3) for name, shape in each.shapes(2, 3).items()}
        results.append(
            step(each, weights, {"x": np.ones(2)} | {state: np.full(3, 0.7) for state in each.states})["h_next"]
        )
    assert np.allclose(*results)


@pytest.mark.parametrize("lines", ["c_next = tanh(linear(x, c))\nh_next = c", "c_next = linear(x, c)\nh_next = c_next"])
def test_a_state_may_be_a_copy_of_another_state_or_of_a_layer(lines):
    cell = read_own("mine", "x\nh\nc\n" + lines)
    assert read_own("mine", page_of(cell)).nodes == cell.nodes
    assert not untrainable(cell)
    weights = {name: np.full(shape, 0.3) for name, shape in cell.shapes(2, 3).items()}
    values = step(cell, weights, {"x": np.ones(2), "h": np.zeros(3), "c": np.full(3, 0.7)})
    assert np.allclose(values["h_next"], values[lines.split()[-1]])


@pytest.mark.parametrize("name", ["", " ", "LSTM", "a" * 31, "<b>", "1 cell", "a\x00b"])
def test_a_name_that_cannot_be_used_is_said(name):
    with pytest.raises(ValueError, match=r"name"):
        read_own(name, "x\nh_next = tanh(linear(x))")


@pytest.mark.parametrize("page", ["x\nk\nh\nh_next = tanh(linear(x, h, k))", "x\ny = tanh(linear(x))"])
def test_what_cannot_be_trained_says_why(page):
    cell = read_own("mine", page)
    assert untrainable(cell).endswith(".")
    with pytest.raises(ValueError, match="cannot be trained"):
        Experiment(cell=cell)


@given(st.text(max_size=300) | st.text("xhc =()*+1-,#_\nsigmoidtanhlinear", max_size=120))
def test_any_text_is_a_cell_or_a_sentence(page):
    try:
        cell = read_own("mine", page)
    except ValueError:
        return
    else:
        assert read_own("mine", page_of(cell)).nodes == cell.nodes
        assert to_dot(cell)
        assert listing(cell)


@given(st.text(max_size=200))
def test_any_link_is_a_page_or_a_sentence(text):
    with suppress(ValueError):
        assert isinstance(unpacked(text), str)


def test_a_bomb_and_a_page_too_long_are_left_aside():
    with pytest.raises(ValueError, match="cannot be unpacked"):
        unpacked(packed("x" * 10_000_000) or "A" * LONGEST_LINK)
    assert packed(np.random.default_rng(0).bytes(5000).hex()) == ""
