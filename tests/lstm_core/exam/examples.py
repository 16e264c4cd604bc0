"""Cards and reviews for the tests of the schedule. Times are seconds since 1970; NOW is any moment."""

from hypothesis import settings
from hypothesis import strategies as st

from lstm_core.exam.cards.cards import KINDS, Card
from lstm_core.exam.log.event import Event
from lstm_core.exam.review.days import DAY

NOW = 1_790_000_000.0
KIND = list(KINDS)
SLOW = settings(max_examples=60, deadline=None)


def cards(count):
    """Some cards of every kind, in three topics."""
    return [Card(f"c{k}", KIND[k % 4], f"Card {k}", "?", "!", f"topic {k % 3}", 30.0) for k in range(count)]


def review(item, days, rating=3, seconds=20.0):
    """An event some days before NOW."""
    return Event(NOW - days * DAY, "review", item, {"rating": rating, "seconds": seconds})


REVIEWS = st.lists(
    st.builds(review, st.sampled_from([f"c{k}" for k in range(8)]), st.floats(0, 90), st.integers(1, 4)), max_size=40
)
EXAMS = st.floats(0.01, 200).map(lambda days: NOW + days * DAY)
