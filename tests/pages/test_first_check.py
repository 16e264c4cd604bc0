"""The first check: what it finds known is written down and left out of the plan; nothing is asked of a full log."""

import datetime as dt
import time

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons
from lstm_core.exam.log.event import Event
from lstm_core.grade import drawing_of
from tests.apps import press, written_down
from tools.apptest import open_page
from ui.common.session import LearnerState, Session

TOMORROW = dt.date.today() + dt.timedelta(days=1)


def begun(*events: Event) -> AppTest:
    app = open_page(state={"session": Session(learner=LearnerState(unsaved=list(events)))})
    return press(app, "check_me")


def going(app: AppTest):
    return app.session_state["session"].practise.first_check


def go_on(app: AppTest) -> AppTest:
    check = going(app)
    return press(app, check.widget(f"next {check.part}"))


def answer_pairs(app: AppTest) -> AppTest:
    check = going(app)
    for number, pair in enumerate(check.check.pairs):
        app.radio(key=check.widget(f"pair {number}")).set_value(pair.right)
    return go_on(app)


def type_numbers(app: AppTest, words=None) -> AppTest:
    check = going(app)
    for number, asked in enumerate(check.check.numbers):
        app.text_input(key=check.widget(f"number {number}")).set_value(words or str(asked.drill.answer))
    return go_on(app)


def told(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.markdown, *app.caption, *app.header, *app.subheader])


def test_whoever_knows_everything_but_the_drawing_has_no_lesson_left():
    app = go_on(type_numbers(answer_pairs(begun())))
    (event,) = written_down(app, "check")
    assert (event.item, event.data["right"], event.data["of"]) == ("first", 9, 10)
    assert len(event.data["known"]) == len(lessons())
    assert "are left out of your plan" in told(app)
    app.segmented_control(key="exam_when").set_value("Tomorrow").run()
    assert not app.exception
    assert "Lesson" not in app.button(key="lead").label


def test_whoever_draws_the_lstm_reads_neither_of_its_lessons():
    app = go_on(go_on(begun(Event(time.time(), "exam", "date", {"date": TOMORROW.isoformat()}))))
    seed = going(app).check.seed
    app.session_state["canvas first check"] = {"drawing": drawing_of(CELLS["LSTM"]).data() | {"rev": seed}}
    go_on(app.run())
    (event,) = written_down(app, "check")
    assert set(event.data["known"]) == {"lstm", "draw"}
    assert "Lessons 5 and 6 are left out" in told(app)
    assert not any("Lesson 5" in text.value or "Lesson 6" in text.value for text in app.markdown if "**" in text.value)


def test_whoever_leaves_everything_open_begins_with_the_lstm():
    app = go_on(go_on(go_on(begun(Event(time.time(), "exam", "date", {"date": TOMORROW.isoformat()})))))
    assert written_down(app, "check")[0].data["known"] == []
    assert app.button(key="lead").label.startswith("Begin lesson 5")
    assert not written_down(app, "review")


def test_a_number_that_cannot_be_read_is_asked_for_again_beside_its_field():
    app = type_numbers(answer_pairs(begun()), "seven and a bit")
    assert going(app).part == 1
    assert len(going(app).problems) == 3
    assert ":material/error:" in told(app)
    assert going(type_numbers(app)).part == 2


def test_a_check_that_is_left_writes_nothing_down():
    app = press(answer_pairs(begun()), "leave_check")
    assert going(app) is None
    assert not written_down(app, "check")
    assert app.button(key="check_me")


@pytest.mark.parametrize("kind", ["review", "lesson", "drawing"])
def test_a_log_with_something_in_it_is_offered_no_check(kind):
    past = Event(time.time() - 60, kind, "lstm", {"rating": 3})
    app = open_page(state={"session": Session(learner=LearnerState(unsaved=[past]))})
    assert not [button for button in app.button if button.key == "check_me"]
