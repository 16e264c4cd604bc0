"""A cell answers questions about itself from its nodes alone, and refuses what is not a graph with a sentence."""

import pickle
import re
from collections import Counter
from dataclasses import FrozenInstanceError

import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cell import MOST_NODES, Cell, Node
from lstm_core.cell.ops import ACTIVATIONS, WEIGHTED
from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from tests.lstm_core.examples import FIGURES, each_cell, each_figure

LSTM, GRU, GRU_PYTORCH, ELMAN = (CELLS[name] for name in ("LSTM", "GRU", "GRU (PyTorch)", "Elman"))
X, H, C = (Node(name, "input") for name in "xhc")
sizes = st.integers(1, 600)


# What follows from the names


def test_a_state_is_an_input_that_something_replaces():
    assert LSTM.inputs == ("x", "h", "c")
    assert LSTM.states == {"h": "h_next", "c": "c_next"}
    assert GRU.states == ELMAN.states == {"h": "h_next"}


def test_weights_are_named_after_their_box_and_what_they_read():
    assert LSTM["linear_f"].weights == ("W_f", "U_f", "b_f")
    assert CELLS["Peephole LSTM"]["peephole_f"].weights == ("W_f", "U_f", "p_f", "b_f")
    assert ELMAN["linear_h_next"].weights == ("W_h", "U_h", "b_h")
    assert GRU_PYTORCH["seen"].weights == ("W_seen", "b_seen")
    assert LSTM["f"].weights == LSTM["kept"].weights == ()


def test_only_a_peephole_reads_through_one_weight_per_unit():
    peephole = CELLS["Peephole LSTM"]
    assert [peephole[f"peephole_{gate}"].peeped for gate in "fio"] == ["c", "c", "c_next"]
    assert {node.peeped for cell in CELLS.values() for node in cell.nodes if node.op != "peephole"} == {""}


# Counting


def test_shapes_are_those_of_the_lecture():
    assert LSTM.shapes(10, 20) == {
        **{f"W_{gate}": (20, 10) for gate in "figo"},
        **{f"U_{gate}": (20, 20) for gate in "figo"},
        **{f"b_{gate}": (20,) for gate in "figo"},
    }
    assert GRU_PYTORCH.shapes(3, 5)["W_seen"] == (5, 3)
    assert GRU_PYTORCH.shapes(3, 5)["W_past"] == (5, 5)
    assert CELLS["Peephole LSTM"].shapes(3, 5)["p_o"] == (5,)


@pytest.mark.parametrize(
    ("name", "inputs", "hidden", "biases", "count"),
    [
        ("Elman", 10, 20, 1, 620),
        ("Elman", 10, 20, 2, 640),
        ("GRU", 10, 20, 1, 1860),
        ("GRU", 10, 20, 2, 1920),
        ("LSTM", 10, 20, 1, 2480),
        ("LSTM", 10, 20, 2, 2560),
        ("GRU (PyTorch)", 10, 20, 1, 1880),  # its own formula needs a fourth bias, inside the reset product
        ("GRU (PyTorch)", 10, 20, 2, 1920),
        ("LSTM 1997", 10, 20, 1, 1860),
        ("Coupled LSTM", 10, 20, 1, 1860),
        ("Peephole LSTM", 10, 20, 1, 2480 + 3 * 20),
        ("LSTM", 3, 5, 1, 180),  # the first layer of the lecture's recall net
        ("LSTM", 5, 2, 1, 64),  # its second
        ("LSTM", 1, 9, 1, 396),
        ("LSTM", 25, 100, 1, 50_400),
    ],
)
def test_parameter_counts_are_those_of_the_textbook(name, inputs, hidden, biases, count):
    assert CELLS[name].parameters(inputs, hidden, biases) == count


@pytest.mark.parametrize(("name", "blocks"), [("Elman", 1), ("GRU", 3), ("LSTM", 4), ("Coupled LSTM", 3)])
@given(inputs=sizes, hidden=sizes, biases=st.sampled_from([1, 2]))
def test_parameters_are_blocks_times_the_textbook_formula(name, blocks, inputs, hidden, biases):
    expected = blocks * (hidden * (inputs + hidden) + biases * hidden)
    assert CELLS[name].parameters(inputs, hidden, biases) == expected


@pytest.mark.parametrize(
    ("name", "layer"),
    [("Elman", torch.nn.RNN), ("GRU", torch.nn.GRU), ("GRU (PyTorch)", torch.nn.GRU), ("LSTM", torch.nn.LSTM)],
)
@pytest.mark.parametrize(("inputs", "hidden"), [(1, 1), (7, 2), (3, 11)])
def test_with_two_biases_a_cell_has_as_many_parameters_as_torchs_layer(name, layer, inputs, hidden):
    theirs = sum(parameter.numel() for parameter in layer(inputs, hidden).parameters())
    assert CELLS[name].parameters(inputs, hidden, biases=2) == theirs


@each_figure
def test_parameters_count_the_numbers_in_the_shapes(cell):
    shapes = cell.shapes(3, 4)
    assert cell.parameters(3, 4) == sum(torch.zeros(shape).numel() for shape in shapes.values())


# Reading the graph


@each_figure
def test_upstream_is_everything_one_can_walk_back_to(cell):
    for node in cell.nodes:
        found, queue = {node.name}, [*node.args]
        while queue:
            name = queue.pop()
            found.add(name)
            queue += cell[name].args
        assert cell.upstream(node.name) == found


@each_figure
def test_readers_are_the_edges_seen_from_the_other_end(cell):
    there = {(arg, node.name) for node in cell.nodes for arg in node.args}
    back = {(name, reader) for name, readers in cell.readers.items() for reader in readers}
    assert there == back


def test_a_box_is_drawn_with_its_weights_inside_where_nobody_else_reads_their_sum():
    assert LSTM.folded == {gate: f"linear_{gate}" for gate in "figo"}
    assert "n" not in GRU_PYTORCH.folded, "its candidate adds two sums, so both are drawn"
    assert {"seen", "past"} <= {node.name for node in GRU_PYTORCH.drawn}
    shared = read_cell("t", "x\nh\ns = linear(x, h)\na = sigmoid(s)\nh_next = a * s")
    assert shared.folded == {}


def test_sums_reach_a_box_without_passing_an_activation():
    assert [node.name for node in LSTM.sums("f")] == ["linear_f"]
    assert [node.name for node in GRU_PYTORCH.sums("n")] == ["seen", "past"]
    assert list(LSTM.sums("shown")) == []


@pytest.mark.parametrize(
    ("name", "roles"),
    [
        ("Elman", {"x": "input", "h": "state", "h_next": "output"}),
        ("LSTM", {"c": "state", "c_next": "memory", "h_next": "output", "g": "candidate", "kept": "step"}),
        ("LSTM", {"f": "gate", "i": "gate", "o": "gate", "written": "step", "shown": "step", "linear_f": "step"}),
        ("GRU", {"r": "gate", "z": "gate", "n": "candidate", "h_next": "output", "past": "step", "rest": "step"}),
        ("GRU (PyTorch)", {"r": "gate", "z": "gate", "n": "candidate", "seen": "step", "both": "step"}),
        ("Peephole LSTM", {"f": "gate", "i": "gate", "o": "gate", "g": "candidate", "c_next": "memory"}),
        ("LSTM with readout", {"y": "output", "linear_y": "output", "h_next": "output"}),
    ],
)
def test_roles_are_those_of_the_lecture(name, roles):
    assert {node: FIGURES[name].role(node) for node in roles} == roles


@each_cell
def test_only_gates_are_weighted_sigmoids_and_only_candidates_weighted_tanhs(cell):
    kinds = {"gate": "sigmoid", "candidate": "tanh"}
    for node in cell.nodes:
        if cell.role(node.name) in kinds:
            assert node.op == kinds[cell.role(node.name)]


# The picture


@each_figure
def test_a_picture_shows_every_drawn_node_exactly_once_and_nothing_else(cell):
    words = Counter(re.findall(r"[^\s.]+", re.sub(r"\[.*?\]", "", cell.picture)))
    assert words == Counter(node.name for node in cell.drawn)
    assert cell.places.keys() == set(words)


@each_figure
def test_joins_name_what_some_layer_reads(cell):
    read = [frozenset(node.args) - {node.peeped} for node in cell.nodes if node.op in WEIGHTED]
    assert all(frozenset(join) in read for join in cell.joins)


@each_figure
def test_no_two_things_stand_in_one_place_and_no_row_is_shorter_than_another(cell):
    places = [*cell.places.values(), *cell.joins.values()]
    assert len(places) == len(set(places))
    assert len({len(line.split()) for line in cell.picture.strip().splitlines()}) == 1


def test_the_memory_runs_along_the_top_and_h_along_the_bottom():
    row = {name: place[1] for name, place in LSTM.places.items()}
    column = {name: place[0] for name, place in LSTM.places.items()}
    assert row["c"] == row["kept"] == row["c_next"] == 0
    assert row["h"] > row["f"] == row["i"] == row["g"] == row["o"]
    assert column["c"] < column["kept"] < column["c_next"] < column["shown"]
    assert column["f"] < column["i"] < column["g"] < column["o"]


# A cell is a value


def test_a_cell_read_twice_is_equal_hashable_and_survives_pickling():
    page = "x\nh\nh_next = tanh(linear(x, h))"
    first, second = read_cell("t", page), read_cell("t", page)
    assert first == second
    assert {first: 1}[second] == 1
    assert pickle.loads(pickle.dumps(first)) == first


def test_a_cell_cannot_be_changed():
    with pytest.raises(FrozenInstanceError):
        LSTM.name = "mine"


def test_a_cell_can_be_asked_for_its_nodes():
    assert LSTM["f"].op == "sigmoid"
    assert "f" in LSTM
    assert "forget" not in LSTM
    assert 7 not in LSTM


# What is refused


@pytest.mark.parametrize(
    ("nodes", "sentence"),
    [
        ([Node("f", "sigmoid", ("x",)), X], "f reads x, which is not defined above it"),
        ([X, H, Node("keep", "mul", ("h", "h")), Node("g", "tanh", ("kepp",))], "did you mean keep?"),
        ([X, X], "x is defined twice"),
        ([X, H, Node("f", "relu", ("h",))], "f: there is no operation relu"),
        ([X, H, Node("f", "sigmoid", ("h", "h"))], "f: sigmoid takes one input, not 2"),
        ([X, H, Node("f", "mul", ("h",))], "f: mul takes 2 inputs, not 1"),
        ([X, H, Node("f", "linear", ())], "f: linear takes 1 to 3 inputs, not 0"),
        ([X, H, C, Node("f", "peephole", ("h",))], "f: peephole takes 2 to 4 inputs, not 1"),
        ([X, H, Node("f", "peephole", ("h", "x"))], "the last input of peephole must be a state"),
        ([X, H, Node("f", "linear", ("h", "h"))], "f: linear reads h twice"),
        ([X, H, Node("f", "peephole", ("x", "h", "h"))], "f: peephole reads h twice"),
        ([X, H, Node("f", "mul", ("x", "h"))], "f: times takes .* x has another width"),
        ([X, Node("f", "tanh", ("x",))], "f: tanh takes .* x has another width"),
        ([X, H, Node("f", "linear", ("h",)), Node("linear_f", "linear", ("h",))], "would both own W_f"),
        ([X, Node("h_next", "input")], "h_next must be worked out"),
        ([X, H, Node("x_next", "tanh", ("h",))], "x_next .* nothing replaces x"),
        ([Node("mein Gatter", "input")], "'mein Gatter' cannot be a name"),
        ([Node("größe", "input")], "'größe' cannot be a name"),
        ([Node("lambda", "input")], "lambda already has a meaning"),
        ([X, Node("tanh", "linear", ("x",))], "tanh already has a meaning"),
    ],
)
def test_what_is_not_a_cell_is_refused_with_a_sentence_that_names_the_node(nodes, sentence):
    with pytest.raises(ValueError, match=sentence):
        Cell("t", tuple(nodes))


def test_a_cell_has_at_most_64_nodes():
    chain = [X, Node("n0", "linear", ("x",))]
    chain += [Node(f"n{k}", "tanh", (f"n{k - 1}",)) for k in range(1, MOST_NODES - 1)]
    assert len(Cell("t", tuple(chain)).nodes) == 64
    with pytest.raises(ValueError, match="65 nodes; at most 64"):
        Cell("t", (*chain, Node("one_more", "tanh", ("n0",))))


@each_cell
def test_every_activation_of_a_shipped_cell_either_folds_or_squashes_a_value(cell):
    for node in cell.nodes:
        if node.op in ACTIVATIONS and node.name not in cell.folded:
            assert cell[node.args[0]].op not in WEIGHTED
