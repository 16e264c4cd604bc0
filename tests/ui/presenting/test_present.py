"""Presenting without a browser: the address says it, and nothing of the page is lost by it."""

import json
from urllib.parse import parse_qs, urlsplit

import pytest

from tests.apps import press
from tools.apptest import open_page, rerun
from ui.presenting import STYLES
from ui.presenting.scenes import SCENES

PRESENT = "present_page"


def opened(name, **more):
    page, query = urlsplit(SCENES[name].address).path, parse_qs(urlsplit(SCENES[name].address).query)
    return open_page(page, {key: values[0] for key, values in query.items()} | more)


def presenter(app):
    """What the presenter received, if it is on the page."""
    found = [json.loads(one.proto.json) for one in app.get("bidi_component")]
    return [data for data in found if "presses" in data]


def buttons(app):
    return {button.key for button in app.button}


def given(app):
    """What can be set on the page, and what it is set to."""
    kinds = (app.slider, app.selectbox, app.toggle, app.number_input, app.text_input, app.radio)
    return [(one.key, one.value) for kind in kinds for one in kind]


@pytest.mark.parametrize("name", SCENES)
def test_the_address_presents_and_nothing_that_was_set_is_taken_off(name):
    app = opened(name)
    assert PRESENT in buttons(app)
    assert presenter(app) == []
    before = given(app)
    press(app, PRESENT)
    assert "".join(app.query_params["present"]) == "true"
    assert PRESENT not in buttons(app)
    assert len(presenter(app)) == 1
    assert given(app) == before
    del app.query_params["present"]
    rerun(app)
    assert PRESENT in buttons(app)
    assert presenter(app) == []
    assert given(app) == before


@pytest.mark.parametrize("name", SCENES)
def test_a_bookmark_presents_at_once(name):
    assert len(presenter(opened(name, present="true"))) == 1


def test_every_style_belongs_to_a_scene():
    assert {path.stem for path in STYLES.glob("*.css")} == {scene.style for scene in SCENES.values()} | {"page"}


def test_a_page_that_is_no_scene_cannot_be_presented():
    app = open_page("step-by-step", {"view": "As code", "present": "true"})
    assert PRESENT not in buttons(app)
    assert presenter(app) == []
    assert presenter(open_page("glossary", {"present": "true"})) == []


def texts(app):
    return "\n".join(element.value for element in app.markdown)


def test_a_lesson_is_walked_from_its_question_to_its_last_paragraph_and_left_where_it_was():
    app = opened("Lesson", lesson="gru", present="true", open="true")
    seen = []
    while not app.button(key="slide_next").disabled:
        press(app, "slide_next")
        seen.append("".join(app.query_params["slide"]))
    assert seen == ["experiment", *(str(number) for number in range(1, 16))]
    press(app, "slide_back")
    last_but_one = [caption.value for caption in app.caption if "14 of 15" in caption.value]
    assert last_but_one
    del app.query_params["present"]
    rerun(app)
    assert "14 of 15" in texts(app)
    assert "slide" not in app.query_params


def test_students_who_follow_the_code_of_a_lesson_read_the_same_paragraph():
    app = open_page("course", {"lesson": "gru", "open": "true", "slide": "7"})
    assert "7 of 15" in texts(app)


@pytest.mark.parametrize("slide", ["0", "99", "-1", "seven", "", "²"])
def test_a_slide_that_is_not_there_begins_with_the_question(slide):
    app = open_page("course", {"lesson": "gru", "present": "true", "slide": slide})
    assert not app.exception
    assert len(presenter(app)) == 1


def test_two_gates_at_once_are_worked_out_in_a_line_each():
    read, present = (open_page("step-by-step", {"stage": "i, C̃"} | more) for more in ({}, {"present": "true"}))
    assert texts(read).count("| Term | Value |") == 2
    assert "| Term | Value |" not in texts(present)
    assert texts(present).count("$=$ **") == 2
