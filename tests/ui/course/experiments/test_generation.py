"""Lesson 11 without a browser: every tab with good and with bad input, and a training that is used afterwards."""

import numpy as np
import pytest

from lstm_core.generation.model import shipped_net
from lstm_core.generation.music.abc import WRITTEN_BY_NETS, read_tune
from lstm_core.generation.music.bar_check import share_of_full_bars
from lstm_core.generation.search.decoding import greedy, sample
from tests.apps import in_words, press, turn
from tools.apptest import run_script
from ui.course.experiments.generation import exposure_bias, live
from ui.course.experiments.generation.curves import distinct_levels

TEXT = ("\n\n".join(f"The cat number {k} sat on the mat and looked at the rat." for k in range(40))).encode()


def experiment():
    from ui.course.experiments import generation

    generation.show()


def opened(tab="It writes", **state):
    return run_script(experiment, state={"generation_part": tab, **state})


def said(at):
    return " ".join(element.value for element in [*at.markdown, *at.caption])


def problems(at):
    return [caption.value for caption in at.caption if ":red[" in caption.value]


def page(at):
    return " ".join(element.proto.body for element in at.get("html"))


def figures(at):
    charts = [*at.get("vega_lite_chart"), *at.get("graphviz_chart")]
    return [*(element.proto.alt for element in charts), *in_words(at)]


# It writes


def test_a_tune_is_written_played_and_judged_at_once():
    at = opened()
    assert "17 of 19 bars add up" in said(at)
    assert "2.31 bits per character" in said(at)
    assert "7,130 characters" in said(at)
    assert "K:C" in page(at)
    assert any(">2 0.67, " in words for words in figures(at))


def test_greedy_search_falls_into_a_loop_as_the_lesson_says():
    at = opened(write_how="Greedy")
    assert "GGG GGG|" * 3 in page(at)
    assert "Cut after 240 symbols" in said(at)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        ({"write_temperature": 0.0}, "The temperature is 0; choose one above 0"),
        ({"write_how": "Top-k", "write_k": 0}, "Top-k is 0; choose from 1 to 38"),
        ({"write_how": "Top-k", "write_k": 1000}, "Top-k is 1000"),
        ({"write_given": "Hällo"}, "has never seen the character “H”"),
    ],
)
def test_what_cannot_be_is_a_sentence(state, words):
    at = opened(**state)
    assert any(words in sentence for sentence in problems(at))
    assert "write_hear" not in [button.key for button in at.button]


def test_what_is_no_tune_is_not_played():
    at = opened(write_temperature=100.0)
    assert "This cannot be played" in said(at) or "bars add up" in said(at)
    at.text_area(key="write_given").set_value("M:x/4\nK:C\nC").run()
    assert "is not a meter" in said(at) or problems(at)


def test_ones_own_beginning_is_gone_on_from():
    at = opened(write_given="M:6/8\nK:C\nCEG")
    assert 'class="given">M:6/8' in page(at)


def test_looking_into_another_place_changes_the_bars():
    at = opened()
    before = figures(at)
    at.slider(key="write_place").set_value(60).run()
    assert figures(at) != before


def test_beyond_the_end_the_last_symbol_is_looked_into():
    at = opened()
    at.slider(key="write_place").set_value(240).run()
    assert "There are only 180. At the last one" in said(at)


def test_a_tune_is_heard_when_asked_for_and_another_one_is_not():
    at = opened()
    assert not at.get("audio")
    press(at, "write_hear")
    assert at.get("audio")
    at.number_input(key="write_seed").set_value(4).run()
    assert not at.get("audio")


# By hand


def play(at, first, second, kept, best, p=""):
    at.segmented_control(key="hand_first_0").set_value(first).run()
    at.segmented_control(key="hand_second_0").set_value(second).run()
    if kept:
        at.pills(key="hand_kept_0").set_value(kept).run()
    if best:
        at.pills(key="hand_best_0").set_value(best).run()
    if p:
        at.text_input(key="hand_p_0").set_value(p).run()
    assert not at.exception
    return at


def test_the_tree_comes_after_the_worked_example_was_played():
    at = opened("By hand")
    assert not at.get("graphviz_chart")
    play(at, "A", "A", ["A", "B"], ["AA", "BA"], "0,36")
    assert "It says BA" in said(at)
    assert at.get("graphviz_chart")
    assert "not a promise" in said(at)


@pytest.mark.parametrize(
    ("answers", "words"),
    [
        (("B", "A", [], []), "Looking ahead"),
        (("A", "A", ["A", "C"], []), "the two most likely symbols stay"),
        (("A", "A", ["A", "B"], ["BA", "AB"]), "Multiply"),
        (("A", "A", ["A", "B"], ["AA", "BA"], "0.9"), "the last factor alone"),
        (("A", "A", ["A", "B"], ["AA", "BA"], "many"), "not a number"),
    ],
)
def test_a_typical_mistake_gets_its_sentence_and_no_tree(answers, words):
    at = opened("By hand")
    play(at, *answers)
    assert words in said(at)
    assert not at.get("graphviz_chart")


def test_the_third_table_is_one_where_a_beam_misses_the_best():
    at = opened("By hand")
    press(press(at, "hand_other"), "hand_other")
    press(at, "hand_reveal")
    assert "The best of all nine is **CA**" in said(at)


# Beam search


def test_the_tree_grows_step_by_step():
    at = opened("Beam search")
    before = at.get("graphviz_chart")[0].proto.spec
    press(at, "beam_more")
    assert at.get("graphviz_chart")[0].proto.spec.count("->") > before.count("->")
    assert "| greedy |" in said(at)


@pytest.mark.parametrize(("width", "fine"), [(1, True), (50, True), (1000, False), (0, False)])
def test_the_width_has_its_bounds(width, fine):
    at = opened("Beam search", beam_width=width)
    assert bool(at.get("graphviz_chart")) == fine
    assert fine or f"The beam is {width} wide" in problems(at)[0]


def test_the_worked_example_is_searched_too():
    at = opened("Beam search", beam_who="The worked example")
    assert "| 1 | `BA` | 0.36 | −1.02 |" in said(at)
    assert "| greedy | `AA` | 0.2 | −1.61 |" in said(at)
    assert "**1.8 times** as likely" in said(at)


# Its own words


def test_the_truth_and_its_own_words_stand_beside_each_other():
    at = opened("Its own words")
    assert "Told the truth, it needs **1.9" in said(at)
    assert not any("Share of full bars" in words for words in figures(at))
    press(at, "fed_count")
    assert any("Share of full bars" in words for words in figures(at))
    at.number_input(key="fed_given").set_value(5_000).run()
    assert "Give fewer" in problems(at)[0]


@pytest.mark.parametrize(
    ("true", "own", "words"),
    [(0.34, 0.26, "a little worse"), (0.9, 0.5, "clearly worse"), (0.3, 0.31, "no worse"), (0.3, 0.3, "either way")],
)
def test_no_more_is_said_of_bars_than_the_numbers_bear(true, own, words):
    assert words in exposure_bias.verdict(true, own)
    assert ("either way" in exposure_bias.verdict(true, own)) == (true < 0.6)


# Units


def test_a_unit_is_shown_along_a_tune_with_its_correlation():
    at = opened("Units")
    assert "on all held-out pieces **−0.67**" in said(at)
    before = page(at)
    at.number_input(key="unit_piece_The net of this app").set_value(3).run()
    assert page(at) != before
    at.selectbox(key="unit_fact_The net of this app").set_value("a bar line").run()
    assert not at.exception


# Teach your own


def test_a_net_of_ones_own_is_taught_kept_and_speaks(submitted):
    at = opened("Teach your own", own_steps=60, own_hidden=16)
    press(at, "own_start")
    assert submitted[0].done.wait(60)
    at.run()
    assert not at.exception
    assert at.selectbox(key="speaker").value.startswith("Your net")
    assert "An LSTM with 16 units" in said(at)
    assert "| 50 |" in said(at)
    for tab in ("It writes", "Beam search", "Its own words", "Units"):
        turn(at, "generation", tab)
        assert not problems(at)


def test_a_text_of_ones_own_can_be_learnt_and_the_training_stopped(submitted):
    at = opened("Teach your own", own_source="A text or tunes of your own", own_steps=20_000, own_hidden=8)
    assert at.button(key="own_start").disabled
    at.get("file_uploader")[0].set_value(("cats.txt", TEXT, "text/plain")).run()
    assert "40 pieces" in said(at)
    press(at, "own_start")
    while not (submitted[0].progress or submitted[0].done.wait(0.05)):
        pass
    press(at, "own_stop")
    at.run()
    assert "s of training" in said(at)
    for tab in ("Beam search", "Its own words", "Units", "It writes"):
        turn(at, "generation", tab)
        assert not problems(at)
    assert "write_hear" not in [button.key for button in at.button]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (bytes(range(256)) * 20, "is not a text"),
        (b"a few words", "a net needs 1000 or more"),
        (b"x" * 5_000, "the same character again and again"),
        ("".join(chr(0x4E00 + k % 900) for k in range(4_000)).encode(), "different characters"),
        (b"word " * 500_000, "at most 2 can be read"),
    ],
)
def test_a_file_from_which_nothing_can_be_learnt_gets_a_sentence(data, words):
    at = opened("Teach your own", own_source="A text or tunes of your own")
    at.get("file_uploader")[0].set_value(("file.bin", data, "application/octet-stream")).run()
    assert not at.exception
    assert any(words in sentence for sentence in problems(at))
    assert at.button(key="own_start").disabled


def test_what_was_not_read_of_a_file_stands_beside_the_field():
    at = opened("Teach your own", own_source="A text or tunes of your own")
    one = "X:1\nM:2/4\nL:1/8\nK:{}\n" + "GABc dedB|" * 12
    data = "\n\n".join(one.format("[x](http://y.z)" if k < 7 else "G") for k in range(15)).encode()
    at.get("file_uploader")[0].set_value(("tunes.abc", data, "text/plain")).run()
    assert "8 pieces" in said(at)
    notes = next(markdown.value for markdown in at.markdown if "Not all of it was read" in markdown.value)
    assert "The tune in line 7 was left out" in notes
    assert "And 2 more." in notes
    assert r"\[x\](" in notes
    assert not at.button(key="own_start").disabled


def test_settings_out_of_bounds_get_a_sentence():
    at = opened("Teach your own", own_hidden=1_000)
    assert problems(at) == [":material/error: :red[Units are 1000; choose from 1 to 256.]"]
    assert at.button(key="own_start").disabled


def test_over_fitting_is_said():
    from lstm_core.generation.corpus import folk_tunes
    from lstm_core.generation.job import GenerationJob
    from lstm_core.generation.settings import Evaluation, TextProgress, TextSettings

    job, net = GenerationJob(folk_tunes(), TextSettings()), shipped_net()
    job.ngram_bits = {3: 2.89}
    looks = (Evaluation(0, 5.2, 5.2, ""), Evaluation(50, 2.0, 2.4, ""), Evaluation(100, 1.0, 2.6, ""))
    assert "it over-fits" in live.verdict(job, TextProgress(100, 1.0, 2.6, 1.0, net, net, looks))
    assert "it over-fits" not in live.verdict(job, TextProgress(50, 2.0, 2.4, 1.0, net, net, looks[:2]))


def test_levels_that_would_lie_on_each_other_are_drawn_once():
    assert list(distinct_levels({1: 4.31, 2: 3.33, 3: 2.89, 4: 2.92})) == [3, 2, 1]


# What the lesson claims


@pytest.mark.parametrize(("temperature", "share"), [(0.3, 0.42), (0.5, 0.28), (1.0, 0.18)])
def test_bars_add_up_less_often_the_hotter_it_is(temperature, share):
    found = []
    for seed in range(30):
        try:
            found.append(share_of_full_bars(read_tune(sample(shipped_net(), 240, seed, temperature), WRITTEN_BY_NETS)))
        except ValueError:
            continue
    assert np.mean(found) == pytest.approx(share, abs=0.006)


def test_greedy_search_never_ends():
    text = greedy(shipped_net(), 1_000)
    assert len(text) == 1_000
    assert text.count("GGG GGG|") > 100
