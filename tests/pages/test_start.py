"""The start page asks when the exam is; from then on one filled button leads on, and the plan says why."""

import datetime as dt
import re
import subprocess
import sys
import time

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.lessons import lessons
from lstm_core.exam import plan
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import times
from lstm_core.exam.plan.first_check import KIND as CHECK_KIND
from lstm_core.exam.review.days import DAY
from tests.apps import press, written_down
from tools.apptest import open_page, visit
from tools.serving import ROOT
from ui.common.session import LearnerState, Session
from ui.practise.plan import wanted
from ui.practise.review import exam_day

AT = dt.datetime(2027, 3, 16, 14)  # a Tuesday
TOMORROW = dt.date(2027, 3, 17)
LINE = re.compile(r"Your 3 hours: lessons? 5\b[^→]*\(\d+ min\) → .*draw the LSTM \(\d+\) → \d+ cards")


@pytest.fixture(autouse=True)
def _on_a_tuesday(set_clock):
    set_clock(AT)


def opened(*events: Event) -> AppTest:
    return open_page(state={"session": Session(learner=LearnerState(unsaved=list(events)))})


def at(hours: float = 0.0) -> float:
    """So many hours ago."""
    return time.time() - 3600 * hours


def exam_on(day: dt.date, hours_ago: float = 0.0) -> Event:
    return Event(at(hours_ago), "exam", "date", {"date": day.isoformat()})


def answered(when: str, app: AppTest | None = None) -> AppTest:
    app = (app or opened()).segmented_control(key="exam_when").set_value(when).run()
    assert not app.exception
    return app


def told(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.markdown, *app.caption, *app.header, *app.subheader])


def filled(app: AppTest) -> list[str]:
    return [button.label for button in app.button if button.proto.type == "primary"]


def named(app: AppTest) -> dt.date | None:
    """The day of the exam that Progress shows."""
    return visit(app, "progress").date_input(key="exam_date").value


def test_an_empty_log_is_asked_one_thing():
    app = opened()
    assert next(heading.value for heading in app.header) == "When is your exam?"
    assert not filled(app)
    assert not app.date_input


def test_this_week_says_which_day_is_taken_beside_the_field_that_changes_it():
    app = answered("This week")
    assert "“This week” is taken as Friday" in told(app)
    assert app.date_input(key="exam_date").value == dt.date(2027, 3, 19)
    app.date_input(key="exam_date").set_value(dt.date(2027, 3, 18)).run()
    assert "is taken as" not in told(app)


def test_tomorrow_gives_a_plan_in_one_click_and_the_first_lesson_in_two():
    app = answered("Tomorrow")
    assert filled(app) == ["Begin lesson 5: The LSTM step by step"]
    assert LINE.search(told(app))
    assert "The LSTM first: every protocol asks for it." in told(app)
    press(app, "lead")
    assert app.header[0].value == "5. The LSTM step by step"


@pytest.mark.parametrize(
    ("moment", "when", "day"),
    [
        (AT, "Tomorrow", TOMORROW),
        (dt.datetime(2027, 3, 17, 1), "Tomorrow", TOMORROW),  # at night the day has not begun
        (AT, "This week", dt.date(2027, 3, 19)),  # its Friday
        (dt.datetime(2027, 3, 18, 14), "This week", dt.date(2027, 3, 20)),
        (AT, "No exam, I am curious", None),
    ],
)
def test_the_answer_is_the_day_of_the_exam_on_the_other_pages(moment, when, day, set_clock):
    set_clock(moment)
    app = answered(when)
    assert len(filled(app)) == 1
    assert named(app) == day


def test_another_day_is_chosen_in_a_field_and_brings_a_plan():
    app = answered("On …")
    app.date_input(key="exam_date").set_value(AT.date() + dt.timedelta(days=21)).run()
    assert filled(app)
    assert re.search(r"Today, [^:]+: lessons? 5", told(app))
    assert not [field for field in app.number_input if field.key == "plan_hours"]
    assert named(app) == dt.date(2027, 4, 6)


def test_hours_and_wish_change_the_plan_and_are_kept():
    app = answered("Tomorrow")
    app.number_input(key="plan_hours").set_value(1.0).run()
    assert "Your 1 hour: " in told(app)
    app.selectbox(key="plan_wish").set_value("draw").run()
    assert not app.exception
    last = written_down(app, "plan")[-1]
    assert last.data == {"hours": 1.0, "wish": "draw"}
    visit(app, "today")
    visit(app, "")
    assert app.number_input(key="plan_hours").value == 1.0
    assert app.selectbox(key="plan_wish").value == "draw"


def test_no_hours_are_answered_beside_the_field_and_the_plan_stays():
    app = answered("Tomorrow")
    app.number_input(key="plan_hours").set_value(0.0).run()
    assert "say how many hours you have" in told(app)
    assert "Your 3 hours" in told(app)
    app.number_input(key="plan_hours").set_value(2.0).run()
    assert "say how many hours you have" not in told(app)
    assert "Your 2 hours" in told(app)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        (dt.date(2027, 3, 1), "is in the past"),
        (dt.date(2037, 3, 16), "Choose a day up to"),
        (AT.date(), "The exam is today"),
    ],
)
def test_a_day_without_a_plan_is_answered_beside_the_field_and_something_leads_on(day, sentence):
    app = answered("On …")
    app.date_input(key="exam_date").set_value(day).run()
    assert not app.exception
    assert sentence in told(app)
    assert len(filled(app)) == 1


def test_an_exam_today_is_planned_by_the_hours_that_are_left():
    app = answered("On …")
    app.date_input(key="exam_date").set_value(AT.date()).run()
    app.number_input(key="plan_hours").set_value(2.0).run()
    assert "Your 2 hours: lesson" in told(app)


def test_what_the_log_says_is_read_is_not_planned_again():
    app = opened(exam_on(TOMORROW, 2), Event(at(1), "lesson", "lstm"))
    assert filled(app) == ["Trace: LSTM"]
    assert "1 of " in " ".join(link.label for link in app.get("page_link"))


def test_who_comes_back_without_a_day_is_asked_again_and_led_on():
    app = opened(
        Event(at(30), "lesson", "lstm"), Event(at(29), "review", "drawing LSTM", {"rating": 3, "seconds": 60.0})
    )
    assert "When is your exam?" in told(app)
    assert len(filled(app)) == 1
    assert "Today, " in told(app)


def test_on_the_morning_of_the_exam_the_hours_of_the_day_before_are_gone(set_clock):
    set_clock(AT)
    asked, read = exam_on(TOMORROW), Event(at(-0.5), "lesson", "lstm")
    known = [card.id for card in cards() if card.kind == "question"][:4]
    answers = [Event(at(-1), "review", key, {"rating": 3, "seconds": 1800.0}) for key in known]  # two hours
    set_clock(dt.datetime(2027, 3, 17, 7))
    app = opened(asked, read, *answers)
    assert re.search(r"Your 0\.\d+ hours: ", told(app))  # of 3 hours, 2 h 20 min were spent
    assert len(filled(app)) == 1
    assert not [link for link in app.get("page_link") if " done" in link.label]  # a new day has a new list


def test_late_at_night_there_is_a_plan_that_begins_now(set_clock):
    set_clock(dt.datetime(2027, 3, 16, 23, 50))
    assert LINE.search(told(answered("Tomorrow")))


def test_a_lesson_that_was_begun_is_gone_on_with_at_its_paragraph():
    app = answered("Tomorrow")
    app.session_state["session"].course.paragraphs["lstm"] = 6
    assert filled(app.run()) == ["Continue: lesson 5, paragraph 6"]


@pytest.mark.parametrize("odd", [None, "7", 0, -3, 999, True, 2.5])
def test_a_lesson_is_gone_on_with_on_another_day_where_one_had_come_to(odd):
    read = [Event(at(25), "paragraph", "lstm", {"number": number}) for number in (2, 7, 3, odd)]
    app = opened(exam_on(dt.date.today() + dt.timedelta(days=30), 26), *read)
    assert filled(app) == ["Continue: lesson 5, paragraph 7"]
    app.button(key="lead").click().run()
    assert app.query_params["paragraph"] == "7"


def test_once_the_list_of_today_is_done_it_goes_on():
    app = answered("No exam, I am curious")
    learner = app.session_state["session"].learner
    for key in lessons():
        learner.unsaved.append(Event(time.time(), "lesson", key))
    learner.unsaved += [Event(time.time(), "review", card.id, {"rating": 3, "seconds": 9.0}) for card in cards()]
    learner.unsaved += [Event(time.time(), "drawing", "LSTM", {"way": "Trace"})]
    later = time.time() + 3600  # the LSTM is drawn once more tonight
    learner.unsaved += [Event(later, "review", "drawing LSTM", {"rating": 3, "seconds": 9.0})]
    app.run()
    assert not app.exception
    assert "The list for today is done" in told(app) or "Everything is done" in told(app)


@pytest.mark.parametrize("data", [{"hours": "many", "wish": "gold"}, {"hours": -1, "wish": None}, {"hours": True}, {}])
def test_a_wish_of_another_version_is_read_as_the_usual_one(data):
    app = opened(exam_on(TOMORROW), Event(time.time(), "plan", "wanted", data))
    assert "Your 3 hours" in told(app)


def test_everything_in_the_app_is_folded_and_whole():
    (fold,) = [fold for fold in opened().expander if fold.label == "Everything in the app"]
    assert not fold.proto.expanded
    assert len(fold.get("page_link")) == 16


def test_an_empty_log_loads_neither_the_plan_nor_the_forgetting_curve():
    script = (
        "import sys; from tools.apptest import open_page; open_page();"
        "print([name for name in sys.modules if 'fsrs' in name or name.startswith('lstm_core.exam.plan')])"
    )
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_what_start_names_without_loading_the_plan_is_what_the_plan_knows():
    assert wanted.WISHES.keys() == plan.WISHES.keys()
    assert wanted.CHECK == CHECK_KIND
    assert 0 <= times.LONGEST * DAY - exam_day.LONGEST.total_seconds() < 10 * DAY
