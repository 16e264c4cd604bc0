"""Strips: which values are shown over time follows from the cell, and every value lies in its strip."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.latex import FAU, PYTORCH
from lstm_core.run import random_weights, trace, zero_state
from lstm_core.run.strips import strips

LETTERS = {
    "Elman": "x h",
    "LSTM": "x f i o C̃ C h",
    "LSTM 1997": "x i o C̃ C h",
    "Peephole LSTM": "x f i o C̃ C h",
    "Coupled LSTM": "x f o C̃ C h",
    "GRU": "x r z h̃ h",
    "GRU (PyTorch)": "x r z n h",
}


def run(cell, units=1, seed=0, steps=8):
    xs = list(np.random.default_rng(seed).normal(size=(steps, 1)))
    return trace(cell, random_weights(cell, 1, units, seed, 2.0), xs, zero_state(cell, units))


@pytest.mark.parametrize("name", CELLS)
def test_every_named_value_has_a_strip_from_input_to_output(name):
    cell = CELLS[name]
    assert " ".join(strip.letter for strip in strips(cell, run(cell))) == LETTERS[name]
    answered = with_readout(cell)
    assert " ".join(strip.letter for strip in strips(answered, run(answered))) == LETTERS[name] + " y"


def test_the_letters_are_those_of_the_book_at_hand():
    cell = CELLS["LSTM"]
    assert [strip.letter for strip in strips(cell, run(cell), convention=PYTORCH)] == ["x", *"fiogch"]
    assert {strip.index for strip in strips(cell, run(cell), convention=FAU)} == {"t"}


def test_the_words_are_short():
    cell = CELLS["Peephole LSTM"]
    words = [strip.words for strip in strips(cell, run(cell))]
    assert words == ["input", "forget gate", "input gate", "output gate", "candidate", "memory", "hidden state"]


@given(st.sampled_from(list(CELLS.values())), st.integers(1, 4), st.integers(0, 200))
def test_every_value_lies_within_its_strip_and_is_that_of_the_trace(cell, units, seed):
    steps = run(cell, units, seed)
    for strip in strips(cell, steps, unit=units - 1, silent=run(cell, units, seed + 1)):
        k = 0 if strip.node == "x" else units - 1
        assert strip.values == pytest.approx([values[strip.node][k] for values in steps], abs=1e-4)
        assert strip.low <= min(*strip.values, *strip.silent, 0)
        assert strip.high >= max(*strip.values, *strip.silent, 0)


def test_only_states_are_compared_with_silence():
    cell = CELLS["LSTM"]
    compared = {strip.node for strip in strips(cell, run(cell), silent=run(cell)) if strip.silent}
    assert compared == {"c_next", "h_next"}


def test_kinds_follow_from_roles():
    cell = CELLS["GRU"]
    kinds = {strip.node: strip.kind for strip in strips(cell, run(cell))}
    assert kinds == {"x": "stems", "r": "area", "z": "area", "n": "line", "h_next": "line"}


@pytest.mark.parametrize(
    ("value", "bounds"), [(0.2, (-1, 1)), (-5.9, (-6, 1)), (-20.2, (-25, 5)), (12.0, (-2, 12)), (4e5, (-5e4, 4e5))]
)
def test_a_memory_has_bounds_in_round_numbers(value, bounds):
    steps = [{**values, "c_next": np.array([value])} for values in run(CELLS["LSTM 1997"])]
    memory = next(strip for strip in strips(CELLS["LSTM 1997"], steps) if strip.node == "c_next")
    assert (memory.low, memory.high) == bounds
