"""Minutes are the learner's own, kind by kind, and a few quick clicks do not change them much."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from lstm_core.exam.cards.cards import cards as real_cards
from lstm_core.exam.review.days import DAY
from lstm_core.exam.review.forecast import forecast
from lstm_core.exam.review.schedule import Due, state
from tests.lstm_core.exam.examples import NOW, SLOW, cards, review

USUAL = 30.0  # seconds that every card of the examples usually takes
QUESTIONS, DRILLS = "c0", "c1"  # one card of each kind; c4 and c5 are the next ones


def minutes(events, of="c4"):
    """How long one card will take, after these reviews."""
    schedule = state(events, cards(8), NOW)
    return schedule.minutes([Due(card, 0.0, NOW) for card in schedule.cards if card.id == of])


def taken(seconds, times, item=QUESTIONS, since=20):
    """So many reviews of a card, one after another, all equally long."""
    return [review(item, since - k / 100, seconds=seconds) for k in range(times)]


def test_without_any_answer_a_card_takes_its_usual_time():
    assert minutes([]) == USUAL / 60


def test_four_quick_clicks_change_what_a_whole_day_takes_only_a_little():
    """Measured on the cards of the app: 63 of them, of which four were clicked away in five seconds each."""
    day = real_cards()[:63]
    clicks = [review(card.id, 0.1 - k / 1000, seconds=5.0) for k, card in enumerate(day[:4])]
    before, after = (state(events, day, NOW).minutes([Due(card, 0.0, NOW) for card in day]) for events in ([], clicks))
    assert 0.75 * before < after < before


def test_who_always_takes_twice_as_long_is_told_nearly_twice_the_time():
    assert minutes(taken(2 * USUAL, 100)) == pytest.approx(2 * USUAL / 60, rel=0.05)
    assert USUAL / 60 < minutes(taken(2 * USUAL, 10)) < 2 * USUAL / 60


def test_kinds_do_not_mix():
    events = [*taken(4 * USUAL, 40, QUESTIONS), *taken(USUAL / 2, 40, DRILLS)]
    assert minutes(events, "c4") > 3 * USUAL / 60
    assert minutes(events, "c5") < 0.7 * USUAL / 60
    assert minutes(events, "c6") == USUAL / 60


def test_who_has_become_quick_is_no_longer_slow():
    assert minutes([*taken(3 * USUAL, 60, since=20), *taken(USUAL, 15, since=5)]) == pytest.approx(USUAL / 60)


@given(st.lists(st.floats(0.1, 1800), max_size=40))
@SLOW
def test_no_answers_make_a_card_shorter_than_a_quarter_or_longer_than_four_times_as_usual(times):
    events = [review(QUESTIONS, 20 - k / 100, seconds=seconds) for k, seconds in enumerate(times)]
    assert USUAL / 60 / 4 <= minutes(events) <= USUAL / 60 * 4


def test_the_days_to_come_are_judged_alike_whatever_is_imagined_to_be_answered_until_then():
    """The reviews of a forecast take no time of their own, so none of them may change the pace."""
    slow, exam = state(taken(2 * USUAL, 100), cards(1), NOW), NOW + 30 * DAY
    days = forecast(slow, NOW, exam)
    each = slow.minutes([Due(slow.cards[0], 0.0, NOW)])
    assert sum(day.reviews for day in days) > 0
    assert [day.minutes for day in days] == [pytest.approx(day.reviews * each) for day in days]
