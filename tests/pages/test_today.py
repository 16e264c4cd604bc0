"""Today: what is due is worked off card by card, timed to the exam."""

import re
import time

import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest

from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.log import Event
from lstm_core.exam.mock_exam import statements
from lstm_core.exam.plan import lesson_of
from lstm_core.exam.review.rating import AGAIN, GOOD, RATINGS
from tests.apps import in_session, press, written_down
from tests.pages.reviewing import only, opened, rate, rating_buttons, said, session
from ui.practise import review_session


def test_a_new_learner_gets_some_new_cards_and_one_button():
    app = opened()
    assert "cards, about" in said(app)
    press(app, "begin_today")
    assert session(app).practise.review.waiting


@pytest.mark.parametrize("kind", ["question", "drawing", "differs"])
def test_a_card_is_turned_rated_and_written_down(kind):
    key = next(one.id for one in cards() if one.kind == kind)
    app = only(opened(), key)
    press(app, "turn")
    if kind == "question":
        press(app, session(app).practise.review.widget("compare"))
    rate(app, GOOD)
    event = session(app).learner.unsaved[-1]
    assert (event.kind, event.item, event.data["rating"]) == ("review", key, GOOD)
    assert "1 card, 1 of them well; known now: 0 → " in said(app)


def compared(key: str, *kinds: bool, notes: str = "") -> AppTest:
    """A question after its statements were ticked: the true ones, the false ones, or both."""
    app = only(opened(), key)
    if notes:
        app.text_area[0].set_value(notes)
    press(app, "turn")
    review = session(app).practise.review
    for line in statements(key.removeprefix("question "), prompt(key.removeprefix("question ")).points, review.done):
        if line.true in kinds:
            app.checkbox(key=review.widget(f"line {line.point} {line.true}")).check()
    return press(app, review.widget("compare"))


def test_the_statements_that_are_ticked_suggest_the_rating():
    assert starred(compared("question E02", True)) != RATINGS[AGAIN]
    assert starred(compared("question E02")) == RATINGS[AGAIN]
    assert starred(compared("question E02", True, False)) == RATINGS[AGAIN]


def test_a_false_statement_that_was_ticked_is_named_with_its_reason_and_written_down():
    app = compared("question E02", False)
    fooled = session(app).practise.review.answer.fooled
    assert fooled
    for k in fooled:
        assert prompt("E02").points[k - 1].why.en in said(app)
    event = next(one for one in session(app).learner.unsaved if one.kind == "question")
    assert event.data["fooled"] == [f"E02 {k}" for k in sorted(fooled)]


def test_the_reason_is_not_shown_before_the_key():
    app = only(opened(), "question E02")
    press(app, "turn")
    assert all(point.why.en not in said(app) for point in prompt("E02").points)


def test_what_was_noted_is_heard_and_ticked_in_the_list():
    point = prompt("E02").points[0]
    app = compared("question E02", notes=point.text)
    assert 1 in session(app).practise.review.answer.ticked


def starred(app: AppTest) -> str:
    return next(button.label for button in app.button if button.icon == ":material/star:")


def test_a_drill_is_asked_with_numbers_of_its_own_and_rated_after_its_solution():
    app = only(opened(), "drill N09")
    assert not rating_buttons(app)
    press(app, "show_solution")
    rate(app, AGAIN)
    assert session(app).learner.unsaved[-1].item == "drill N09"


def test_a_forgotten_card_comes_again_in_the_same_sitting():
    keys = [one.id for one in cards() if one.kind == "differs"][:5]
    app = only(opened(), *keys)
    press(app, "turn")
    rate(app, AGAIN)
    assert keys[0] in session(app).practise.review.waiting


def test_a_click_on_a_card_that_is_gone_rates_no_other():
    """A browser says which button was clicked, by its id, maybe while the server has already laid the next card."""
    shown, next_one = [one.id for one in cards() if one.kind == "differs"][:2]
    app = only(opened(), shown, next_one)
    press(app, "turn")
    late_click = WidgetState(id=rating_buttons(app)[GOOD].id, trigger_value=True)
    rate(app, GOOD)
    press(app, "turn")
    app._run(WidgetStates(widgets=[late_click]))
    assert not app.exception
    assert [event.item for event in written_down(app, "review")] == [shown]


def test_a_second_click_does_not_rate_a_card_twice():
    key = next(one.id for one in cards() if one.kind == "differs")
    app = only(opened(), key)
    review = session(app).practise.review
    top = review.top
    in_session(app, lambda: [review_session.rate(review, top, AGAIN) for _ in range(2)])
    assert len(written_down(app, "review")) == 1


def test_a_second_click_on_begin_or_enough_changes_nothing_that_was_begun():
    app = only(opened(), "differs D1", "differs D2")
    going = session(app).practise.review
    in_session(app, lambda: review_session.begin([]))
    in_session(app, lambda: review_session.leave(review_session.ReviewSession([])))
    assert session(app).practise.review is going


def test_a_late_click_turns_no_other_card():
    app = only(opened(), "differs D1", "differs D2")
    going = session(app).practise.review
    in_session(app, lambda: review_session.turn(going, (7, "differs D1")))
    assert not going.back_shown


def test_a_drill_that_lies_on_top_is_rated_by_the_learner_alone():
    app = only(opened(), "drill N09")
    press(app, "show_solution")
    assert written_down(app, "review") == []
    rate(app, GOOD)
    assert [event.data["rating"] for event in written_down(app, "review")] == [GOOD]


def test_the_end_says_what_changed_and_leads_on():
    keys = [one.id for one in cards() if one.kind == "differs"][:3]
    app = only(opened(), *keys)
    for rating in (GOOD, AGAIN):
        press(app, "turn")
        rate(app, rating)
    press(app, "enough")
    assert re.search(r"2 cards, 1 of them well; known now: 0 → \d+ %", said(app))
    assert any(link.label.startswith("Lesson 5") for link in app.get("page_link"))
    press(app, "begin_today")
    assert "of them well" not in said(app)


def test_more_cards_are_offered_of_lessons_that_were_read_and_of_no_others():
    app = opened()
    assert not [button for button in app.button if button.key == "more"]
    session(app).learner.unsaved.append(Event(time.time(), "lesson", "gru"))
    press(app.run(), "more")
    asked = session(app).practise.review.waiting
    assert len(asked) == 6
    assert {lesson_of(key, lessons()) for key in asked} == {"gru"}


def test_what_was_never_taught_is_not_asked_first():
    app = opened()
    session(app).learner.unsaved.append(Event(time.time(), "lesson", "elman"))
    press(app.run(), "begin_today")
    taught = [lesson_of(key, lessons()) == "elman" for key in session(app).practise.review.waiting]
    assert taught == sorted(taught, reverse=True)


def test_keys_turn_and_rate_and_each_rating_says_when_the_card_comes_again():
    app = only(opened(), "differs D1")
    assert app.button(key="turn").proto.shortcut == "space"
    press(app, "turn")
    assert [button.proto.shortcut for button in rating_buttons(app).values()] == ["1", "2", "3", "4"]
    times = [text.value for text in app.caption if text.value.startswith(("next in", "again in"))]
    assert times[0] == "again in a moment"
    found = [re.fullmatch(r"next in (\d+) (min|h|day)s?", text).groups() for text in times[1:]]
    minutes = [int(count) * {"min": 1, "h": 60, "day": 1440}[unit] for count, unit in found]
    assert len(minutes) == 3
    assert minutes == sorted(minutes)


def test_every_card_has_a_face():
    app = opened()
    for kind in ("question", "drill", "drawing", "differs"):
        for one in [each for each in cards() if each.kind == kind][:3]:
            only(app, one.id)
            assert not app.exception
            press(app, "enough")
