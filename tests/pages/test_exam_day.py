"""Today, Progress and the start page tell the same at any hour; an exam in the past is asked about."""

import datetime as dt
import re
import time

import pyarrow
import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.cards.cards import cards
from lstm_core.exam.log.event import Event
from tools.apptest import open_page
from ui.common.session import LearnerState, Session

EXAM = dt.date(2027, 4, 1)  # clocks change on 28 March
PAST = "is in the past. Was the exam on that day?"
REVIEWED = 40  # cards


@pytest.fixture(params=["Europe/Berlin", "America/New_York", "UTC"])
def place(request, monkeypatch):
    """Somewhere in the world, for the time of a test."""
    monkeypatch.setenv("TZ", request.param)
    time.tzset()
    yield request.param
    monkeypatch.undo()
    time.tzset()


def opened(page: str, exam: object = EXAM.isoformat(), reviewed: int = REVIEWED) -> AppTest:
    """A page for somebody who has reviewed some cards and whose log names this day of the exam."""
    now = time.time()
    reviews = [
        Event(now - 86_400 * (1 + k % 5) - k, "review", one.id, {"rating": 1 + k % 4, "seconds": 30.0})
        for k, one in enumerate(cards()[:reviewed])
    ]
    learner = LearnerState(unsaved=[*reviews, Event(now - 60, "exam", "date", {"date": exam})])
    return open_page(page, state={"session": Session(learner=learner)})


def said(app: AppTest) -> str:
    links = [link.label for link in app.get("page_link")]
    return " ".join([*(e.value for e in [*app.header, *app.subheader, *app.markdown, *app.caption]), *links])


def told(app: AppTest) -> tuple[int, int]:
    """The cards and the minutes of today."""
    (found,) = re.findall(r"(\d+) cards, about (\d+) minutes", said(app))
    return int(found[0]), int(found[1])


def bars(app: AppTest) -> list[tuple[dt.datetime, float]]:
    """The days and minutes of the chart."""
    rows = pyarrow.ipc.open_stream(app.get("vega_lite_chart")[0].proto.data.data).read_all().to_pylist()
    return [(dt.datetime.fromisoformat(row["day"]), row["minutes"]) for row in rows]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        ((24, 2, 30), 23),  # still the night before
        ((24, 4, 30), 24),
        ((24, 8, 30), 24),
        ((24, 9, 30), 24),
        ((24, 23, 30), 24),
        ((28, 8, 30), 28),  # the day of the change
        ((31, 12, 0), 31),
    ],
)
def test_today_progress_and_the_start_page_tell_the_same_of_the_same_day(moment, day, place, set_clock):
    set_clock(dt.datetime(2027, 3, *moment))
    today = told(opened("today"))
    progress = opened("progress")
    assert today == told(progress) == told(opened(""))
    drawn = bars(progress)
    assert round(drawn[0][1]) == today[1]
    assert [each for each, _ in drawn] == [dt.datetime(2027, 3, k) for k in range(day, 32)]


def test_the_morning_of_the_exam_belongs_to_the_day_before(place, set_clock):
    set_clock(dt.datetime(2027, 4, 1, 6))
    progress = opened("progress")
    assert told(opened("today")) == told(progress) == told(opened(""))
    assert [each for each, _ in bars(progress)] == [dt.datetime(2027, 3, 31)]


@pytest.mark.parametrize("page", ["", "today", "progress"])
@pytest.mark.parametrize("date", ["2027-03-20", "2020-01-01"])
def test_an_exam_in_the_past_is_asked_about_wherever_its_day_is_shown(page, date, set_clock):
    set_clock(dt.datetime(2027, 3, 21, 0, 30))
    app = opened(page, date)
    assert PAST in said(app)
    assert app.date_input(key="exam_date").value == dt.date.fromisoformat(date)


@pytest.mark.parametrize("page", ["", "today", "progress"])
def test_on_the_day_of_the_exam_nobody_is_asked_whether_it_is_over(page, set_clock):
    set_clock(dt.datetime(2027, 4, 1, 8))
    assert "set the new date" not in said(opened(page))
    set_clock(dt.datetime(2027, 4, 1, 10))
    assert "The exam is today" in said(opened(page))


def test_a_day_in_the_past_is_asked_about_as_soon_as_it_is_set_and_no_more_once_it_is_cleared(set_clock):
    set_clock(dt.datetime(2027, 3, 21, 12))
    app = opened("today")
    assert PAST not in said(app)
    for day, asked in ((dt.date(2027, 3, 1), True), (None, False), (dt.date(2027, 3, 20), True), (EXAM, False)):
        app.date_input(key="exam_date").set_value(day).run()
        assert not app.exception
        assert (PAST in said(app)) == asked


@pytest.mark.parametrize("date", ["1999-12-31", "9999-12-31", "0001-01-01"])
def test_the_start_page_asks_as_well_about_a_day_that_nothing_can_be_planned_for(date, set_clock):
    set_clock(dt.datetime(2027, 3, 21, 12))
    assert "nothing can be planned" in said(opened("", date))
