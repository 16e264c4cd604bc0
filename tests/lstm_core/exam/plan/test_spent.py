"""What of a plan's hours is gone, by the log."""

import pytest

from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import spent
from tests.lstm_core.exam.plan.examples import DAY, LESSONS, NOW, read, review


def test_lessons_answers_and_drawings_count_by_their_minutes():
    events = [
        read("lstm"),
        read("lstm", 0.5),
        review("question E03", 0.1, seconds=120),
        Event(NOW - 60, "drawing", "LSTM", {"way": "Trace", "seconds": 180}),
        Event(NOW - 50, "drawing", "LSTM", {"way": "Blank sheet", "seconds": 240}),
        review("drawing LSTM", 0.0, seconds=240),
    ]
    assert spent(events, NOW - 2 * DAY, LESSONS) == pytest.approx(20 + 2 + 3 + 4)
    assert spent(events, NOW - 0.2 * DAY, LESSONS) == pytest.approx(2 + 3 + 4)
    assert spent([], 0, LESSONS) == 0


def test_an_exam_counts_once_whatever_was_answered_in_it():
    exam = [
        Event(NOW, "exam", "1", {"elapsed": 0.0, "over": False}),
        Event(NOW + 300, "exam", "1", {"elapsed": 300.0, "over": False}),
        Event(NOW + 601, "exam", "1", {"elapsed": 600.0, "over": True}),
    ]
    inside = [Event(NOW + 290, "review", "question E03", {"rating": 3, "seconds": 200})]
    assert spent([*exam, *inside], 0, LESSONS) == pytest.approx(10, rel=0.01)


@pytest.mark.parametrize("seconds", [None, "long", -5, True, float("nan")])
def test_what_is_no_time_counts_nothing_and_a_tab_left_open_half_an_hour(seconds):
    assert spent([Event(NOW, "review", "question E03", {"rating": 3, "seconds": seconds})], 0, LESSONS) == 0
    assert spent([review("question E03", seconds=1e5)], 0, LESSONS) == 30
