"""An answer is cut into words that keep their places, however it was typed or spoken."""

import sys
from concurrent.futures import ThreadPoolExecutor

import pytest
import snowballstemmer
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.hearing import words as module
from lstm_core.exam.hearing.words import LONGEST, language_of, words


def stems(answer, language="en"):
    return [word.stems for word in words(answer, language)]


@pytest.mark.parametrize("written", ["c_{t-1}", "C_{t-1}", "c t minus one", "$C_{t-1}$", "c t-1", "C_t - 1"])
def test_a_letter_with_its_time_is_read_alike_however_it_is_written(written):
    read = [word for word in stems(written) if word & {"c", "t", "-", "1"}]
    assert [word & {"c", "t", "-", "1"} for word in read] == [{"c"}, {"t"}, {"-"}, {"1"}]


def test_two_visitors_who_answer_at_once_do_not_spoil_each_others_words():
    spoken = [
        f"{root}{ending}" for root in ("vergess", "generation", "multipl", "gat") for ending in ("en", "ying", "s")
    ]
    english, german = (snowballstemmer.stemmer(language) for language in ("english", "german"))
    expected = [{word, english.stemWord(word), german.stemWord(word)} for word in spoken]
    usual = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            many = [pool.submit(lambda: [module.stems.__wrapped__(word, "de") for word in spoken]) for _ in range(200)]
        assert all(one.result() == expected for one in many)
    finally:
        sys.setswitchinterval(usual)


def test_the_letter_i_is_a_symbol_only_beside_a_sign():
    assert "i_" in stems("i*C")[0]
    assert "i_" in stems("i_t")[0]
    assert "i_" in stems("i times the candidate")[0]
    assert "i_" in stems("plus i times g")[1]
    assert "i_" in stems("$i$ near 0")[0]
    assert "i_" not in stems("i think")[0]
    assert "i_" not in stems("and i add it")[1]


@given(st.text(max_size=300), st.sampled_from(["en", "de"]))
def test_every_word_stands_where_it_says(answer, language):
    for word in words(answer, language):
        assert 0 <= word.start < word.end <= len(answer)
        assert word.stems


@pytest.mark.parametrize(
    ("written", "language", "number"),
    [
        ("0.76", "en", "0.76"),
        ("0,76", "de", "0.76"),
        ("$0{,}76$", "de", "0.76"),
        ("h = .76", "en", "0.76"),
        ("zero point seven six", "en", "0.76"),
        ("null Komma sieben sechs", "de", "0.76"),
        ("one point one to the fifty", "en", "1.1"),
    ],
)
def test_a_number_is_read_however_it_is_written_or_spoken(written, language, number):
    assert any(number in word for word in stems(written, language))


@pytest.mark.parametrize("written", ["1, 2, 3", "the end.5", "one two three", "at this point two"])
def test_what_is_no_decimal_number_is_not_made_one(written):
    assert not any("." in stem[1:] for word in stems(written) for stem in word)


def test_a_german_sentence_with_in_and_so_is_german():
    assert language_of("In jedem Schritt geht ein Zweig in W und in U", "de") == "de"


def test_inflections_share_a_stem_in_either_language():
    assert stems("multiplies")[0] & stems("multiplied")[0]
    assert stems("Gewichte", "de")[0] & stems("Gewichten", "de")[0]


@pytest.mark.parametrize(
    ("answer", "chosen", "is_in"),
    [
        ("The gate is open and the memory is kept.", "de", "en"),
        ("Das Gate ist offen und der Speicher wird behalten.", "en", "de"),
        ("forget gate, input gate", "de", "de"),
        ("遗忘门", "en", "zh"),
        ("", "en", "en"),
        ("🙂🙂", "de", "de"),
    ],
)
def test_an_answer_in_another_language_than_the_chosen_one_is_read_in_its_own(answer, chosen, is_in):
    assert language_of(answer, chosen) == is_in


def test_what_is_very_long_is_read_up_to_a_limit():
    assert len(words("gate " * 100_000)) <= LONGEST


@pytest.mark.parametrize("pause", ["...", "..", "…"])
def test_dots_are_a_pause_and_no_full_stop(pause):
    assert [word.ends for word in words(f"one{pause} two")] == ["", "clause", ""]
