"""A drawing that makes sense can be run and computes what its cell does; any other is refused at a part."""

from dataclasses import replace

import numpy as np
import pytest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.cells.custom import untrainable
from lstm_core.grade import Drawing, Part, Unrunnable, as_cell, compare, drawing_of, grade
from lstm_core.mistakes import mistakes, squashed_memory
from lstm_core.run import random_weights, trace, zero_state
from tests.lstm_core.examples import DRAWN, each_cell, each_figure
from tests.lstm_core.grade.sketches import GRU, LSTM, sketch

CELL = CELLS["LSTM"]


@each_figure
def test_a_right_drawing_becomes_the_cell_it_shows(cell):
    found = as_cell(drawing_of(cell), "Mine")
    assert found.name == "Mine"
    assert compare(found, DRAWN[cell.name]) == []
    assert untrainable(found) == ""
    assert found.parameters(3, 5) == DRAWN[cell.name].parameters(3, 5)


@each_cell
def test_it_can_be_run(cell):
    found = as_cell(drawing_of(cell))
    steps = trace(found, random_weights(found, 2, 3, 0), list(np.ones((4, 2))), zero_state(found, 3))
    assert all(np.isfinite(steps[-1][new]).all() for new in found.states.values())


@each_cell
def test_mistakes_can_be_run_too_and_are_still_the_same_mistakes(cell):
    for _, wrong in mistakes(cell):
        if all(wrong.readers[node.name] or node.name in wrong.states.values() for node in wrong.nodes):
            found = as_cell(drawing_of(wrong))
            assert len(compare(found, cell)) == 1


def test_labels_name_the_boxes():
    found = as_cell(drawing_of(CELL))
    assert {"f", "i", "g", "o"} <= {node.name for node in found.nodes}
    assert {"W_f", "U_f", "b_f"} <= found.shapes(1, 1).keys()


def test_two_boxes_with_one_label_get_two_names():
    found = as_cell(sketch(LSTM, i="sigmoid K # f"))
    assert len({node.name for node in found.nodes}) == len(found.nodes)


def test_peepholes_are_read_through_one_weight_per_unit():
    found = as_cell(sketch(LSTM, f="sigmoid K c # f"))
    assert found.shapes(2, 3)["p_f"] == (3,)


def test_a_tanh_on_the_memory_line_can_be_simulated():
    """The classic M1: a stored 1 reads 0.76, 0.64, 0.57."""
    found = as_cell(sketch(LSTM, squash="tanh sum", C="c_next squash", shown="tanh squash"))
    held = {"f": np.ones((3, 1)), "i": np.zeros((3, 1))}
    weights = {name: np.zeros(shape) for name, shape in found.shapes(1, 1).items()}
    steps = trace(found, weights, list(np.zeros((3, 1))), {"h": np.zeros(1), "c": np.ones(1)}, held=held)
    assert [round(float(values["c_next"][0]), 2) for values in steps] == [0.76, 0.64, 0.57]
    assert compare(found, squashed_memory(CELL)) == []


def test_a_value_that_leaves_twice_or_runs_through_is_handed_on_unchanged():
    found = as_cell(sketch(LSTM, H="h_next h"))
    given = {"x": np.ones(2), "h": np.array([0.25, -3.0]), "c": np.zeros(2)}
    (step,) = trace(found, random_weights(found, 2, 2, 1), [given["x"]], {"h": given["h"], "c": given["c"]})
    np.testing.assert_allclose(step["h_next"], given["h"])


WRONG = {
    "a circle": ({"kept": "mul f sum"}, "sum"),
    "x without weights": ({"kept": "mul x c"}, "kept"),
    "a wire missing": ({"kept": "mul f"}, "kept"),
    "a box that reads nothing": ({"f": "sigmoid"}, "f"),
    "no h_t": ({"H": None}, ""),
    "h_t without a wire": ({"H": "h_next"}, "H"),
    "two values as h_t": ({"H2": "h_next sum"}, "H"),
    "x leaves": ({"H": "h_next x"}, "H"),
    "no C_t": ({"C": None}, "c"),
    "C_t without a wire": ({"C": "c_next"}, "C"),
    "no x": ({"K": "join h"}, "x"),
    "no x at all": ({"K": "join h", "x": None}, ""),
    "a sum at the join": ({"K": "add h x"}, "K"),
    "a join at a sum": ({"J": "join f c", "sum": "add J written"}, "sum"),
    "five values": ({"f": "sigmoid K c written shown"}, "f"),
}


@pytest.mark.parametrize(("changes", "part"), WRONG.values(), ids=WRONG)
def test_what_cannot_be_run_is_told_at_a_part(changes, part):
    with pytest.raises(Unrunnable) as caught:
        as_cell(sketch(LSTM, **changes))
    assert caught.value.part == part
    assert isinstance(caught.value, ValueError)
    assert str(caught.value).endswith(".")


def test_an_empty_canvas_cannot_be_run():
    with pytest.raises(Unrunnable, match="h_t"):
        as_cell(Drawing())


def test_too_many_boxes_cannot_be_run():
    layers = {f"b{k}": f"tanh x {f'b{k - 1}' if k else 'h'}" for k in range(36)}
    with pytest.raises(Unrunnable, match="too many"):
        as_cell(sketch("x x\nh h\nH h_next b35", **layers))


def test_what_leads_nowhere_is_left_out():
    drawing = drawing_of(with_readout(CELL))
    more = replace(drawing, parts=(*drawing.parts, Part("odd", "mul", 20, 20)))
    assert as_cell(more).nodes == as_cell(drawing_of(CELL)).nodes
    assert grade(more, CELL).remarks[0].drawn == "odd"


def test_a_join_of_one_value_makes_a_layer():
    found = as_cell(sketch(GRU, K2="join past", n="tanh K2"))
    assert any(node.op == "linear" and len(node.args) == 1 for node in found.nodes)
