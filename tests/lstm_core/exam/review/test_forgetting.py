"""The chance of remembering is that of FSRS, and the bounds around a prediction hold."""

import numpy as np
import pytest

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.forgetting import Evidence, recall, together
from lstm_core.exam.review.schedule import state
from tests.lstm_core.exam.examples import NOW, cards


def learner(seed, ease):
    """The log of somebody who forgets `ease` times as fast as the curve says, and the chances on the exam day."""
    rng, known, events = np.random.default_rng(seed), cards(40), []
    for day in range(24):
        now = NOW + day * DAY
        schedule = state(events, known, now)
        for one in schedule.due(now, NOW + 30 * DAY)[:25]:
            memory = schedule.memories.get(one.card.id)
            true = recall(memory.stability, ease * (now - memory.last) / DAY) if memory else 0.5
            rating = 3 if rng.random() < true else 1
            events.append(Event(now + 1, "review", one.card.id, {"rating": rating}))
    schedule, exam = state(events, known, NOW + 24 * DAY), NOW + 30 * DAY
    left = [(memory.stability, (exam - memory.last) / DAY) for memory in schedule.memories.values()]
    remembered = sum(rng.random() < recall(stability, ease * days) for stability, days in left) / len(known)
    return schedule.recall(exam), remembered


@pytest.mark.parametrize("ease", [0.5, 1.0, 3.0])
def test_the_bounds_hold_what_learners_really_know_whether_they_follow_the_curve_or_not(ease):
    found = [learner(seed, ease) for seed in range(12)]
    inside = [told.low <= true <= told.high for told, true in found]
    assert sum(inside) >= 11
    assert all(told.high - told.low < 0.4 for told, _ in found)


def test_the_curve_falls_from_one_and_is_at_nine_tenths_after_as_many_days_as_it_is_stable():
    assert recall(5.0, 0.0) == recall(5.0, -1.0) == 1.0
    assert recall(5.0, 5.0) == pytest.approx(0.9)
    assert recall(5.0, 40.0) < recall(9.0, 40.0) < 1.0


def test_own_reviews_move_the_prediction_and_narrow_its_bounds():
    chances = [0.9] * 300
    new, trusted = together(chances, Evidence()), together(chances, Evidence(400, 360.0, 360))
    worse = together(chances, Evidence(400, 360.0, 280))
    assert new.expected == trusted.expected == pytest.approx(0.9)
    assert worse.expected == pytest.approx(0.9 - 80 / 425)
    assert new.low < trusted.low < trusted.high < 1.0 == new.high


def test_cards_never_seen_count_as_not_known():
    told = together([0.0] * 10, Evidence(100, 90.0, 99))
    assert (told.expected, told.low, told.high) == (0.0, 0.0, 0.0)
    assert together([1.0, 0.0], Evidence()).expected == 0.5
