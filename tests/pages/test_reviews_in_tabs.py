"""What is reviewed in one tab is known in the other, and counts once."""

import pytest

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.review.rating import AGAIN, GOOD
from lstm_core.exam.review.review import reviewed
from tests.apps import in_session, press
from tests.pages.reviewing import PROGRESS, TODAY, known, only, opened, rate, said, session, tab_of
from tools.apptest import visit
from ui.practise.review import plan


def test_two_tabs_of_one_learner_see_the_same_and_nobody_else_does():
    one, other, stranger = opened(PROGRESS), opened(PROGRESS), opened(PROGRESS)
    for app, name in ((one, "tabs-of-one"), (other, "tabs-of-one"), (stranger, "a stranger")):
        session(app).learner.name = name
        app.run()
    for number, app in enumerate((one, other, one), 1):
        visit(app, TODAY)
        only(app, f"question A0{number}")
        press(app, "turn")
        press(app, session(app).practise.review.widget("compare"))
        rate(app, GOOD)
        visit(other, PROGRESS)
        assert f"{number} of {len(cards())} cards were seen" in said(other)
    assert "Nothing was reviewed yet" in said(stranger.run())


@pytest.mark.parametrize("second", [AGAIN, GOOD])
def test_a_card_that_is_rated_in_two_tabs_counts_once(second):
    key = "differs D1"
    one, other = (tab_of(f"two-tabs-{second}", key) for _ in range(2))
    for app in (one, other):
        press(app, "turn")
    for app, rating in ((one, GOOD), (other, second)):
        rate(app, rating)
        counted = known(app)[key]
    assert counted == known(one)[key]
    assert counted.last == counted.first
    assert counted.fsrs_card == reviewed(None, GOOD, counted.first).fsrs_card


def test_a_card_that_was_rated_in_another_tab_does_not_come_up_and_that_is_said():
    one, other = (tab_of("left-out", "differs D1", "differs D2") for _ in range(2))
    press(one, "turn")
    rate(one, GOOD)
    other.run()
    assert session(other).practise.review.waiting == ["differs D2"]
    assert "One card of this list was rated in another tab" in other.info[0].value


def test_what_was_not_known_is_in_the_list_at_once_after_a_reload():
    app = tab_of("not-yet", "differs D1")
    press(app, "turn")
    rate(app, AGAIN)
    press(app, "enough")
    assert "differs D1" in [one.card.id for one in in_session(tab_of("not-yet"), lambda: plan.work_now(None)).due]


def test_what_was_forgotten_and_comes_again_in_one_tab_counts_again():
    app = tab_of("one-tab", "differs D1")
    for rating in (AGAIN, GOOD):
        press(app, "turn")
        rate(app, rating)
    assert known(app)["differs D1"].last > known(app)["differs D1"].first


def test_a_card_is_shown_from_its_last_review_after_a_reload():
    key = "differs D1"
    for again in (False, True):
        app = tab_of("reloads", key)
        press(app, "turn")
        rate(app, GOOD)
        assert (known(app)[key].last > known(app)[key].first) == again
