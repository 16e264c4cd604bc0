"""Whoever follows a link finds the way back to where they came from, after a reload as well."""

from urllib.parse import parse_qsl

import pytest
from streamlit.testing.v1 import AppTest

from lstm_core.course.lessons import lessons
from tests.apps import press
from tools.apptest import open_page, rerun, visit
from ui.common.session import Session
from ui.common.ways import LONGEST
from ui.practise.review_session import ReviewSession

LESSON = "course?lesson=lstm&open=true&paragraph=6"


def back(app: AppTest) -> tuple[str, str, dict[str, str]] | None:
    """The way back: its words, its page, its query."""
    found = [link.proto for link in app.get("page_link") if link.proto.icon == ":material/arrow_back:"]
    found = [link for link in found if link.label.startswith(("Back", "To the exam"))]
    assert len(found) < 2
    return next(((one.label, one.page, dict(parse_qsl(one.query_string))) for one in found), None)


def query_of(app: AppTest, label: str) -> dict[str, str]:
    return dict(parse_qsl(next(one.proto.query_string for one in app.get("page_link") if label in one.proto.label)))


def test_a_lesson_is_gone_back_to_at_its_paragraph():
    lesson = open_page("course", {"lesson": "lstm", "open": "true"})
    press(press(lesson, "text_next"), "text_next")
    step = open_page("step-by-step", query_of(lesson, "Gates by hand"))
    label, page, query = back(step)
    assert (label, page) == ("Back to lesson 5, paragraph 3", "course")
    again = open_page("course", query)
    assert "3 of 18" in [text.value for text in again.markdown]
    assert back(again) is None


def test_the_paragraph_that_was_read_last_is_the_one_gone_back_to():
    app = open_page("course", {"lesson": "lstm", "open": "true"})
    app.session_state["session"].course.paragraphs["lstm"] = 9
    app.switch_page("pages/draw.py")
    app.query_params["from"] = LESSON
    assert back(rerun(app))[0] == "Back to lesson 5, paragraph 9"


def test_the_way_back_from_there_is_known_as_well():
    app = open_page("step-by-step", {"from": f"{LESSON}&from=today"})
    label, _, query = back(app)
    assert label == "Back to lesson 5, paragraph 6"
    assert back(open_page("course", query))[0] == "Back to Today"


def test_whoever_goes_back_and_forth_is_not_led_in_a_circle():
    app = open_page("course", {"lesson": "lstm", "open": "true"})
    for _ in range(3):
        app = open_page("step-by-step", query_of(app, "Gates by hand"))
        _, page, query = back(app)
        app = open_page(page, query)
        assert back(app) is None


def test_a_card_that_waits_is_called_the_cards():
    session = Session()
    session.practise.review = ReviewSession(["question E03"])
    assert (
        back(open_page("course", {"lesson": "lstm", "from": "today"}, {"session": session}))[0] == "Back to the cards"
    )


def test_from_every_page_one_comes_back_to_an_exam_that_goes_on_and_sees_its_time():
    app = press(open_page("oral"), "begin")
    assert back(app) is None
    for page in ("course", "draw", "glossary"):
        assert back(visit(app, page))[:2] == ("To the exam", "oral")
    press(visit(app, "oral"), "end")
    assert back(visit(app, "glossary")) is None
    app.query_params["from"] = "oral"
    assert back(rerun(app))[0] == "Back to the result of the exam"


@pytest.mark.parametrize(
    "said",
    [
        "", "nowhere", "https://elsewhere.org", "//elsewhere.org", "start", "course?lesson=quantum", "draw", "?", "%",
        "course?lesson=lstm&paragraph=6" + "x" * LONGEST, "<script>", "glossary\x00", "javascript:alert(1)",
    ],
)  # fmt: skip
def test_what_is_no_page_is_no_way_back(said):
    assert back(open_page("draw", {"from": said})) is None


@pytest.mark.parametrize("said", ["-1", "0", "99", "x", "9" * 50, ""])
def test_a_paragraph_that_is_not_there_is_one_that_is(said):
    label, _, query = back(open_page("draw", {"from": f"course?lesson=lstm&paragraph={said}"}))
    assert label.startswith("Back to lesson 5")
    assert 1 <= int(query["paragraph"]) <= len(lessons()["lstm"].paragraphs)


def test_a_long_address_forgets_what_came_first():
    long = f"lectures?lecture={'S' * (LONGEST - 30)}"
    app = open_page("glossary", {"find": "mask", "from": long})
    assert back(app)
    query = query_of(app, "Lesson")
    assert query["from"] == "glossary?find=mask"
