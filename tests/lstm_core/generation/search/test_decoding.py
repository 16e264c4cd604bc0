"""Greedy, temperature and top-k do what the formula says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.generation.search.decoding import by_chance, greedy, sample, softmax, steps
from lstm_core.generation.search.toy_table import WORKED, ProbabilityTable, random_table

logits = st.lists(st.floats(-20, 20), min_size=2, max_size=8).map(np.array)


@given(logits, st.floats(1e-3, 50))
def test_probabilities_sum_to_one_and_keep_their_order(z, temperature):
    p = softmax(z, temperature)
    assert p.sum() == pytest.approx(1)
    assert (np.diff(p[np.argsort(z)]) >= -1e-12).all()


@given(logits, st.floats(0.1, 10))
def test_the_ratio_of_two_probabilities_is_that_of_the_formula(z, temperature):
    p = softmax(z, temperature)
    assert np.log(p[0]) - np.log(p[1]) == pytest.approx((z[0] - z[1]) / temperature, abs=1e-6)


@pytest.mark.parametrize(
    ("temperature", "meant"),
    [(0.5, (0.867, 0.117, 0.016)), (1, (0.665, 0.245, 0.090)), (2, (0.506, 0.307, 0.186))],
)
def test_the_worked_example_of_the_lesson(temperature, meant):
    np.testing.assert_allclose(softmax(np.array([2.0, 1, 0]), temperature), meant, atol=6e-4)


def test_close_to_zero_the_largest_wins_and_far_above_all_are_alike():
    z = np.array([1.0, 3.0, 2.9])
    np.testing.assert_allclose(softmax(z, 1e-300), [0, 1, 0])
    np.testing.assert_allclose(softmax(z, 100.0), [1 / 3] * 3, atol=0.01)


@pytest.mark.parametrize("seed", range(5))
def test_a_tiny_temperature_and_top_one_are_greedy(seed):
    table = random_table(seed, length=4)
    assert sample(table, 4, seed, temperature=1e-6) == greedy(table, 4) == sample(table, 4, seed, top_k=1)


def test_top_k_leaves_k_symbols():
    p = softmax(np.array([0.0, 2.0, 1.0, -1.0]), top_k=2)
    assert np.flatnonzero(p).tolist() == [1, 2]
    assert p[1] / p[2] == pytest.approx(np.e)


def test_samples_come_as_often_as_they_are_likely_and_a_seed_repeats_them():
    drawn = [sample(WORKED, 1, seed) for seed in range(2000)]
    np.testing.assert_allclose([drawn.count(letter) / 2000 for letter in "ABC"], (0.5, 0.4, 0.1), atol=0.04)
    assert sample(WORKED, 2, 5) == sample(WORKED, 2, 5)


def test_a_step_tells_the_probability_of_what_was_said():
    found = list(steps(WORKED, 2, lambda p: 1))
    assert [step.symbol for step in found] == ["B", "B"]
    assert [step.probability for step in found] == pytest.approx([0.4, 0.05])


def test_a_symbol_without_probability_is_never_drawn():
    assert {by_chance(seed)(np.array([0.0, 1.0, 0.0])) for seed in range(50)} == {1}


def test_a_speaker_that_ends_is_not_asked_again():
    table = ProbabilityTable("∎A", {"": (0.1, 0.9), "A": (0.9, 0.1)})
    assert greedy(table, 10) == "A"


def test_a_prompt_is_heard_first():
    assert greedy(WORKED, 1, prompt="B") == "A"
    assert next(steps(WORKED, 1, lambda p: 0, prompt="B")).probability == pytest.approx(0.9)


@pytest.mark.parametrize("temperature", [0, -1, 1000, float("nan"), float("inf")])
def test_a_temperature_out_of_bounds_is_refused_in_a_sentence(temperature):
    with pytest.raises(ValueError, match="above 0"):
        sample(WORKED, 2, 0, temperature)


@pytest.mark.parametrize("top_k", [0, -1, 4])
def test_a_k_out_of_bounds_is_refused_in_a_sentence(top_k):
    with pytest.raises(ValueError, match="from 1 to 3"):
        sample(WORKED, 2, 0, top_k=top_k)


@pytest.mark.parametrize("length", [0, 20_001])
def test_a_length_out_of_bounds_is_refused_in_a_sentence(length):
    with pytest.raises(ValueError, match="choose from 1"):
        greedy(WORKED, length)


def test_a_table_whose_rows_are_no_probabilities_is_refused():
    with pytest.raises(ValueError, match="together 1"):
        ProbabilityTable("AB", {"": (0.5, 0.6)})
