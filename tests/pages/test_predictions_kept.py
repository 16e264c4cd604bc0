"""What was predicted stays predicted: after a reload, in another tab, and only for whoever said it."""

import pytest

from lstm_core.course.lessons import lessons
from tests.apps import in_session, press, turn, written_down
from tests.pages.test_pages import figure
from tools.apptest import open_page
from ui.common import answers
from ui.common.learner_log import record
from ui.common.session import LearnerState, Session

LESSON = lessons()["lstm"]


def opened(page, name, **query):
    """A page in a tab of a learner, as a new session begins it."""
    return open_page(page, query, {"session": Session(learner=LearnerState(name=name))})


def said(app):
    return " ".join(one.value for one in [*app.markdown, *app.success, *app.info, *app.warning])


@pytest.mark.parametrize("option", range(len(LESSON.predict.options)))
def test_a_lesson_stays_open_with_the_answer_that_was_given(option):
    name, text = f"predicts {option}", LESSON.predict.options[option]
    app, other = (opened("course", name, lesson="lstm") for _ in range(2))
    app.radio[0].set_value(text).run()
    press(app, "commit")
    for tab in (app, other.run(), opened("course", name, lesson="lstm")):
        assert "You were asked" in said(tab)
        assert text in said(tab)
    assert "You were asked" not in said(opened("course", f"not {name}", lesson="lstm"))


def test_the_first_answer_counts_where_two_tabs_answer():
    app, other = (opened("course", "two answers", lesson="lstm") for _ in range(2))
    for tab, option in ((app, 0), (other, 1)):
        tab.radio[0].set_value(LESSON.predict.options[option]).run()
    for tab in (app, other):
        press(tab, "commit")
    assert in_session(opened("course", "two answers"), lambda: answers.answer_to("lstm")) == 1


@pytest.mark.parametrize("odd", [None, "b", -1, 99, [1], {"a": 1}, 0.5])
def test_an_answer_that_a_log_makes_up_opens_the_lesson_and_is_none(odd):
    app = opened("course", f"odd {odd}", lesson="lstm")
    in_session(app, lambda: record(answers.KIND, "lstm", {"answer": odd}))
    assert "The question of this lesson" in said(app.run())
    assert not app.exception


def test_a_second_click_answers_nothing():
    app = press(opened("course", "", lesson="lstm"), "skip")
    in_session(app, lambda: answers.give("lstm", 2))
    assert [event.data for event in written_down(app, answers.KIND)] == [{"answer": 0}]


EXPERIMENTS = {  # by lesson and part: the field, a guess, the button, and what is said then
    ("vanishing", "Over the lag"): ("vanishing_guess", 30, "vanishing_show", "you said 30"),
    ("gru", "Who keeps?"): ("gru_guess Chung, Olah", "nearly the candidate", "gru_show Chung, Olah", "Right: it is"),
}


@pytest.mark.parametrize(("lesson", "part"), EXPERIMENTS, ids=str)
def test_what_was_guessed_in_an_experiment_is_known_after_a_reload(lesson, part):
    field, guess, button, words = EXPERIMENTS[lesson, part]
    query = {"lesson": lesson, "open": "true"}
    app = turn(opened("course", f"guesses {lesson}", **query), lesson, part)
    next(one for one in [*app.number_input, *app.radio] if one.key == field).set_value(guess).run()
    press(app, button)
    assert words in said(app)
    assert words in said(turn(opened("course", f"guesses {lesson}", **query), lesson, part))


def test_a_number_that_was_predicted_on_the_step_page_stays_uncovered_for_these_numbers():
    query = {"stage": "f", "predict": "true"}
    app = opened("step-by-step", "steps", **query)
    right = figure(opened("step-by-step", "looks", stage="f"))["f"]
    assert figure(app)["f"] == "?"
    app.text_input(key="guess_f").set_value(right).run()
    again = opened("step-by-step", "steps", **query)
    assert figure(again)["f"] == figure(app.run())["f"] == right
    assert [one.value for one in again.success] == [one.value for one in app.success]
    again.slider(key="x").set_value(-1.0).run()
    assert figure(again)["f"] == "?", "other numbers are another question"


def test_what_was_predicted_of_a_net_and_which_unit_was_picked_is_known_after_a_reload():
    app = opened("probe", "probes", put="store twice")
    next(one for one in app.number_input if one.label.startswith("Predict")).set_value(0.5)
    next(one for one in app.button if one.label == "Reveal").click().run()
    unit = next(one for one in app.get("button_group") if one.label.startswith("Your pick"))
    unit.set_value("unit 2").run()
    press(app, "measure")
    for tab in (app, opened("probe", "probes", put="store twice")):
        assert "You predicted 0.50" in said(tab)
        assert "Unit 2" in said(tab) or "unit 2" in said(tab)
        assert "measure" not in [one.key for one in tab.button]
    assert "You predicted" not in said(opened("probe", "probes nothing", put="store twice"))


@pytest.mark.parametrize("odd", [True, "0.5", [1], {"a": 1}, 99])
def test_what_a_log_makes_up_about_a_net_is_no_prediction(odd):
    app = opened("probe", f"odd net {odd}", put="store twice")
    key = next(one.key for one in app.number_input if one.label.startswith("Predict"))
    holder = next(one.key for one in app.get("button_group") if one.label.startswith("Your pick"))
    in_session(app, lambda: [record(answers.KIND, one, {"answer": odd}) for one in (key, holder)])
    assert not app.run().exception
    assert ("You predicted" in said(app)) == (odd == 99)
