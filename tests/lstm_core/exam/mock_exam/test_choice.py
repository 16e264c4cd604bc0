"""The next exam begins where the log says one is weak, and at the level at which the last one ended."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.bank.bank import questions, topics
from lstm_core.exam.log.event import Event
from lstm_core.exam.mock_exam import Answer, SavedExam, exam, level_after, prompt, weak_topics

OF_GRU = [key for key, one in questions().items() if one.topic == "gru"]
OF_BPTT = [key for key, one in questions().items() if one.topic == "bptt"]


def answered(item, ticked, of=4, at=0.0):
    return Event(at, "question", item, {"ticked": ticked, "of": of, "fooled": []})


def rated(item, rating):
    return Event(0.0, "review", item, {"rating": rating})


def test_without_a_past_nothing_is_weak():
    assert weak_topics([]) == ()


def test_what_went_badly_comes_first_and_what_went_well_does_not_come():
    events = [answered(OF_GRU[0], 1), answered(OF_GRU[1], 2), answered(OF_BPTT[0], 0), answered(OF_BPTT[1], 0)]
    events += [answered("E02", 4), answered("E03", 4)]
    assert weak_topics(events) == ("bptt", "gru")


def test_one_bad_answer_makes_no_weak_topic():
    assert weak_topics([answered(OF_GRU[0], 0)]) == ()


def test_what_was_learnt_since_is_not_held_against_anybody():
    before = [answered(key, 0) for key in OF_GRU[:3]]
    assert weak_topics(before) == ("gru",)
    assert weak_topics([*before, *(answered(key, 4) for key in OF_GRU[:3])]) == ()


def test_follow_ups_cards_drawings_and_drills_count_as_well():
    assert weak_topics([answered(f"{OF_GRU[0]}+1", 0, 1), answered(f"{OF_GRU[0]}+2", 0, 1)]) == ("gru",)
    assert weak_topics([rated(f"question {OF_GRU[0]}", 1), rated("drawing GRU", 1)]) == ("gru",)
    assert "gru" in weak_topics([rated("drill N03", 1), rated("drawing GRU", 2)])
    assert weak_topics([rated(f"question {OF_GRU[0]}", 3), rated("drawing GRU", 4)]) == ()


JSON = st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(max_size=5)


@given(
    st.lists(
        st.tuples(
            st.sampled_from(["question", "review", "drill"]),
            st.sampled_from(["E02", "E02+1", "Z99", "question E02", "drill N99", "differs D3", "drawing ", "", "M2"]),
            st.dictionaries(st.sampled_from(["ticked", "of", "rating"]), JSON),
        ),
        max_size=6,
    )
)
def test_whatever_a_log_holds_the_topics_are_ours(rows):
    assert set(weak_topics(Event(0.0, *row) for row in rows)) <= topics().keys()


def sat(level, share, number=5):
    answers = []
    for key in OF_BPTT[:number]:
        points = len(prompt(key).points)
        answers.append(Answer(key, frozenset(range(1, round(share * points) + 1))))
    return SavedExam("one", exam(1, level=level), tuple(answers), {}, 600.0, 0.0, True)


@pytest.mark.parametrize(
    ("level", "share", "next_level"),
    [(2, 1.0, 3), (2, 0.5, 2), (2, 0.0, 1), (3, 1.0, 3), (1, 0.0, 1), (1, 1.0, 2), (3, 0.0, 2)],
)
def test_the_level_follows_how_the_last_exam_went(level, share, next_level):
    assert level_after([sat(2, 0.5), sat(level, share)]) == next_level


def test_the_first_exam_is_of_the_usual_level_and_one_that_was_left_at_once_says_nothing():
    assert level_after([]) == 2
    assert level_after([sat(2, 1.0), sat(2, 0.0, number=1)]) == 3
