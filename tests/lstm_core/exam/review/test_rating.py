"""What a result suggests: more hints, fewer points or more time never make it better."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.review.rating import AGAIN, EASY, GOOD, HARD, RATINGS, AnswerResult, suggest

RESULTS = st.builds(
    AnswerResult, st.booleans(), st.floats(0, 1), st.integers(0, 5), st.floats(0, 500), st.sampled_from([0.0, 30.0])
)


@pytest.mark.parametrize(
    ("result", "rating"),
    [
        (AnswerResult(True, 1.0, 0, 30, 30), GOOD),
        (AnswerResult(True, 1.0, 0, 10, 30), EASY),
        (AnswerResult(True, 1.0, 0, 90, 30), HARD),
        (AnswerResult(True, 1.0, 1, 10, 30), HARD),
        (AnswerResult(True, 1.0, 3, 10, 30), AGAIN),
        (AnswerResult(True, 1.0), GOOD),
        (AnswerResult(False, 0.7, 0, 10, 30), HARD),
        (AnswerResult(False, 0.6, 1, 10, 30), AGAIN),
        (AnswerResult(False, 0.2), AGAIN),
        (AnswerResult(False, 1.0), HARD),
    ],
)
def test_a_result_suggests_a_rating(result, rating):
    assert suggest(result) == rating


@given(result=RESULTS, worse=st.sampled_from(["hints", "share", "right", "seconds"]), by=st.floats(0, 1))
def test_nothing_that_is_worse_suggests_a_better_rating(result, worse, by):
    change = {
        "hints": result.hints + 1,
        "share": result.share * by,
        "right": False,
        "seconds": result.seconds * (1 + by),
    }
    assert suggest(replace(result, **{worse: change[worse]})) <= suggest(result)
    assert suggest(result) in RATINGS
