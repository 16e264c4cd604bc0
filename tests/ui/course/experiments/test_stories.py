"""Story and question in lesson 1: nets learn it while you watch, and answer about a story of your own."""

import pytest

from lstm_core.tasks import CriterionResult
from lstm_core.training import PRESETS, Progress
from tests.apps import in_words
from tools.apptest import run_script
from ui.course.experiments.sequences.story_text import learnt_so_far, location_of, table_by_age

MOST_LOOKS = 500


def story():
    from ui.course.experiments.sequences import stories

    stories.show()


def said(at) -> str:
    return "\n".join(element.value for element in [*at.markdown, *at.caption])


def test_before_anybody_has_learnt_there_is_nothing_to_ask():
    at = run_script(story)
    assert "Read it your story" not in said(at)


def test_nets_learn_and_are_asked_about_a_story_of_ones_own(monkeypatch):
    monkeypatch.setitem(PRESETS, "story", PRESETS["story"].but(hidden=12, steps=40))
    at = run_script(story)
    at.button(key="story_train").click().run()
    at.segmented_control(key="story_net").set_value("GRU").run()
    for _ in range(MOST_LOOKS):  # the trainer sets the pace
        at.run()
        assert not at.exception
        if "How long ago was it told?" in said(at):
            break
    assert said(at).count("after 40 batches, not solved") == 3
    assert "| GRU | " in said(at)
    at.text_input(key="story_text").set_value("Mary hall. John garden. Mary kitchen").run()
    alt = in_words(at)[-1]
    assert "Where is Mary?" in alt
    at.text_input(key="story_text").set_value("Mary moon").run()
    assert not at.exception
    assert "“moon” is not among the words" in said(at)


@pytest.mark.parametrize(
    ("share", "words"), [(0.62, "the last place named"), (0.3, "30% right after 10 batches."), (0.9, "90% right")]
)
def test_the_plateau_is_named_where_it_is(share, words):
    assert words in learnt_so_far("GRU", Progress(10, 0.1, CriterionResult(False, share, "")), False)


def test_the_end_is_spoken_of_as_the_end():
    assert "solved after 400 batches, 99.5% right" in learnt_so_far(
        "GRU", Progress(400, 0.1, CriterionResult(True, 0.995, ""), True), True
    )
    assert "not solved (99 % are needed)" in learnt_so_far(
        "GRU", Progress(400, 0.1, CriterionResult(False, 0.9, "")), True
    )
    assert "waiting" in learnt_so_far("GRU", Progress(0, 0.0), False)


def test_the_table_by_age_has_a_row_for_each_net():
    assert table_by_age({"GRU": [1.0, 0.5]}).splitlines()[-1] == "| GRU | 100% | 50% |"


def test_the_reader_knows_where_everybody_is():
    told = [("Mary", "hall"), ("John", "garden"), ("Mary", "kitchen")]
    assert (location_of(told, "Mary"), location_of(told, "John"), location_of(told, "Sandra")) == (
        "kitchen",
        "garden",
        "",
    )
