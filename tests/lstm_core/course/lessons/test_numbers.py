"""A number that stands in a lesson and can be computed is the number that comes out."""

import math
import re

import numpy as np
import pytest

from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons


def sigmoid(a):
    return 1 / (1 + math.exp(-a))


def unrolled():
    """The states of the worked example of lesson 3, and what each step contributes to the gradient of w."""
    states = [0.0]
    for x in (1, 0, 0):
        states.append(math.tanh(0.5 * states[-1] + x))
    delta, parts = states[3], []
    for k in (3, 2, 1):
        parts.insert(0, delta * (1 - states[k] ** 2) * states[k - 1])
        delta *= (1 - states[k] ** 2) * 0.5
    return states[1:], parts


def softened(temperature):
    powers = np.exp(np.array([2, 1, 0]) / temperature)
    return powers / powers.sum()


STATES, PARTS = unrolled()
NORMS = {k: np.linalg.norm(np.linalg.matrix_power([[0.5, 10], [0, 0.5]], k), 2) for k in (1, 2, 3, 5, 10, 20)}
COUNTS = {name: CELLS[name].parameters(10, 20) for name in ("Elman", "GRU", "LSTM")}
BOXES = {"Elman": 1, "GRU": 3, "LSTM": 4}
NUMBERS = [
    ("elman", "620", COUNTS["Elman"]),
    *[("bptt", f"{state:.4f}", state) for state in STATES],
    ("bptt", "0.05748", PARTS[1]),
    ("bptt", "0.06320", PARTS[2]),
    ("bptt", "0.12069", sum(PARTS)),
    ("bptt", "0.12068", 0.05748 + 0.06320),
    ("bptt", "25", 100 * sum(end - 15 >= 1 for end in range(1, 21)) / 20),
    ("vanishing", "0.122", 0.9**20),
    ("vanishing", "0.0052", 0.9**50),
    ("vanishing", "117", 1.1**50),
    ("vanishing", "0.73", sigmoid(1)),
    ("vanishing", "10.0", NORMS[1]),
    ("vanishing", "10.0", NORMS[2]),
    ("vanishing", "7.5", NORMS[3]),
    ("vanishing", "3.1", NORMS[5]),
    ("vanishing", "0.20", NORMS[10]),
    ("vanishing", "0.0004", NORMS[20]),
    ("lstm", "6.6", math.log(0.5) / math.log(0.9)),
    ("lstm", "0.73", sigmoid(1)),
    ("lstm", "0.95", sigmoid(3)),
    ("lstm", "69", math.log(0.5) / math.log(0.99)),
    ("gru", "1860", COUNTS["GRU"]),
    ("gru", "2480", COUNTS["LSTM"]),
    ("gru", "25", 100 * (1 - COUNTS["GRU"] / COUNTS["LSTM"])),
    *[("comparison", str(COUNTS[name]), COUNTS[name]) for name in COUNTS],
    *[("comparison", str(COUNTS[name] + 20 * BOXES[name]), COUNTS[name] + 20 * BOXES[name]) for name in COUNTS],
    ("training", "0.289", 1 / math.sqrt(12)),
    ("generation", "5.25", math.log2(38)),
    *[("generation", f"{share:.3f}", share) for at in (0.5, 1, 2) for share in softened(at)],
    ("generation", "0.20", 0.5 * 0.4),
    ("generation", "0.36", 0.4 * 0.9),
    ("computer", "20", CELLS["LSTM"].parameters(3, 1)),
    ("computer", "0.0066", 1 - math.tanh(math.tanh(0.1)) / 0.1),
]


def text_of(lesson):
    parts = [part for paragraph in lesson.paragraphs for part in paragraph.parts if isinstance(part, str)]
    return " ".join(
        [*parts, lesson.predict.ask, lesson.predict.because, *(card.wrong for card in lesson.misconceptions)]
    )


@pytest.mark.parametrize(("key", "written", "value"), NUMBERS)
def test_a_number_of_a_lesson_is_the_number_that_comes_out(key, written, value):
    assert re.search(rf"(?<![\d.]){re.escape(written)}(?!\d)", text_of(lessons()[key]))
    digits = len(written.partition(".")[2])
    assert abs(float(written) - value) <= 0.500001 * 10**-digits


def test_bounds_that_a_lesson_states_in_words_hold():
    assert 0.25**5 < 1 / 1000  # lesson 4: less than a thousandth is left after 5 steps through a sigmoid
    assert sigmoid(1) ** 15 < 1 / 100  # lesson 4: a forget bias of 1 leaves less than 1 % after 15 steps
    assert 0.5**10 < 1 / 1000 < 0.5**9  # bank, F06: after ten steps a thousandth is left
