"""Stories: whoever reads them with a memory for everybody can answer, and whoever reads otherwise cannot."""

import numpy as np
import pytest

from lstm_core.tasks import TASKS
from lstm_core.tasks.story import (
    ASK,
    MOST_SENTENCES,
    PEOPLE,
    PLACES,
    WORDS,
    ages,
    asked_after,
    in_words,
    last_place,
    lines,
    probabilities,
    right_by_age,
    sentences,
)
from ui.course.experiments.sequences.story_text import LAST_PLACE

TASK = TASKS["story"]


def make(count=4000, **sizes):
    return TASK.make(np.random.default_rng(0), count, **sizes)


def test_a_story_is_pairs_of_a_person_and_a_place_and_ends_with_the_question():
    batch = make(300)
    for which in range(300):
        words = in_words(batch.xs[:, which])
        *told, ask, person = words
        assert ask == ASK
        assert person in told[::2]
        assert set(told[::2]) <= set(PEOPLE)
        assert set(told[1::2]) <= set(PLACES)
        assert 4 <= len(told) <= 12
        where = dict(zip(told[::2], told[1::2], strict=True))[person]
        assert batch.ys[-1, which].tolist() == [float(place == where) for place in PLACES]


def test_silence_comes_before_a_story_and_never_within():
    spoken = make().xs.any(axis=2)
    assert (np.diff(spoken.astype(int), axis=0) >= 0).all()
    assert (make().xs.sum(axis=2) <= 1).all()


def test_two_to_six_sentences_and_all_places_come_equally_often():
    batch = make(20_000)
    count = (batch.xs.any(axis=2).sum(axis=0) - 2) // 2
    assert np.bincount(count)[2:] / 20_000 == pytest.approx([0.2] * 5, abs=0.02)
    assert batch.ys[-1].mean(axis=0) == pytest.approx([0.25] * 4, abs=0.02)


def test_only_the_answer_at_the_last_word_counts():
    batch = make(50)
    assert not batch.ys[:-1].any()
    assert (np.flatnonzero(batch.mask.any(axis=1)) == [13]).all()


def test_saying_the_place_named_last_is_right_in_62_of_100_stories():
    """The plateau that the page names; worked out once more, from the words."""
    batch = make(10_000)
    said = last_place(batch)
    assert TASK.solved(said, batch).score == pytest.approx(LAST_PLACE, abs=0.015)
    for which in range(50):
        place = [word for word in in_words(batch.xs[:, which]) if word in PLACES][-1]
        assert PLACES[int(said[-1, which].argmax())] == place


def test_the_age_of_an_answer_is_the_number_of_sentences_that_came_after_it():
    batch, found = make(500), ages(make(500))
    for which in range(500):
        *told, _, person = in_words(batch.xs[:, which])
        assert found[which] == told[::2][::-1].index(person)
    assert right_by_age(batch.ys, batch) == [1.0] * 6
    assert right_by_age(last_place(batch), batch)[0] == 1.0


def test_a_story_is_read_as_it_would_be_told():
    batch = make(1)
    *told, _, person = in_words(batch.xs[:, 0])
    words = TASK.describe(batch, 0)
    assert words.startswith(f"{told[0]} {told[1]}. ")
    assert f"Where {person}? " in words
    assert words.endswith(f"{PLACES[int(batch.ys[-1, 0].argmax())].capitalize()}.")


def test_a_typed_story_is_read_whatever_its_dots_and_capitals():
    assert sentences("mary Kitchen. John garden") == [("Mary", "kitchen"), ("John", "garden")]
    xs = asked_after([("Mary", "hall")], "Mary")
    assert xs.shape == (14, 1, len(WORDS))
    assert in_words(xs[:, 0]) == ["Mary", "hall", "where", "Mary"]
    assert not xs[:10].any()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", "sentences of two words"),
        ("Mary", "sentences of two words"),
        ("kitchen Mary", "sentences of two words"),
        ("Mary moon", "“moon” is not among the words"),
        ("Mary hall. " * (MOST_SENTENCES + 1), "At most 12 sentences"),
    ],
)
def test_a_story_that_cannot_be_read_gets_a_sentence(text, words):
    with pytest.raises(ValueError, match=words):
        sentences(text)


def test_a_strange_word_is_named():
    with pytest.raises(ValueError, match="“dog” is not among"):
        lines(["dog"])


def test_outputs_become_shares_of_one():
    assert probabilities(np.array([0.5, -0.2, 1.5, 0.0])).tolist() == [0.25, 0, 0.75, 0]
    assert probabilities(np.array([-1.0, 0.0])).tolist() == [0.5, 0.5]
