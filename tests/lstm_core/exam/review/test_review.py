"""One review after another: as the FSRS library does it, and only from proper reviews."""

from datetime import UTC, datetime, timedelta

import fsrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.rating import AGAIN
from lstm_core.exam.review.schedule import due_at, state
from tests.lstm_core.exam.examples import NOW, SLOW, cards


@given(ratings=st.lists(st.tuples(st.integers(1, 4), st.floats(0, 9)), min_size=1, max_size=12))
@SLOW
def test_without_an_exam_a_card_is_due_when_the_library_says_and_at_once_if_it_was_not_known(ratings):
    days, events = 0.0, []
    theirs, scheduler = fsrs.Card(card_id=1), fsrs.Scheduler(enable_fuzzing=False)
    for rating, wait in ratings:
        days += wait
        at = datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=days)
        theirs, _ = scheduler.review_card(theirs, fsrs.Rating(rating), at)
        events.append(Event(at.timestamp(), "review", "c0", {"rating": rating}, f"{len(events):04}"))
    memory = state(events, cards(1), NOW).memories["c0"]
    due = theirs.last_review if ratings[-1][0] == AGAIN else theirs.due
    assert due_at(memory, None) == pytest.approx(due.timestamp(), abs=1e-3)
    assert memory.stability == theirs.stability
    later = theirs.last_review + timedelta(days=17)
    assert memory.chance(later.timestamp()) == pytest.approx(scheduler.get_card_retrievability(theirs, later))


@pytest.mark.parametrize(
    "event",
    [
        Event(NOW - DAY, "review", "c0", {}),
        Event(NOW - DAY, "review", "c0", {"rating": 5}),
        Event(NOW - DAY, "review", "c0", {"rating": True}),
        Event(NOW - DAY, "review", "c0", {"rating": "3"}),
        Event(NOW - DAY, "review", "c0", {"rating": [3]}),
        Event(NOW - DAY, "review", "gone", {"rating": 3}),
        Event(NOW - DAY, "drawing", "c0", {"rating": 3}),
        Event(NOW + 1, "review", "c0", {"rating": 3}),
    ],
)
def test_what_is_no_proper_review_is_passed_over(event):
    assert state([event], cards(2), NOW).memories == {}


@pytest.mark.parametrize("seconds", ["5", None, True, [1], float("nan"), 10**400, -3], ids=lambda value: str(value)[:9])
def test_a_time_that_makes_no_sense_does_not_count(seconds):
    event = Event(NOW - DAY, "review", "c0", {"rating": 3, "seconds": seconds})
    assert state([event], cards(1), NOW).memories["c0"].seconds == 0
