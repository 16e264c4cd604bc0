"""Progress is honest; the day of the exam and the log are kept, and can be taken along."""

import datetime as dt
import io
import json
import time
import zipfile

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.exam.cards.cards import card, cards
from lstm_core.exam.log.log import Event
from lstm_core.exam.review.rating import GOOD
from tests.apps import in_session, press
from tests.pages.reviewing import PROGRESS, TODAY, only, opened, rate, said, session
from tools.apptest import open_page, visit
from ui.common.learner_log import load, log_to_take_along
from ui.common.session import LearnerState, Session


def test_the_exam_date_is_remembered_and_brings_a_plan():
    app = opened()
    date = dt.date.today() + dt.timedelta(days=6)
    app.date_input(key="exam_date").set_value(date).run()
    assert session(app).learner.unsaved[-1].data["date"] == date.isoformat()
    visit(app, PROGRESS)
    assert app.date_input(key="exam_date").value == date
    assert "on the exam day" in said(app)


def test_progress_is_honest_about_cards_that_were_never_seen():
    app = opened(PROGRESS)
    assert f"There are {len(cards())} cards" in said(app)
    now = time.time()
    session(app).learner.unsaved += [
        Event(now - k, "review", one.id, {"rating": GOOD}) for k, one in enumerate(cards()[:10])
    ]
    app.run()
    assert not app.exception
    assert f"10 of {len(cards())} cards were seen" in said(app)


def test_cards_have_stable_ids_and_are_found_by_them():
    assert len({one.id for one in cards()}) == len(cards())
    assert card("drawing LSTM").kind == "drawing"
    with pytest.raises(KeyError, match="nothing"):
        card("nothing")


def test_a_log_can_be_taken_along_and_brought_back_without_doubling():
    first = opened()
    press(only(first, "differs D1"), "turn")
    rate(first, GOOD)
    taken = log_to_take_along(session(first).learner)
    with zipfile.ZipFile(io.BytesIO(taken)) as parcel:
        told = json.loads(parcel.read("recall-log-001.json"))["events"]
    second = opened()
    assert in_session(second, lambda: load(taken)) == len(told) > 0
    assert in_session(second, lambda: load(taken)) == 0
    earlier = json.dumps({"recall": "log", "version": 1, "events": told}).encode()  # as it was downloaded until 0.2
    assert in_session(second, lambda: load(earlier)) == 0
    with pytest.raises(ValueError, match="not JSON"):
        in_session(second, lambda: load(b"<html>"))
    with pytest.raises(ValueError, match="no text"):
        in_session(second, lambda: load(b"\xff\xfe\x00"))


def test_whoever_is_logged_in_is_known_by_a_name_that_tells_nobody_who_they_are(monkeypatch):
    from ui.common import provider

    monkeypatch.setattr(provider.st, "user", _Somebody(sub="", email="a@b.de", is_logged_in=True))
    name = provider.user()
    assert name.startswith("user-")
    assert len(name) <= 64
    assert "a@b" not in name
    monkeypatch.setattr(provider.st, "user", _Somebody(is_logged_in=False))
    assert provider.user() == ""


def test_without_secrets_the_log_is_a_file():
    from ui.common import learner_log

    assert learner_log._secret() == ""


class _Somebody(dict):
    """What Streamlit knows of a visitor."""

    def __getattr__(self, name):
        return self[name]


def with_a_past(app: AppTest) -> AppTest:
    """Some questions known well, and a mistake that came twice."""
    now, some = time.time(), [one.id for one in cards() if one.kind == "question"][:20]
    reviews = [Event(now - 60 - k, "review", key, {"rating": GOOD, "seconds": 30.0}) for k, key in enumerate(some)]
    drawings = [Event(now - k, "drawing", "LSTM", {"wrong": ["M4"], "mark": 90}) for k in range(2)]
    session(app).learner.unsaved = [*reviews, *drawings]
    return app.run()


def test_the_start_page_says_where_one_stands_once_there_is_something_to_say():
    app = open_page()
    assert "known" not in said(app)
    with_a_past(app)
    assert not app.exception
    assert f"20 of {len(cards())} cards seen" in said(app)
    assert any("M4" not in link.label and "(2 times)" in link.label for link in app.get("page_link"))


def test_the_map_of_the_lecture_is_filled_as_far_as_topics_are_known():
    app = with_a_past(opened(PROGRESS))
    (drawn,) = app.get("graphviz_chart")
    assert "style=striped" in drawn.proto.spec
    assert "What keeps going wrong" in said(app)


def with_exam(date: object, page: str) -> AppTest:
    """A page for somebody whose log, as imported, names this day of the exam."""
    learner = LearnerState(unsaved=[Event(time.time() - 60, "exam", "date", {"date": date})])
    return open_page(page, state={"session": Session(learner=learner)})


@pytest.mark.parametrize("date", ["0001-01-01", "9999-12-31", "2099-06-01", "1999-12-31"])
@pytest.mark.parametrize("page", ["", TODAY, PROGRESS])
def test_a_day_that_nothing_can_be_planned_for_is_said_beside_the_field(date, page):
    app = with_exam(date, page)
    if page:
        assert app.date_input(key="exam_date").value is None
        year, month, day = date.split("-")
        assert f"names {day}/{month}/{year} as the day of the exam, for which nothing can be planned" in said(app)


@pytest.mark.parametrize("date", ["", "soon", None, 7, "2027-02-30", ["2027-01-01"]])
def test_what_is_no_day_is_no_exam(date):
    app = with_exam(date, PROGRESS)
    assert app.date_input(key="exam_date").value is None
    assert "nothing can be planned" not in said(app)


def test_an_exam_in_some_years_costs_no_more_than_one_within_a_year():
    """Its days would be too narrow to be seen, and each takes its time."""
    app = with_exam((dt.date.today() + dt.timedelta(days=1_500)).isoformat(), PROGRESS)
    assert "There is more than a year left." in said(app)
    assert not app.get("vega_lite_chart")
