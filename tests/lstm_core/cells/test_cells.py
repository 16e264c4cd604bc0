"""Every shipped cell computes the equations of its paper, written down here a second time by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.latex import named
from lstm_core.run import step, trace, zero_state
from tests.lstm_core.examples import each_cell, numbers


def sigma(a):
    return 1 / (1 + np.exp(-a))


def elman(x, h, W_h, U_h, b_h):
    return {"h_next": np.tanh(W_h @ x + U_h @ h + b_h)}


def lstm(x, h, c, W_f, U_f, b_f, W_i, U_i, b_i, W_g, U_g, b_g, W_o, U_o, b_o):
    new = sigma(W_f @ x + U_f @ h + b_f) * c + sigma(W_i @ x + U_i @ h + b_i) * np.tanh(W_g @ x + U_g @ h + b_g)
    return {"c_next": new, "h_next": sigma(W_o @ x + U_o @ h + b_o) * np.tanh(new)}


def lstm_1997(x, h, c, W_i, U_i, b_i, W_g, U_g, b_g, W_o, U_o, b_o):
    new = c + sigma(W_i @ x + U_i @ h + b_i) * np.tanh(W_g @ x + U_g @ h + b_g)
    return {"c_next": new, "h_next": sigma(W_o @ x + U_o @ h + b_o) * np.tanh(new)}


def peephole(x, h, c, W_f, U_f, p_f, b_f, W_i, U_i, p_i, b_i, W_g, U_g, b_g, W_o, U_o, p_o, b_o):
    f, i = sigma(W_f @ x + U_f @ h + p_f * c + b_f), sigma(W_i @ x + U_i @ h + p_i * c + b_i)
    new = f * c + i * np.tanh(W_g @ x + U_g @ h + b_g)
    return {"c_next": new, "h_next": sigma(W_o @ x + U_o @ h + p_o * new + b_o) * np.tanh(new)}


def coupled(x, h, c, W_f, U_f, b_f, W_g, U_g, b_g, W_o, U_o, b_o):
    f = sigma(W_f @ x + U_f @ h + b_f)
    new = f * c + (1 - f) * np.tanh(W_g @ x + U_g @ h + b_g)
    return {"c_next": new, "h_next": sigma(W_o @ x + U_o @ h + b_o) * np.tanh(new)}


def gru(x, h, W_r, U_r, b_r, W_z, U_z, b_z, W_n, U_n, b_n):
    r, z = sigma(W_r @ x + U_r @ h + b_r), sigma(W_z @ x + U_z @ h + b_z)
    return {"h_next": (1 - z) * h + z * np.tanh(W_n @ x + U_n @ (r * h) + b_n)}


def gru_pytorch(x, h, W_r, U_r, b_r, W_z, U_z, b_z, W_seen, b_seen, W_past, b_past):
    r, z = sigma(W_r @ x + U_r @ h + b_r), sigma(W_z @ x + U_z @ h + b_z)
    return {"h_next": (1 - z) * np.tanh(W_seen @ x + b_seen + r * (W_past @ h + b_past)) + z * h}


PAPERS = {
    "Elman": elman,
    "LSTM": lstm,
    "LSTM 1997": lstm_1997,
    "Peephole LSTM": peephole,
    "Coupled LSTM": coupled,
    "GRU": gru,
    "GRU (PyTorch)": gru_pytorch,
}


def test_every_shipped_cell_has_the_equations_of_its_paper_above():
    assert PAPERS.keys() == CELLS.keys()
    assert all(name == cell.name for name, cell in CELLS.items())


@each_cell
@given(inputs=st.integers(1, 5), hidden=st.integers(1, 6), seed=st.integers(0, 2**32))
def test_a_step_computes_the_equations_of_the_paper(cell, inputs, hidden, seed):
    weights, given_ = numbers(cell, inputs, hidden, seed)
    values = step(cell, weights, given_)
    for name, expected in PAPERS[cell.name](**given_, **weights).items():
        np.testing.assert_allclose(values[name], expected, rtol=1e-12, atol=1e-12)


@each_cell
def test_every_value_has_a_sentence_of_its_own_and_every_box_an_equation(cell):
    told = [node for node in cell.nodes if node in cell.drawn]
    sentences = [node.meaning for node in told]
    assert all(sentences)
    assert len(set(sentences)) == len(sentences)
    assert {node.name for node in told if cell.role(node.name) in ("gate", "candidate")} <= set(named(cell))


# What the lecture says about them


def test_gates_of_the_peephole_cell_see_the_old_memory_and_its_output_gate_the_new():
    """Differences between the sources, D13: only with peepholes is C an input of the gates."""
    sees = {name: {gate: "c" in CELLS[name].upstream(gate) for gate in "fio"} for name in ("LSTM", "Peephole LSTM")}
    assert sees["LSTM"] == {"f": False, "i": False, "o": False}
    assert sees["Peephole LSTM"] == {"f": True, "i": True, "o": True}
    peephole = CELLS["Peephole LSTM"]
    assert "c_next" in peephole.upstream("o")
    assert "c_next" not in peephole.upstream("f") | peephole.upstream("i")


@each_cell
@given(seed=st.integers(0, 999))
def test_the_memory_is_linear_in_the_old_one_while_the_gates_are_held(cell, seed):
    """D5: C_t is a straight line in C_{t-1} once the boxes are held; an Elman cell has no such line."""
    weights, given_ = numbers(cell, 2, 3, seed)
    state, new = ("c", "c_next") if "c" in cell else ("h", "h_next")
    boxes = {node.name for node in cell.nodes if cell.role(node.name) in ("gate", "candidate")}
    held = {name: value for name, value in step(cell, weights, given_).items() if name in boxes}
    at = [step(cell, weights, {**given_, **held, state: given_[state] + shift})[new] for shift in (0, 1, 2)]
    straight = np.allclose(at[2] - at[1], at[1] - at[0])
    assert straight == (cell.name != "Elman")


@pytest.mark.parametrize("name", ["LSTM", "LSTM 1997", "Peephole LSTM"])
@given(seed=st.integers(0, 999))
def test_memory_can_count_but_no_faster_than_one_per_step(name, seed):
    """|C_t| <= |C_0| + t: an unbounded sum, of which h still shows less than 1."""
    cell = CELLS[name]
    weights, start = numbers(cell, 2, 3, seed)
    steps = trace(cell, weights, np.random.default_rng(seed).normal(size=(12, 2)), {s: start[s] for s in cell.states})
    for t, values in enumerate(steps, 1):
        assert np.all(np.abs(values["c_next"]) <= np.abs(start["c"]) + t)
        assert np.all(np.abs(values["h_next"]) < 1)
    counting = {"i": np.ones((9, 3)), "g": np.ones((9, 3))} | ({"f": np.ones((9, 3))} if "f" in cell else {})
    counted = trace(cell, weights, np.zeros((9, 2)), zero_state(cell, 3), held=counting)
    np.testing.assert_allclose([values["c_next"][0] for values in counted], np.arange(1, 10))


@pytest.mark.parametrize("name", ["Elman", "GRU", "GRU (PyTorch)", "Coupled LSTM"])
@given(seed=st.integers(0, 999))
def test_memory_that_is_mixed_and_not_added_up_stays_between_minus_1_and_1(name, seed):
    cell = CELLS[name]
    state = "c" if "c" in cell else "h"
    weights, _ = numbers(cell, 2, 3, seed)
    steps = trace(cell, weights, 9 * np.random.default_rng(seed).normal(size=(12, 2)), zero_state(cell, 3))
    assert all(np.all(np.abs(values[f"{state}_next"]) <= 1) for values in steps)


@pytest.mark.parametrize(("name", "keep"), [("GRU", 0.0), ("GRU (PyTorch)", 1.0)])
def test_the_two_gru_conventions_keep_everything_at_opposite_ends_of_z(name, keep):
    weights, given_ = numbers(CELLS[name], 2, 3)
    kept = step(CELLS[name], weights, {**given_, "z": np.full(3, keep), "r": np.zeros(3)})
    np.testing.assert_array_equal(kept["h_next"], given_["h"])
    replaced = step(CELLS[name], weights, {**given_, "z": np.full(3, 1 - keep)})
    np.testing.assert_array_equal(replaced["h_next"], replaced["n"])


@pytest.mark.parametrize(
    ("operation", "f", "i", "o", "memory", "shown"),
    [
        ("keep silently", 1, 0, 0, 0.7, 0),
        ("keep and show", 1, 0, 1, 0.7, np.tanh(0.7)),
        ("reset", 0, 0, 1, 0, 0),
        ("replace", 0, 1, 1, -0.4, np.tanh(-0.4)),
        ("add", 1, 1, 0, 0.3, 0),
    ],
)
def test_the_lstm_is_a_small_computer_with_these_instructions(operation, f, i, o, memory, shown):
    gates = {name: np.array([float(v)]) for name, v in {"f": f, "i": i, "o": o, "g": -0.4}.items()}
    given_ = {"x": np.zeros(1), "h": np.zeros(1), "c": np.array([0.7])}
    values = step(CELLS["LSTM"], {}, {**given_, **gates})
    assert values["c_next"] == pytest.approx(memory)
    assert values["h_next"] == pytest.approx(shown)
