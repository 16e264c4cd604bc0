"""Today is the list of the plan for today, ticked off by what was done."""

import datetime as dt
import re
import time

import icalendar
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.log.log import Event
from lstm_core.exam.mock_exam.plan import USUAL_MINUTES
from lstm_core.exam.review.rating import GOOD
from tests.apps import in_session, press
from tests.pages.reviewing import TODAY, said, session
from tools.apptest import open_page
from ui.common.session import LearnerState, Session
from ui.practise.plan.today_list import today_list
from ui.practise.plan.wanted import wanted

TOMORROW = dt.date.today() + dt.timedelta(days=1)


def planned(*events: Event) -> AppTest:
    """Today for somebody whose exam is tomorrow; they said so a minute ago."""
    asked = Event(time.time() - 60, "exam", "date", {"date": TOMORROW.isoformat()})
    return open_page(TODAY, state={"session": Session(learner=LearnerState(unsaved=[asked, *events]))})


def rows(app: AppTest) -> list[str]:
    """The rows of the list: a button each, or text with a tick."""
    elements = [element for element in app.main if element.type in ("button", "markdown")]
    texts = [getattr(element, "label", "") or element.value for element in elements]
    return [str(text) for text in texts if re.search(r"\*\* · .*(min|h)", str(text))]


def test_the_list_of_the_plan_has_minutes_and_reasons_and_one_filled_button():
    app = planned()
    assert len(rows(app)) > 3
    assert "**Lesson 5: The LSTM step by step** · 20 min" in rows(app)[0]
    assert "every protocol asks for it" in said(app)
    assert [button.key for button in app.button if button.proto.type == "primary"] == ["lead"]


def test_what_is_done_is_ticked_and_the_list_stays_as_it_was():
    before = rows(planned())
    read, traced = Event(time.time(), "lesson", "lstm"), Event(time.time(), "drawing", "LSTM", {"way": "Trace"})
    after = rows(planned(read, traced))
    assert [text.split("**")[1] for text in after] == [text.split("**")[1] for text in before]
    assert [":material/check_circle:" in text for text in after][:3] == [True, True, False]


def test_cards_of_the_list_are_asked_here_and_count_as_far_as_they_were_answered():
    app = planned(Event(time.time(), "lesson", "lstm"))
    number = next(k for k, text in enumerate(rows(app)) if " cards: " in text)
    press(app, f"open 0 {number}")
    count = len(session(app).practise.review.waiting)
    first = session(app).practise.review.waiting[0]
    press(app, "enough")
    session(app).learner.unsaved.append(Event(time.time(), "review", first, {"rating": GOOD, "seconds": 9.0}))
    assert f"1 of {count} done" in rows(app.run())[number]
    press(app, f"open 0 {number}")
    assert first not in session(app).practise.review.waiting


@pytest.mark.parametrize(("number", "name", "choice"), [(0, "lesson", "lstm"), (1, "way", "Trace")])
def test_a_row_leads_to_its_page(number, name, choice):
    app = press(planned(), f"open 0 {number}")
    assert app.query_params[name] in (choice, [choice])


def test_a_mock_exam_of_the_list_is_set_up_with_its_topics_and_minutes():
    app = planned()
    label = next(button.label for button in app.button if "Mock exam" in button.label)
    count = int(re.search(r"about (\d+) topics", label)[1])
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    assert app.title[0].value == "Oral rehearsal"
    assert len(app.pills(key="oral_topics").value) == count
    assert app.slider(key="oral_minutes").value == USUAL_MINUTES


def test_the_plan_is_a_file_for_calendars():
    made = in_session(planned(), lambda: today_list(wanted()).calendar(time.time()))
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert all(event["DTSTART"].dt.timestamp() >= int(time.time()) - 60 for event in events)
    assert events[-1]["DTSTART"].dt.astimezone().date() == TOMORROW
    assert "LSTM" in str(events[0]["SUMMARY"])
