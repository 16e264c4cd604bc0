"""Today and Progress: what is due is worked off card by card, timed to the exam, and can be taken along."""

import datetime as dt
import io
import json
import re
import time
import zipfile

import icalendar
import pytest
from streamlit.proto.WidgetStates_pb2 import WidgetState, WidgetStates
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Button

from lstm_core.course.lessons import lessons
from lstm_core.exam.bank.prompts import prompt
from lstm_core.exam.cards.cards import card, cards
from lstm_core.exam.log.log import Event
from lstm_core.exam.mock_exam import statements
from lstm_core.exam.plan import lesson_of
from lstm_core.exam.review.rating import AGAIN, GOOD, RATINGS
from lstm_core.exam.review.review import reviewed
from lstm_core.exam.review.schedule import Due
from tests.apps import in_session, press, written_down
from tools.apptest import open_page, visit
from ui.common.learner_log import load, log_to_take_along
from ui.common.session import LearnerState, Session
from ui.practise import review_session
from ui.practise.plan.today_list import today_list
from ui.practise.plan.wanted import wanted
from ui.practise.review import plan

TODAY, PROGRESS = "today", "progress"


def opened(page=TODAY) -> AppTest:
    return open_page(page)


def session(app: AppTest):
    return app.session_state["session"]


def said(app: AppTest) -> str:
    return " ".join(e.value for e in [*app.header, *app.subheader, *app.markdown, *app.caption, *app.success])


def only(app: AppTest, *keys: str) -> AppTest:
    """Begin a sitting with just these cards."""
    press(app, "begin_today")
    session(app).practise.review.waiting[:] = keys
    return app.run()


def rating_buttons(app: AppTest) -> dict[int, Button]:
    return {rating: button for button in app.button for rating in RATINGS if button.label == RATINGS[rating]}


def rate(app: AppTest, rating: int) -> None:
    rating_buttons(app)[rating].click().run()
    assert not app.exception


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


# The plan's list


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
    after = rows(planned(Event(time.time(), "lesson", "lstm"), Event(time.time(), "drawing", "LSTM", {"way": "Trace"})))
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


@pytest.mark.parametrize(("number", "page", "choice"), [(0, "lesson", "lstm"), (1, "way", "Trace")])
def test_a_row_leads_to_its_page(number, page, choice):
    app = press(planned(), f"open 0 {number}")
    assert app.query_params[page] in (choice, [choice])


def test_a_mock_exam_of_the_list_is_set_up_with_its_topics_and_minutes():
    app = planned()
    label = next(button.label for button in app.button if "Mock exam" in button.label)
    count = int(re.search(r"about (\d+) topics", label)[1])
    next(button for button in app.button if button.label == label).click().run()
    assert not app.exception
    assert app.title[0].value == "Oral rehearsal"
    assert len(app.pills(key="oral_topics").value) == count
    assert app.slider(key="oral_minutes").value == 10


def test_the_plan_is_a_file_for_calendars():
    made = in_session(planned(), lambda: today_list(wanted()).calendar(time.time()))
    events = icalendar.Calendar.from_ical(made).walk("VEVENT")
    assert all(event["DTSTART"].dt.timestamp() >= int(time.time()) - 60 for event in events)
    assert events[-1]["DTSTART"].dt.astimezone().date() == TOMORROW
    assert "LSTM" in str(events[0]["SUMMARY"])


def test_every_card_has_a_face():
    app = opened()
    for kind in ("question", "drill", "drawing", "differs"):
        for one in [each for each in cards() if each.kind == kind][:3]:
            only(app, one.id)
            assert not app.exception
            press(app, "enough")


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


def tab_of(name: str, *keys: str) -> AppTest:
    """A tab of a learner, in which a sitting with these cards was begun."""
    app = opened(PROGRESS)
    session(app).learner.name = name
    visit(app, TODAY)
    in_session(app, lambda: review_session.begin([Due(card(key), 0.0, 0.0) for key in keys]))
    return app.run()


def known(app: AppTest):
    """What the learner of a tab remembers, by card."""
    return in_session(app, lambda: plan.schedule()).memories


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


# On the start page and on the map


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
