"""Equations are marked line by line, by the reader that marks them on the page Draw."""

import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.equations import plain_equations
from lstm_core.grade.written import mark_equations

RIGHT = plain_equations(CELLS["LSTM"])


def test_the_right_equations_get_everything():
    assert mark_equations(RIGHT, CELLS["LSTM"]).share == 1


def test_one_mistake_costs_one_line_and_is_named():
    result = mark_equations(RIGHT.replace("tanh(C_t)", "C_t"), CELLS["LSTM"])
    assert result.share == pytest.approx(5 / 6)
    assert [remark.name for remark in result.remarks] == ["M7"]


def test_the_other_convention_of_the_gru_is_right_as_well():
    assert mark_equations(plain_equations(CELLS["GRU (PyTorch)"]), CELLS["GRU"]).share == 1


@pytest.mark.parametrize("text", ["", "   ", "hello", "f_t = ", "\\frac{1"])
def test_what_cannot_be_read_gets_a_sentence(text):
    with pytest.raises(ValueError, match=r"\w+"):
        mark_equations(text, CELLS["LSTM"])
