"""The days to come: every card comes in time, and what is drawn by chance is drawn alike."""

import pytest

from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.forecast import MOST_DAYS, forecast
from lstm_core.exam.review.schedule import state
from tests.lstm_core.exam.examples import NOW, cards, review


def test_a_forecast_counts_every_day_and_brings_every_card():
    schedule, exam = state([review(f"c{k}", 5) for k in range(10)], cards(40), NOW), NOW + 12.3 * DAY
    days = forecast(schedule, NOW, exam)
    assert len(days) == 13
    assert [day.begin for day in days] == [NOW, *(pytest.approx(exam - 5 * 3600 - k * DAY) for k in range(12, 0, -1))]
    assert sum(day.new for day in days) == 30
    assert days[0].reviews + days[0].new == len(schedule.due(NOW, exam))
    assert days[0].minutes == schedule.minutes(schedule.due(NOW, exam))
    assert days[-1].recall.expected > 0.8 > schedule.recall(exam).expected
    assert all(day.recall.low <= day.recall.expected <= day.recall.high for day in days)
    assert days == forecast(schedule, NOW, exam)
    assert forecast(schedule, NOW, NOW - DAY) == []


def test_of_an_exam_in_the_far_future_only_what_can_be_seen_is_played_through():
    schedule = state([], cards(3), NOW)
    assert len(forecast(schedule, NOW, NOW + 365.7 * DAY)) == 366
    assert len(forecast(schedule, NOW, NOW + 27_000 * DAY)) == MOST_DAYS
