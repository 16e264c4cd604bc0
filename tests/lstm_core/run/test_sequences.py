"""Input sequences: what is typed is read as meant, and what cannot be read is refused with a sentence."""

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.cells import CELLS
from lstm_core.notation import read_cell
from lstm_core.run import random_weights, zero_state
from lstm_core.run.sequences import (
    LONGEST,
    MOST_STEPS,
    OWN,
    SEQUENCES,
    TOO_LARGE,
    as_typed,
    read_sequence,
    run_sequence,
)

NUMBERS = st.lists(st.integers(-1000, 1000).map(lambda n: n / 100), min_size=1, max_size=MOST_STEPS)
ALWAYS = ["; ", ";", " ", "\n", ", ", "\t", " ; ", "\r\n"]  # separate whatever the numbers look like


@given(NUMBERS, st.sampled_from([*ALWAYS, ","]))
def test_a_sequence_typed_with_decimal_points_is_read_back(values, between):
    text = between.join(f"{value:.2f}" for value in values)
    assert read_sequence(text) == pytest.approx(values)


@given(NUMBERS, st.sampled_from(ALWAYS))
def test_a_sequence_typed_with_decimal_commas_is_read_back(values, between):
    text = between.join(f"{value:.2f}".replace(".", ",") for value in values)
    assert read_sequence(text) == pytest.approx(values)


@given(NUMBERS, st.sampled_from(["; ", ";", "\n"]), st.data())
def test_points_and_commas_may_mix_where_semicolons_or_new_lines_separate(values, between, data):
    words = [f"{value:.2f}".replace(".", data.draw(st.sampled_from(".,"))) for value in values]
    assert read_sequence(between.join(words)) == pytest.approx(values)


@given(NUMBERS)
def test_what_is_written_can_be_read(values):
    assert read_sequence(as_typed(values)) == pytest.approx(values)


@given(st.text(alphabet="0123456789.,;+-−eE \n\tinfaN", max_size=60) | st.text(max_size=60))
def test_anything_else_is_a_sentence_and_never_another_error(text):
    said, values = "", []
    try:
        values = read_sequence(text)
    except ValueError as error:
        said = str(error)
    assert bool(said) != bool(values)
    assert not said or (said[0].isupper() and said.endswith("."))
    assert len(values) <= MOST_STEPS
    assert all(math.isfinite(value) and abs(value) <= 10 for value in values)


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("0,5; 1; -0.2", [0.5, 1, -0.2]),
        ("0,5, 1, 0,25", [0.5, 1, 0.25]),  # a comma before a space separates
        ("0.5,1,-0.2", [0.5, 1, -0.2]),  # points are used, so commas separate
        ("0.5 1,2", [0.5, 1, 2]),
        ("1\n0,5\n0.5\n", [1, 0.5, 0.5]),
        ("1,5", [1.5]),
        ("1; 2;", [1, 2]),  # a last separator is forgiven
        ("−1; +1", [-1, 1]),
        ("-0", [0]),
    ],
)
def test_examples(text, values):
    assert read_sequence(text) == values


@pytest.mark.parametrize(
    ("text", "advice"),
    [
        ("", "one number per step"),
        (" \n; ,", "one number per step"),
        ("1;;2", "Step 2 is empty"),
        ("1; abc", "Step 2: “abc” is not a number"),
        ("nan", "is not a number"),
        ("1 inf", "is not a number"),
        ("1e3", "is not a number"),
        ("1,0,0", "two ways"),
        ("1 ,5", "two ways"),
        ("0.5,1;2", "two ways"),
        ("0; 10,1", "between −10 and 10"),
        ("9" * 400, "between −10 and 10"),
        ("1 " * 101, "101 steps"),
        ("1" * (LONGEST + 1), "2001 characters"),
    ],
)
def test_what_cannot_be_read_is_refused_with_advice(text, advice):
    with pytest.raises(ValueError, match=advice):
        read_sequence(text)


@pytest.mark.parametrize("sequence", [*SEQUENCES.values(), OWN], ids=lambda sequence: sequence.name)
def test_every_sequence_to_choose_could_also_be_typed(sequence):
    assert read_sequence(as_typed(sequence.values)) == list(sequence.values)
    assert sequence.watch
    assert "\n" not in sequence.watch.strip()


def test_there_is_a_sequence_for_every_question():
    values = {name: np.array(sequence.values) for name, sequence in SEQUENCES.items()}
    assert np.count_nonzero(values["One pulse"]) == 1
    assert sorted(values["Two opposite pulses"][values["Two opposite pulses"] != 0]) == [-1, 1]
    assert len(set(values["Constant input"])) == 1
    assert np.array_equal(values["Alternating"][1:], -values["Alternating"][:-1])
    assert np.allclose(np.diff(values["Ramp"]), 0.1)
    assert len(set(values["Noise"])) > 30
    assert np.abs(values["Noise"]).max() <= 1
    signal, question = np.flatnonzero(values["Signal and question"])
    assert question - signal > 20


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS.keys())
def test_the_sequence_feeds_the_first_input_and_the_others_stay_silent(cell):
    weights = random_weights(cell, 3, 2, 1)
    steps = run_sequence(cell, weights, [1.0, -0.5], zero_state(cell, 2), 3)
    assert [list(values["x"]) for values in steps] == [[1, 0, 0], [-0.5, 0, 0]]


def test_a_trace_ends_before_its_numbers_become_too_large_to_show():
    cell = read_cell("square", "x\nh\nz = linear(x, h)\nh_next = z * z")
    weights = {name: np.ones(shape) for name, shape in cell.shapes(1, 1).items()}
    steps = run_sequence(cell, weights, [1.0] * 100, zero_state(cell, 1), 1)
    assert 2 <= len(steps) < 100
    assert all(np.abs(values["h_next"]).max() < TOO_LARGE for values in steps)


@pytest.mark.parametrize("cell", CELLS.values(), ids=CELLS.keys())
def test_no_shipped_cell_becomes_too_large(cell):
    """The largest numbers that sliders and links allow, over the longest sequence."""
    weights = {name: np.full(shape, 10.0) for name, shape in cell.shapes(3, 4).items()}
    assert len(run_sequence(cell, weights, [10.0] * MOST_STEPS, zero_state(cell, 4), 3)) == MOST_STEPS
