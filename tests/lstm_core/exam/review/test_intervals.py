"""The intervals between reviews shrink towards the exam, and no review falls behind it."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.schedule import SURE, best_interval, due_at, state
from tests.lstm_core.exam.examples import EXAMS, NOW, REVIEWS, SLOW, cards, review


@given(events=REVIEWS, exam=EXAMS)
@SLOW
def test_nothing_is_ever_due_after_the_exam(events, exam):
    schedule = state(events, cards(10), NOW)
    for memory in schedule.memories.values():
        assert due_at(memory, exam) <= exam
        assert due_at(memory, exam) <= memory.due
    last = schedule.due(exam - 1e-3, exam)
    assert {one.card.id for one in last if one.new} == {card.id for card in cards(10)} - schedule.memories.keys()


@pytest.mark.parametrize(("left", "least", "most"), [(7, 0.2, 0.4), (14, 0.2, 0.4), (365, 0.05, 0.1), (700, 0.05, 0.1)])
def test_the_interval_is_the_share_of_the_days_left_that_was_found_best(left, least, most):
    assert least * left <= best_interval(left) <= most * left


@given(left=st.floats(0.001, 1000))
def test_the_interval_is_at_least_a_day_and_at_most_what_is_left(left):
    assert min(left, 1.0) <= best_interval(left) <= left


def test_a_card_that_will_surely_be_known_is_left_alone_and_others_are_asked_sooner_than_without_an_exam():
    events = [review("c0", 60, 4), review("c0", 30, 4), review("c1", 8, 4)]
    schedule = state(events, cards(2), NOW)
    sure, unsure = schedule.memories["c0"], schedule.memories["c1"]
    exam = NOW + 6 * DAY
    assert sure.chance(exam) >= SURE
    assert due_at(sure, exam) == min(sure.due, exam)
    exam = NOW + 20 * DAY
    assert unsure.chance(exam) < SURE
    assert due_at(unsure, exam) == unsure.last + best_interval(28) * DAY < unsure.due
