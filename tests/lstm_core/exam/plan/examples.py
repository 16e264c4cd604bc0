"""Moments, logs and plans for the tests. NOW is four in the afternoon, UTC."""

from datetime import UTC, datetime

from hypothesis import settings
from hypothesis import strategies as st

from lstm_core.course.lessons import lessons
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import WISHES, plan

NOW = datetime(2026, 11, 30, 16, tzinfo=UTC).timestamp()
HOUR, DAY = 3600.0, 86_400.0
TOMORROW, WEEK, WEEKS = NOW + 17 * HOUR, NOW + 7 * DAY - 7 * HOUR, NOW + 21 * DAY - 7 * HOUR
LESSONS = lessons()
FEW = settings(max_examples=25, deadline=None)


def review(card, days=0.0, rating=3, seconds=60.0):
    return Event(NOW - days * DAY, "review", card, {"rating": rating, "seconds": seconds})


def read(key, days=1.0):
    return Event(NOW - days * DAY, "lesson", key)


def made(hours=3.0, exam=TOMORROW, events=(), now=NOW, **more):
    return plan(now, hours, events, LESSONS, exam=exam, **more)


IDS = [card.id for card in cards()]
EVENTS = st.lists(
    st.one_of(
        st.builds(review, st.sampled_from(IDS), st.floats(0, 40), st.integers(1, 4)),
        st.builds(read, st.sampled_from(list(LESSONS)), st.floats(0, 40)),
    ),
    max_size=60,
)
HOURS = st.floats(0.4, 40)
EXAMS = st.one_of(st.none(), st.floats(1, 24 * 40).map(lambda hours: NOW + hours * HOUR))
CHOICES = st.sampled_from(list(WISHES))
