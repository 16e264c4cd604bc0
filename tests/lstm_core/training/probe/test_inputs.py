"""Sequences for the probe board: made, checked, linked, and answered as an ideal net would."""

from contextlib import suppress

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.tasks import TASKS
from lstm_core.tasks.ideals import ideal_answer
from lstm_core.training.presets import PRESETS
from lstm_core.training.pretrained import SHIPPED
from lstm_core.training.probe.inputs import (
    LEAST_STEPS,
    MOST_STEPS,
    as_text,
    check_board,
    from_text,
    sequences,
    spans,
    stretched,
)

LINES = [(0.0, 1.0), (0.0, 1.0), (0.0, 1.0)]


@pytest.mark.parametrize("name", PRESETS)
def test_every_task_has_sequences_that_fit_its_lines(name):
    experiment = PRESETS[name]
    lines = spans(experiment)
    for placed in sequences(experiment).values():
        assert placed.words
        assert LEAST_STEPS <= len(placed.xs) <= MOST_STEPS
        board = {str(k): list(column) for k, column in enumerate(placed.array.T)}
        np.testing.assert_array_equal(check_board(board, len(placed.xs), lines), placed.array)
        np.testing.assert_array_equal(from_text(as_text(placed.array), lines), placed.array)


def test_a_recall_net_is_offered_the_probes_with_a_step_to_predict():
    found = sequences(SHIPPED["Recall, LSTM 8"])
    for name in ("longer delay", "ask twice", "store twice", "ask before store"):
        assert found[name].array[found[name].answer_step, 2] == 1
    assert len(found["longer delay"].xs) == 40
    assert "longer delay" not in sequences(SHIPPED["Countdown, LSTM 8"])


@pytest.mark.parametrize("name", ["recall", "recall twice", "recall with distractors", "countdown", "sequence recall"])
def test_the_ideal_answer_to_a_tasks_own_sequences_is_the_tasks(name):
    batch = TASKS[name].make(np.random.default_rng(5), 200)
    for which in range(200):
        found = ideal_answer(TASKS[name], batch.xs[:, which])
        assert found is not None
        np.testing.assert_array_equal(found.astype(np.float32), batch.ys[:, which])


def test_other_tasks_have_no_ideal_answer_to_painted_inputs():
    assert ideal_answer(TASKS["adding"], np.zeros((5, 2))) is None


@pytest.mark.parametrize(
    "raw",
    [None, 3, "x", [], {}, {"0": [1] * 5}, {"0": [1] * 5, "1": [1] * 5, "2": [1] * 4},
     {"0": [1] * 5, "1": [1] * 5, "2": "11111"}, {"0": [1] * 5, "1": [float("nan")] * 5, "2": [0] * 5},
     {"0": [True] * 5, "1": [0] * 5, "2": [0] * 5}, {"0": [10**400] * 5, "1": [0] * 5, "2": [0] * 5}],
)  # fmt: skip
def test_a_forged_board_is_refused_in_a_sentence(raw):
    with pytest.raises(ValueError, match=r"\w+ .*\."):
        check_board(raw, 5, LINES)


@given(st.text(max_size=80))
def test_any_link_is_a_sequence_or_a_sentence(text):
    with suppress(ValueError):
        assert from_text(text, LINES).shape[1] == 3


def test_stretching_adds_silence_and_stays_within_bounds():
    xs = np.ones((6, 3))
    assert stretched(xs, 9)[6:].sum() == 0
    assert len(stretched(xs, 1)) == LEAST_STEPS
    assert len(stretched(xs, 10**6)) == MOST_STEPS
