"""The table of cells says what PyTorch counts, what simulation shows, and what finite differences find."""

import math
import re

import numpy as np
import pytest
import torch

from lstm_core.cell.comparison import StatePath, differing_nodes, facts, parameter_formula, straightest_path
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import step
from tests.lstm_core.examples import DRAWN, each_cell

TORCH = {"Elman": torch.nn.RNN, "LSTM": torch.nn.LSTM, "GRU": torch.nn.GRU, "GRU (PyTorch)": torch.nn.GRU}
SUBJECT = {"Elman": (620, 640), "GRU": (1860, 1920), "LSTM": (2480, 2560)}  # 10 inputs, 20 units
each_drawn = pytest.mark.parametrize("cell", DRAWN.values(), ids=DRAWN)


def evaluated(formula, inputs, units):
    """A formula such as 4\\,(HX + H^2 + H) in numbers, read as a person would."""
    plain = formula.replace(r"\,", "*").replace("HX", "H*X").replace("H^2", "H*H")
    plain = re.sub(r"(\d)H", r"\1*H", plain)
    return eval(plain, {"H": units, "X": inputs})


def torch_count(module, inputs, units):
    return sum(weight.numel() for weight in module(inputs, units).parameters())


# Parameters


@pytest.mark.parametrize("name", TORCH)
@pytest.mark.parametrize(("inputs", "units"), [(1, 1), (3, 5), (10, 20)])
def test_parameters_are_those_of_pytorchs_module(name, inputs, units):
    assert evaluated(parameter_formula(CELLS[name], 2), inputs, units) == torch_count(TORCH[name], inputs, units)


@pytest.mark.parametrize("name", SUBJECT)
def test_parameters_are_those_of_the_books(name):
    assert tuple(evaluated(parameter_formula(CELLS[name], biases), 10, 20) for biases in (1, 2)) == SUBJECT[name]


@each_drawn
@pytest.mark.parametrize("biases", [1, 2])
def test_the_formula_and_the_number_agree(cell, biases):
    assert evaluated(parameter_formula(cell, biases), 3, 4) == cell.parameters(3, 4, biases)


# What stands in the rows: the table of every book (Chung et al. 2014; Gers et al. 2000; Greff et al. 2017)


@pytest.mark.parametrize(
    ("name", "states", "gates", "layers", "squashings"),
    [
        ("Elman", "h", 0, 1, 1),
        ("GRU", "h", 2, 3, 3),
        ("LSTM", "hc", 3, 4, 5),
        ("LSTM 1997", "hc", 2, 3, 4),
        ("Coupled LSTM", "hc", 2, 3, 4),
        ("Peephole LSTM", "hc", 3, 4, 5),
        ("GRU (PyTorch)", "h", 2, 4, 3),
    ],
)
def test_states_gates_and_boxes(name, states, gates, layers, squashings):
    found = facts(CELLS[name])
    assert (found.states, len(found.gates)) == (tuple(states), gates)
    assert (found.layers, found.squashings) == (layers, squashings)


# The straightest way back


def nudged(cell, seed):
    """How the straightest state moves if it is nudged, by finite differences, with nothing read but biases and x."""
    rng, small = np.random.default_rng(seed), 1e-6
    weights = {name: rng.normal(size=shape) for name, shape in cell.shapes(1, 1).items()}
    for node in cell.nodes:
        for weight, arg in zip(node.weights, node.args, strict=False):
            if arg != "x":
                weights[weight] = np.zeros_like(weights[weight])
    given = {name: rng.normal(size=1) for name in cell.inputs}
    state = straightest_path(cell).state
    ends = [step(cell, weights, {**given, state: given[state] + by})[cell.states[state]] for by in (-small, small)]
    return float((ends[1] - ends[0])[0] / (2 * small)), step(cell, weights, given)


@each_drawn
@pytest.mark.parametrize("seed", range(3))
def test_with_all_detours_cut_a_state_moves_by_the_factors_on_its_way(cell, seed):
    slope, values = nudged(cell, seed)
    way = straightest_path(cell)
    through = 0.0 if way.matrices else 1.0  # where there is a matrix on it, the way was cut as well
    assert slope == pytest.approx(through * math.prod(float(values[name][0]) for name in way.factors), abs=1e-8)


@each_cell
def test_an_additive_path_is_there_exactly_where_something_gets_through_with_all_detours_cut(cell):
    assert bool(facts(cell).additive) == (abs(nudged(cell, 0)[0]) > 1e-6)


@pytest.mark.parametrize(
    ("name", "way"),
    [
        ("Elman", StatePath("h", 1, 1)),
        ("GRU", StatePath("h", 0, 0, ("rest",))),
        ("GRU (PyTorch)", StatePath("h", 0, 0, ("z",))),
        ("LSTM", StatePath("c", 0, 0, ("f",))),
        ("LSTM 1997", StatePath("c")),
        ("Merged LSTM", StatePath("h", 0, 0, ("f", "o"))),
    ],
)
def test_the_straightest_way_passes_what_the_books_say(name, way):
    assert straightest_path(DRAWN[name]) == way


def test_a_tanh_on_the_memory_line_is_counted():
    bent = read_cell("Bent", "x\nh\nc\nf = sigmoid(linear(x, h))\nc_next = tanh(f * c)\nh_next = tanh(c_next)")
    assert straightest_path(bent) == StatePath("c", 1, 0, ("f",))


def test_a_cell_that_carries_nothing_on_gets_a_sentence():
    with pytest.raises(ValueError, match="carries nothing from step to step; give it a line such as"):
        straightest_path(read_cell("Blind", "x\ny = tanh(linear(x))"))


# What differs


def test_coupling_changes_the_input_gate_and_what_it_did():
    lstm, coupled = CELLS["LSTM"], CELLS["Coupled LSTM"]
    assert differing_nodes(lstm, coupled) == ("i", "written")
    assert differing_nodes(coupled, lstm) == ("rest", "written")


def test_a_peephole_changes_the_gates_alone():
    assert differing_nodes(CELLS["Peephole LSTM"], CELLS["LSTM"]) == ("f", "i", "o")


@each_drawn
def test_no_cell_differs_from_itself_and_every_difference_is_drawn(cell):
    assert differing_nodes(cell, cell) == ()
    for other in DRAWN.values():
        assert set(differing_nodes(cell, other)) <= {node.name for node in cell.drawn}
        assert bool(differing_nodes(cell, other)) == (cell is not other)
