"""Progress: the weakest first, with what was spent on it, and bounds around what is predicted."""

import pytest

from lstm_core.exam.review.review import DAY
from lstm_core.exam.review.schedule import state
from tests.lstm_core.exam.examples import NOW, cards, review


@pytest.mark.parametrize("by", ["topic", "kind"])
def test_progress_tells_the_weakest_first_and_what_was_spent(by):
    events = [review(f"c{k}", k + 1, 1 + k % 4, 12) for k in range(6)]
    schedule = state(events, cards(12), NOW)
    rows = schedule.progress(NOW + DAY, by)
    assert {row.name for row in rows} == {getattr(card, by) for card in cards(12)}
    assert [row.recall.expected for row in rows] == sorted(row.recall.expected for row in rows)
    assert sum(row.cards for row in rows) == 12
    assert sum(row.seen for row in rows) == 6
    assert sum(row.seconds for row in rows) == 72
    assert all(0 <= row.recall.low <= row.recall.expected <= row.recall.high <= 1 for row in rows)
