"""Every page leads on at its end, to what fits what was done there."""

import time
from urllib.parse import parse_qs

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.cell.readout import with_readout
from lstm_core.cells import CELLS
from lstm_core.course.lessons import lessons
from lstm_core.course.told import cards_about, told
from lstm_core.exam.bank.bank import questions
from lstm_core.exam.log.event import Event
from lstm_core.exam.plan import lesson_of
from lstm_core.figure.stages import stages
from lstm_core.grade import drawing_of, grade
from tests.apps import press, ways_on
from tools.apptest import open_page, rerun, visit
from ui.common.menu import PLACES, place_of
from ui.common.session import LearnerState, Session
from ui.endings import ENDINGS

PAGES = [place.url_path for places in PLACES.values() for place in places if place.url_path]


def opened(page: str, *events: Event, **query: str) -> AppTest:
    return open_page(page, query, {"session": Session(learner=LearnerState(unsaved=list(events)))})


def labels(app: AppTest) -> list[str]:
    return [label for label, _, _ in ways_on(app)]


def read(*keys: str) -> list[Event]:
    return [Event(time.time(), "lesson", key) for key in keys]


def test_every_page_of_the_menu_has_an_ending():
    assert set(ENDINGS) == set(PAGES)


@pytest.mark.parametrize("events", [[], read(*lessons())], ids=["knows nothing", "has read all"])
@pytest.mark.parametrize("page", [page for page in PAGES if page != "step-by-step"])
def test_every_page_leads_to_another_place_at_its_end(page, events):
    ways = ways_on(opened(page, *events))
    assert 1 <= len(ways) <= 3
    assert any(target != page for _, target, _ in ways)
    assert all(place_of(target) for _, target, _ in ways if target)
    assert len({(target, str(query)) for _, target, query in ways}) == len(ways)


@pytest.mark.parametrize("view", ["Gates by hand", "Over time", "As code"])
def test_every_view_of_the_step_page_leads_on(view):
    assert ways_on(opened("step-by-step", view=view))


@pytest.mark.parametrize("cell", CELLS)
def test_after_the_last_stage_of_a_cell_one_predicts_it_and_then_draws_it(cell):
    last = stages(with_readout(CELLS[cell]))[-1].title(with_readout(CELLS[cell]))
    app = opened("step-by-step", cell=cell, stage=last)
    assert "Now predict it yourself" in labels(app)
    drawn = [query["drawn_cell"] for _, page, query in ways_on(app) if page == "draw"]
    assert drawn in ([cell], [])
    app.toggle(key="predict").set_value(True).run()
    assert "Now predict it yourself" not in labels(app)
    assert not ways_on(opened("step-by-step", cell=cell)), "before it, one goes on to the next stage"


def test_now_predict_it_yourself_begins_with_the_first_stage_and_covers_it():
    app = opened("step-by-step", stage="y")
    button = next(one for one in app.button if one.label == "Now predict it yourself")
    button.click().run()
    assert not app.exception
    assert app.toggle(key="predict").value
    assert app.segmented_control(key="stage").value == "[h, x]"


@pytest.mark.parametrize("key", lessons())
def test_a_lesson_ends_with_its_cards_and_the_next_lesson(key):
    ways = ways_on(opened("course", lesson=key, open="true"))
    after = [other.key for other in lessons().values() if other.number == lessons()[key].number + 1]
    assert {query.get("lesson") for _, page, query in ways if page == "course"} >= set(after)
    cards = [query["cards"] for _, page, query in ways if page == "today"]
    assert [lesson_of(card, lessons()) for card in cards] == [key]


def test_whoever_has_a_plan_is_led_by_it_from_every_page():
    exam = Event(time.time(), "exam", "date", {"date": time.strftime("%Y-%m-%d", time.localtime(time.time() + 86_400))})
    for page in ("glossary", "probe", "drills"):
        assert labels(opened(page, exam))[0] == "Next in your plan: Lesson 5: The LSTM step by step"
    assert labels(opened("glossary", exam, *read("lstm")))[0] != "Next in your plan: Lesson 5: The LSTM step by step"


def test_a_right_drawing_leads_on_and_any_other_to_where_it_can_be_seen():
    app = opened("draw")
    assert "Look at the LSTM step by step" in labels(app)
    attempt = next(iter(app.session_state["session"].practise.drawings.values()))
    attempt.checked = drawing_of(CELLS["LSTM"])
    attempt.grade = grade(attempt.checked, CELLS["LSTM"])
    assert labels(rerun(app))[:2] == ["Now explain it aloud", "Now draw the GRU"]


def test_the_next_question_comes_after_the_key_of_one():
    app = opened("oral", oral_way="Single questions", question="E04")
    practice = app.session_state["session"].practise.single
    press(press(app, practice.widget("answered")), practice.widget("compare"))
    next(one for one in app.button if one.label == "The next question").click().run()
    assert app.session_state["session"].practise.single.prompt.id not in ("E04", "")


def test_an_end_in_german_is_german():
    assert "Die Karten für heute" in labels(opened("oral", oral_language="Deutsch"))


def test_the_cards_of_a_lesson_are_laid_out_by_its_link():
    cards = ["question E03", "no card", "question E06", "question E03"]
    app = opened("today")
    app.query_params["cards"] = cards
    rerun(app)
    assert app.session_state["session"].practise.review.waiting == ["question E03", "question E06"]
    assert "cards" not in app.query_params


@pytest.mark.parametrize("cards", ["", "x", "question", "question E99", "9" * 500])
def test_a_link_to_cards_that_there_are_not_does_no_harm(cards):
    assert opened("today", cards=cards).session_state["session"].practise.review is None


def test_a_way_on_survives_that_the_page_is_walked_to():
    assert ways_on(visit(opened("draw"), "glossary"))


def test_a_paragraph_leads_to_the_cards_that_ask_about_it_and_says_how_many_are_known():
    reviews = [Event(time.time() - 90, "review", "question E03", {"rating": 4, "seconds": 60})]
    for events in ([], reviews):
        app = opened("course", *events, lesson="lstm", open="true")
        found = {link.proto.label: parse_qs(link.proto.query_string) for link in app.get("page_link")
                 if link.proto.icon == ":material/style:"}  # fmt: skip
        places = [cards for (key, number), cards in cards_about().items() if key == "lstm" and number]
        assert {tuple(query["cards"]) for query in found.values()} <= set(places)
        assert any("known" in label for label in found) == bool(events)
        assert all(query["from"][0].startswith("course?lesson=lstm") for query in found.values())


def test_the_answer_to_a_card_leads_to_the_paragraphs_that_tell_what_was_missed():
    app = opened("today", cards="question E04")
    review = app.session_state["session"].practise.review
    app = press(press(app, "turn"), review.widget("compare"))
    places = {told(point, questions()["E04"].topic).address["paragraph"] for point in questions()["E04"].points}
    found = [parse_qs(link.proto.query_string) for link in app.get("page_link")]
    read_again = [query for query in found if "paragraph" in query]
    assert 1 <= len(read_again) <= 3
    assert {query["paragraph"][0] for query in read_again} <= places
    assert all(query["from"] == ["today"] for query in read_again)
