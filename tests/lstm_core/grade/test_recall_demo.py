"""With gates set by hand, right cells recall and wrong ones show what is wrong with them."""

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.grade.recall_demo import (
    RECALL_AT,
    STEPS,
    STORE_AT,
    hand_set_weights,
    sequence,
    state_series,
    transfer_weights,
)
from lstm_core.mistakes import mistakes, squashed_memory

GATED = [name for name in CELLS if name != "Elman"]
(FIRST, _), (SECOND, _) = STORE_AT.items()


def same(cell):
    return {node.name: node.name for node in cell.nodes}


@pytest.mark.parametrize("name", GATED)
def test_a_cell_with_gates_holds_what_it_was_told_until_it_is_told_something_else(name):
    cell = CELLS[name]
    states = state_series(cell, hand_set_weights(cell))
    memory = states.get("c", states["h"])
    told_again = 0.0 if "f" not in cell and "z" not in cell else -1.0  # without a gate that deletes, -1 is added to 1
    assert np.allclose(memory[FIRST:SECOND], 1.0, atol=1e-3)
    assert np.allclose(memory[SECOND:], told_again, atol=1e-3)
    assert np.allclose(memory[:FIRST], 0.0, atol=1e-3)


@pytest.mark.parametrize("name", [name for name in GATED if "o" in CELLS[name]])
def test_a_cell_with_an_output_gate_is_silent_until_it_is_asked(name):
    cell = CELLS[name]
    said = state_series(cell, hand_set_weights(cell))["h"]
    assert said[RECALL_AT[0]] == pytest.approx(np.tanh(1.0), abs=1e-3)
    assert np.allclose(np.delete(said, RECALL_AT), 0.0, atol=1e-3)


def test_elman_says_it_all_the_time_and_forgets():
    said = state_series(CELLS["Elman"], hand_set_weights(CELLS["Elman"]))["h"]
    assert 1 > said[FIRST] > said[FIRST + 1] > said[FIRST + 4] > 0


def test_a_tanh_on_the_memory_line_lets_it_fade_as_the_formula_says():
    """tanh of tanh of 1: 0.76, 0.64, 0.57."""
    lstm, wrong = CELLS["LSTM"], squashed_memory(CELLS["LSTM"])
    memory = state_series(wrong, transfer_weights(wrong, lstm, same(lstm)))["c"]
    assert memory[FIRST : FIRST + 3] == pytest.approx([0.7616, 0.6420, 0.5661], abs=1e-3)


@pytest.mark.parametrize("name", CELLS)
def test_every_cell_with_a_mistake_can_be_run(name):
    for _, wrong in mistakes(CELLS[name]):
        states = state_series(wrong, transfer_weights(wrong, CELLS[name], same(wrong)))
        assert all(len(values) == STEPS and np.all(np.isfinite(values)) for values in states.values())


@pytest.mark.parametrize("name", CELLS)
def test_a_right_drawing_gets_the_very_weights(name):
    cell = CELLS[name]
    weights = hand_set_weights(cell)
    for weight, value in transfer_weights(cell, cell, same(cell)).items():
        assert np.array_equal(value, weights[weight])


def test_the_sequence_tells_and_asks_as_it_says():
    xs = sequence()
    assert xs.shape == (STEPS, 3)
    assert {int(t): xs[t, 1] for t in np.flatnonzero(xs[:, 0])} == STORE_AT
    assert tuple(np.flatnonzero(xs[:, 2])) == RECALL_AT
