"""The beam against trying everything, its tree, and its picture."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.generation.search.beam import beam
from lstm_core.generation.search.decoding import greedy
from lstm_core.generation.search.exhaustive import exhaustive
from lstm_core.generation.search.toy_table import WORKED, ProbabilityTable, random_table
from lstm_core.generation.search.tree import to_dot

seeds, lengths = st.integers(0, 10**6), st.integers(1, 4)
alphabets = st.sampled_from(["AB", "ABC", "∎AB", "∎ABC"])


@given(seeds, alphabets, lengths)
def test_a_beam_as_wide_as_everything_finds_what_exhaustive_search_finds(seed, symbols, length):
    table = random_table(seed, symbols, length)
    width = min(len(symbols) ** (length - 1), 50)
    if len(symbols) ** (length - 1) <= 50:
        found, best = beam(table, width, length).best, exhaustive(table, length)[0]
        assert found.log_p == pytest.approx(best.log_p)
        assert found.text == best.text


@given(seeds, alphabets, lengths, st.integers(1, 5))
def test_no_beam_finds_more_than_there_is(seed, symbols, length, width):
    table = random_table(seed, symbols, length)
    everything = {(found.text, found.ended): found.log_p for found in exhaustive(table, length)}
    for found in beam(table, width, length).hypotheses:
        assert found.log_p == pytest.approx(everything[found.text, found.ended])


@given(seeds, alphabets, lengths)
def test_greedy_search_is_a_beam_of_one(seed, symbols, length):
    table = random_table(seed, symbols, length)
    assert beam(table, 1, length).best.text == greedy(table, length)


@given(seeds, alphabets, lengths)
def test_exhaustive_search_shares_out_all_the_probability(seed, symbols, length):
    found = exhaustive(random_table(seed, symbols, length), length)
    assert sum(hypothesis.probability for hypothesis in found) == pytest.approx(1)
    assert found == sorted(found, key=lambda hypothesis: -hypothesis.log_p)


def test_the_worked_example_of_the_lesson():
    assert greedy(WORKED, 2) == "AA"
    assert beam(WORKED, 1, 2).best.probability == pytest.approx(0.20)
    assert beam(WORKED, 2, 2).best.text == "BA"
    assert beam(WORKED, 2, 2).best.probability == pytest.approx(0.36)


@given(seeds, alphabets, lengths, st.integers(1, 5))
def test_every_level_of_the_tree_holds_every_probability(seed, symbols, length, width):
    search = beam(random_table(seed, symbols, length), width, length)
    before = np.zeros(1)
    for level in search.levels:
        np.testing.assert_allclose(np.exp(level.offered).sum(axis=1), 1)
        np.testing.assert_allclose(level.totals, before[level.parents] + level.offered[level.parents, level.symbols])
        assert (np.diff(level.totals) <= 0).all()
        before = level.totals


def test_normalising_by_length_takes_away_the_liking_for_short_sequences():
    table = ProbabilityTable("∎A", {"": (0.4, 0.6), "A": (0.4, 0.6), "AA": (0.4, 0.6)})
    assert beam(table, 3, 3).best.text == ""
    assert beam(table, 3, 3, normalise=1.0).best.text == "AAA"


def test_a_hypothesis_that_has_ended_keeps_its_place():
    table = ProbabilityTable("∎A", {"": (0.9, 0.1), "A": (0.5, 0.5)})
    first = beam(table, 2, 2).hypotheses[0]
    assert (first.text, first.ended, first.probability) == ("", True, pytest.approx(0.9))


@pytest.mark.parametrize("width", [0, -3, 51])
def test_a_width_out_of_bounds_is_refused_in_a_sentence(width):
    with pytest.raises(ValueError, match="from 1 to 50"):
        beam(WORKED, width, 2)


@pytest.mark.parametrize("length", [0, 501])
def test_a_length_out_of_bounds_is_refused_in_a_sentence(length):
    with pytest.raises(ValueError, match="1 to 500"):
        beam(WORKED, 2, length)


def test_too_much_to_try_is_refused_in_a_sentence():
    with pytest.raises(ValueError, match="Choose fewer steps"):
        exhaustive(WORKED, 30)


def test_the_picture_shows_the_way_to_the_winner_and_what_was_dropped(dot):
    source = to_dot(beam(WORKED, 2, 2))
    assert source.count('class="best"') == 1 + 2 * 2  # the start, and a box and an arrow for B and A
    assert 'label="A  0.36" class="best"' in source
    assert 'class="dropped"' in source
    drawn, complaint = dot(source)
    assert "<svg" in drawn
    assert not complaint


def test_symbols_that_mean_something_to_graphviz_are_drawn_as_they_are(dot):
    table = ProbabilityTable('"\\ \n', {"": (0.4, 0.3, 0.2, 0.1)})
    drawn, complaint = dot(to_dot(beam(table, 4, 2)))
    assert "␣" in drawn
    assert "↵" in drawn
    assert not complaint
