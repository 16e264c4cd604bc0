"""N-grams, counted by hand."""

import numpy as np
import pytest

from lstm_core.generation.corpus import Corpus, folk_tunes
from lstm_core.generation.ngrams import baselines, ngrams
from lstm_core.generation.predictor import bits
from lstm_core.generation.search.beam import beam
from lstm_core.generation.search.decoding import greedy


def test_the_counts_are_those_of_a_pencil():
    counts = ngrams("ab", "aabab", 3).counts
    assert counts[()].tolist() == [3, 2]
    assert counts[(0,)].tolist() == [1, 2]
    assert counts[(1,)].tolist() == [1, 0]
    assert counts[(0, 1)].tolist() == [1, 0]
    assert counts[(0, 0)].tolist() == [0, 1]


def test_interpolation_is_that_of_witten_and_bell_by_hand():
    model = ngrams("ab", "aabab", 2)
    alone = (3 + 2 * 0.5) / (5 + 2)  # a: 3 of 5 sightings, 2 kinds, one half from the equal shares
    assert model.probabilities(())[0] == pytest.approx(alone)
    assert model.probabilities((1,))[0] == pytest.approx((1 + 1 * alone) / (1 + 1))


@pytest.mark.parametrize("order", [1, 2, 3, 6])
def test_probabilities_sum_to_one_even_after_what_was_never_seen(order):
    model = ngrams("abc", "aabab", order)
    for context in ((), (0,), (2,), (2, 2, 2), (0, 1, 0, 1)):
        p = model.probabilities(context)
        assert p.sum() == pytest.approx(1)
        assert (p > 0).all()


def test_bits_are_the_mean_of_minus_log2_p():
    model = ngrams("ab", "aabab", 1)
    p = model.probabilities(())
    assert bits(model, "ab") == pytest.approx(-(np.log2(p[0]) + np.log2(p[1])) / 2)


def test_longer_contexts_help_up_to_a_point_on_the_tunes():
    found = baselines(folk_tunes())
    assert found[1] > found[2] > found[3]
    assert found[3] < found[5]


def test_an_ngram_can_speak_and_be_searched():
    corpus = Corpus("toy", ("abc",) * 9)
    model = ngrams(corpus.symbols, "∎" + "abc∎" * 9, 3)
    assert greedy(model, 10) == "abc"
    assert beam(model, 3, 10).best.text == "abc"


@pytest.mark.parametrize("order", [0, 11])
def test_an_order_out_of_bounds_is_refused_in_a_sentence(order):
    with pytest.raises(ValueError, match="from 1"):
        ngrams("ab", "ab", order)
