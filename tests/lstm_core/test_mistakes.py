"""Every mistaken cell is really mistaken, no two are the same, and each can be told in a sentence."""

import itertools

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from lstm_core.cell import Cell
from lstm_core.cells import CELLS
from lstm_core.mistakes import describe, mistakes, say, squashed_memory
from lstm_core.notation import read_cell
from lstm_core.run import step, trace, zero_state
from tests.lstm_core.examples import FIGURES, cells, each_cell, each_figure, numbers

LSTM, GRU = CELLS["LSTM"], CELLS["GRU"]
SIZE = 3  # inputs and hidden alike, so that a matrix that lost its input fits the next


def mistake(cell: Cell, name: str, formula: str) -> Cell:
    """The mistaken cell in which a node has another formula, "sigmoid(linear_g)", or is "left out"."""
    written = lambda wrong: f"{wrong[name].op}({', '.join(wrong[name].args)})" if name in wrong else "left out"
    (found,) = (wrong for where, wrong in mistakes(cell) if where == name and written(wrong) == formula)
    return found


def new_states(cell: Cell, seed: int = 0):
    """What a cell makes of some numbers, which are the same for cells with the same names in them."""
    rng = np.random.default_rng(seed)
    table = {name: rng.normal(size=(SIZE, SIZE)) for name in (f"{k}_{b}" for k in "WUpb" for b in ("h", *"figornzy"))}
    table |= {name: rng.normal(size=(SIZE, SIZE)) for name in ("W_seen", "b_seen", "W_past", "b_past")}
    shapes = cell.shapes(SIZE, SIZE)
    weights = {name: table[name] if len(shape) == 2 else table[name][0] for name, shape in shapes.items()}
    given = {name: rng.normal(size=SIZE) for name in ("x", "h", "c") if name in cell}
    values = step(cell, weights, given)
    return np.concatenate([values[new] for new in (*cell.states.values(), *(["y"] if "y" in cell else []))])


def graph(cell: Cell) -> nx.MultiDiGraph:
    """The cell for networkx: boxes by what they do, with names only where the outside sees them."""
    drawn = nx.MultiDiGraph()
    for node in cell.nodes:
        seen = node.name if node.op == "input" or node.name in cell.states.values() else ""
        drawn.add_node(node.name, does=(node.op, seen))
        for arg in node.args:
            drawn.add_edge(arg, node.name, how="peephole" if arg == node.peeped else "")
    return drawn


@each_figure
def test_every_mistake_changes_what_the_cell_computes(cell):
    right = new_states(cell)
    for where, wrong in mistakes(cell):
        assert not np.allclose(new_states(wrong), right, rtol=0, atol=1e-9), describe(wrong, cell)
        assert where in cell


def drawn_alike(a: Cell, b: Cell) -> bool:
    same = lambda a, b: a["does"] == b["does"]
    ways = lambda a, b: sorted(e["how"] for e in a.values()) == sorted(e["how"] for e in b.values())
    return nx.is_isomorphic(graph(a), graph(b), node_match=same, edge_match=ways)


@each_figure
def test_no_two_mistakes_are_the_same_graph_and_none_is_the_right_one(cell):
    """Two may compute the same, such as a tanh left out and a tanh that nobody reads, but are drawn differently."""
    cells = [cell, *(wrong for _, wrong in mistakes(cell))]
    results = [new_states(wrong) for wrong in cells]
    for (a, computed), (b, too) in itertools.combinations(zip(cells, results, strict=True), 2):
        if np.allclose(computed, too, rtol=0, atol=1e-9):
            assert not drawn_alike(a, b), (describe(a, cell), describe(b, cell))


@pytest.mark.slow
@given(cell=cells())
def test_mistakes_of_any_cell_are_all_different_and_can_be_told_and_run(cell):
    """Also where + and × read one value twice, so that two edits come to the same."""
    sort = lambda node: sorted(node.args) if node.op in ("mul", "add") else node.args
    keys = [
        tuple((node.name, node.op, *sort(node)) for node in wrong.nodes) for _, wrong in [("", cell), *mistakes(cell)]
    ]
    assert len(set(keys)) == len(keys)
    for where, wrong in mistakes(cell):
        assert where in cell
        assert describe(wrong, cell) != "nothing"
        weights, given = numbers(wrong, 2, 3)
        assert set(wrong.states.values()) <= step(wrong, weights, given).keys()


def test_two_edits_that_come_to_the_same_are_one_mistake():
    cell = read_cell("t", "x\nh\na = tanh(linear(x, h))\nh_next = h * h")
    found = [
        wrong["h_next"].args for where, wrong in mistakes(cell) if where == "h_next" and wrong["h_next"].op == "mul"
    ]
    assert len(found) == len({frozenset(args) for args in found}) == 1


@each_figure
def test_no_two_mistakes_are_told_with_the_same_words(cell):
    words = [describe(wrong, cell) for _, wrong in mistakes(cell)]
    assert len(set(words)) == len(words) > 3
    assert all(len(told.split()) >= 3 and told != "nothing" for told in words)


@each_figure
def test_a_mistake_is_one_edit_in_one_place(cell):
    for where, wrong in mistakes(cell):
        assert wrong.states == cell.states
        assert wrong.inputs == cell.inputs
        changed = [node for node in cell.nodes if node.name not in wrong or wrong[node.name] != node]
        left_out = [node for node in changed if node.name not in wrong]
        assert len(left_out) <= 1
        if not left_out:
            assert [node.name for node in changed] == [where]
        else:
            assert left_out[0].name == where
            assert {node.name for node in changed} == {where, *cell.readers[where]}


@each_cell
def test_mistakes_have_no_picture_since_they_are_drawn_otherwise(cell):
    assert {wrong.picture for _, wrong in mistakes(cell)} == {""}


@each_cell
def test_nothing_is_wrong_with_the_right_cell(cell):
    assert describe(cell, cell) == "nothing"


@pytest.mark.parametrize(
    ("cell", "name", "formula", "words"),
    [
        ("LSTM", "c_next", "mul(kept, written)", "$C_t$ with times instead of plus"),  # M2, M3
        (
            "LSTM",
            "kept",
            "mul(i, c)",
            r"the input gate taken where the forget gate belongs, in $f_t \odot C_{t-1}$",
        ),  # M4
        ("LSTM", "g", "sigmoid(linear_g)", "the candidate with sigmoid instead of tanh"),  # M5
        ("LSTM", "f", "tanh(linear_f)", "the forget gate with tanh instead of sigmoid"),  # M6
        ("LSTM", "shown", "left out", r"the tanh left out, in $\tanh(C_t)$"),  # M7
        ("LSTM", "shown", "tanh(c)", r"$C_{t-1}$ taken where $C_t$ belongs, in $\tanh(C_t)$"),  # M8
        ("LSTM", "linear_i", "linear(h)", "the input gate without $x_t$"),  # M11
        ("LSTM", "linear_o", "linear(x)", "the output gate without $h_{t-1}$"),  # M11
        ("GRU", "rest", "left out", "the one minus left out, in $1 - z_t$"),  # M19
        ("Elman", "h_next", "sigmoid(linear_h_next)", "$h_t$ with sigmoid instead of tanh"),  # M20
        ("Peephole LSTM", "peephole_f", "linear(x, h)", "the forget gate without $C_{t-1}$"),
        ("Peephole LSTM", "peephole_o", "linear(x, h)", "the output gate without $C_t$"),
        ("LSTM with readout", "y", "tanh(linear_y)", "$y_t$ with tanh instead of sigmoid"),
    ],
)
def test_the_classics_of_the_exam_are_among_them_and_told_like_this(cell, name, formula, words):
    assert describe(mistake(FIGURES[cell], name, formula), FIGURES[cell]) == words


# What the examiner says they lead to


def held(time, **values):
    return {name: np.full((time, 1), float(value)) for name, value in values.items()}


def memory(cell, time, start=0.0, **gates):
    steps = trace(cell, {}, np.zeros((time, 1)), {"h": np.zeros(1), "c": np.array([start])}, held=held(time, **gates))
    return [float(values["c_next"][0]) for values in steps], [float(values["h_next"][0]) for values in steps]


def test_m1_a_tanh_on_the_memory_line_lets_a_stored_one_fade_though_f_is_1():
    gates = {"f": 1, "i": 0, "g": 0, "o": 1}
    assert memory(LSTM, 3, 1.0, **gates)[0] == [1, 1, 1]
    assert [round(c, 2) for c in memory(squashed_memory(LSTM), 3, 1.0, **gates)[0]] == [0.76, 0.64, 0.57]


def test_m3_an_empty_memory_that_is_multiplied_stays_empty():
    wrong = mistake(LSTM, "c_next", "mul(kept, written)")
    assert memory(wrong, 3, 0.0, f=1, i=1, g=0.5, o=1)[0] == [0, 0, 0]


def test_m5_a_candidate_between_0_and_1_never_pushes_the_memory_down():
    wrong = mistake(LSTM, "g", "sigmoid(linear_g)")
    weights, _ = numbers(wrong, 1, 2)
    xs = np.random.default_rng(0).normal(scale=5, size=(50, 1))
    steps = trace(wrong, weights, xs, zero_state(wrong, 2), held={"f": np.ones((50, 2))})
    assert all(np.all(values["c_next"] >= values["c"]) for values in steps)


def test_m7_without_the_second_tanh_h_leaves_the_interval_from_minus_1_to_1():
    gates = {"f": 1, "i": 1, "g": 1, "o": 1}
    assert max(memory(LSTM, 5, **gates)[1]) < 1
    assert max(memory(mistake(LSTM, "shown", "left out"), 5, **gates)[1]) == 5


def test_m8_a_read_before_the_update_does_not_show_what_was_just_written():
    wrong = mistake(LSTM, "shown", "tanh(c)")
    gates = {"f": 1, "i": 1, "g": 0.5, "o": 1}
    assert memory(wrong, 1, **gates)[1] == [0]
    assert memory(LSTM, 1, **gates)[1] == [pytest.approx(np.tanh(0.5))]


def test_wrong_answers_of_the_worked_example_are_those_that_the_lecture_lists():
    """Drill N01: f = .8176, i = .5, candidate .9051, o = .7311, C = 2."""
    numbers = {"x": 1, "h": 0.5, "c": 2, "f": 0.8176, "i": 0.5, "g": 0.9051, "o": 0.7311}
    given = {name: np.array([value]) for name, value in numbers.items()}
    answer = lambda cell, name: float(step(cell, {}, given)[name][0])
    assert answer(LSTM, "c_next") == pytest.approx(2.0877, abs=1e-4)
    assert answer(mistake(LSTM, "shown", "left out"), "h_next") == pytest.approx(1.526, abs=1e-3)
    assert answer(squashed_memory(LSTM), "c_next") == pytest.approx(0.970, abs=1e-3)


# The squashed memory


@pytest.mark.parametrize("name", ["LSTM", "LSTM 1997", "Peephole LSTM", "Coupled LSTM", "GRU", "GRU (PyTorch)"])
def test_squashing_the_memory_puts_one_tanh_behind_its_sum(name):
    wrong = squashed_memory(CELLS[name])
    assert len(wrong.nodes) == len(CELLS[name].nodes) + 1
    assert wrong.states == CELLS[name].states
    state = "c" if "c" in wrong else "h"
    weights, given = numbers(wrong, 2, 3)
    before, after = step(CELLS[name], weights, given), step(wrong, weights, given)
    np.testing.assert_allclose(after[f"{state}_next"], np.tanh(before[f"{state}_next"]))


def test_a_cell_without_an_added_memory_cannot_be_squashed():
    with pytest.raises(ValueError, match="Elman has no memory that is added to"):
        squashed_memory(CELLS["Elman"])


@pytest.mark.parametrize("states", ["h c", "c h"])
def test_where_two_states_are_added_up_c_is_the_memory(states):
    page = "x " + states + " |u = tanh(linear(x, h))|h_next = h + u|c_next = c + u"
    cell = read_cell("t", page.replace(" ", "\n", 3).replace("|", "\n"))
    assert "c_sum" in squashed_memory(cell)


# In words


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("f", "the forget gate"),
        ("linear_f", "the sum inside the forget gate"),
        ("c", "$C_{t-1}$"),
        ("h_next", "$h_t$"),
        ("kept", r"$f_t \odot C_{t-1}$"),
    ],
)
def test_a_node_is_called_what_the_page_calls_it(name, words):
    assert say(LSTM, name) == words


def test_a_box_without_words_is_called_by_its_letter():
    cell = read_cell("t", "x\nh\nk = sigmoid(linear(x, h))\nh_next = k * h")
    assert say(cell, "k") == "$k_t$"
    assert describe(mistake(cell, "k", "tanh(linear_k)"), cell) == "$k_t$ with tanh instead of sigmoid"
