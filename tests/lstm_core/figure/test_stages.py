"""A cell is told in stages that can be worked out one after another and leave nothing out."""

import pytest
from hypothesis import given

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.figure.stages import Stage, stages
from lstm_core.latex import named
from lstm_core.notation import read_cell
from tests.lstm_core.examples import FIGURES, cells, each_figure


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("Elman", "in h_next"),
        ("LSTM", "in f i-g c_next o h_next"),
        ("LSTM with readout", "in f i-g c_next o h_next y"),
        ("LSTM 1997", "in i-g c_next o h_next"),
        ("Peephole LSTM", "in f i-g c_next o h_next"),
        ("Coupled LSTM", "in f g c_next o h_next"),
        ("GRU", "in r z n h_next"),
        ("GRU (PyTorch)", "in r z n h_next"),
    ],
)
def test_the_stages_are_those_in_which_the_lecture_tells_the_cell(name, keys):
    """Lesson 5: gates, then the update C, then o and h; input gate and candidate in one breath."""
    assert [stage.key for stage in stages(FIGURES[name])] == keys.split()


def test_a_stage_knows_what_it_works_out_and_what_it_reads():
    gather, forget, write, update, _, output = stages(CELLS["LSTM"])
    assert gather == Stage((), ("x", "h"), ())
    assert forget == Stage(("f",), ("linear_f", "f"), ("x", "h"))
    assert write == Stage(("i", "g"), ("linear_i", "i", "linear_g", "g"), ("x", "h"))
    assert update == Stage(("c_next",), ("kept", "written", "c_next"), ("c", "f", "i", "g"))
    assert output == Stage(("h_next",), ("shown", "h_next"), ("c_next", "o"))


def assert_told_completely(cell: Cell) -> None:
    told = set(cell.inputs)
    for stage in stages(cell):
        assert set(stage.reads) <= told, "nothing is read before it is told"
        assert set(stage.heads) <= set(stage.steps) or not stage.heads
        for name in stage.steps:
            assert set(cell[name].args) <= {*stage.reads, *stage.steps}
        told |= set(stage.steps)
    heads = [name for stage in stages(cell) for name in stage.heads]
    assert heads == named(cell)


@each_figure
def test_stages_can_be_worked_out_in_their_order_and_leave_nothing_out(cell):
    assert_told_completely(cell)
    steps = [name for stage in stages(cell)[1:] for name in stage.steps]
    assert sorted(steps) == sorted(node.name for node in cell.nodes if node.op != "input")


@given(cell=cells())
def test_stages_of_any_cell_can_be_worked_out_in_their_order(cell):
    assert_told_completely(cell)


@each_figure
def test_keys_are_short_and_all_different(cell):
    keys = [stage.key for stage in stages(cell)]
    assert len(set(keys)) == len(keys)
    assert keys[0] == "in"


@pytest.mark.parametrize(
    ("name", "titles"),
    [
        ("LSTM with readout", "[h, x]|f|i, C̃|C|o|h|y"),
        ("GRU", "[h, x]|r|z|h̃|h"),
        ("Elman", "[h, x]|h"),
    ],
)
def test_buttons_carry_the_letters_of_the_lecture_without_time_indices(name, titles):
    cell = FIGURES[name]
    assert [stage.title(cell) for stage in stages(cell)] == titles.split("|")


@each_figure
def test_titles_are_all_different(cell):
    titles = [stage.title(cell) for stage in stages(cell)]
    assert len(set(titles)) == len(titles)


def test_two_gates_are_not_told_together_and_a_gate_read_twice_stands_alone():
    page = "x\nh\na = sigmoid(linear(x, h))\nb = sigmoid(linear(x, h))\nu = a * b\nh_next = u * h"
    assert [stage.key for stage in stages(read_cell("t", page))] == ["in", "a", "b", "u", "h_next"]
