"""What was to be drawn is shown point by point, lit up, on Today and after a single question."""

import json

import pytest

from lstm_core.exam.bank.bank import questions
from tests.apps import press
from tests.pages.oral.sitting import practice
from tests.pages.reviewing import only, opened, said, session
from tools.apptest import open_page, rerun

DRAWN = [key for key, question in questions().items() if question.draw]


def lit(app):
    """What is lit in the figure on the page."""
    shown = [json.loads(figure.proto.json) for figure in app.get("bidi_component") if "svg" in figure.proto.json]
    return tuple(shown[-1]["active"])


def choice(app):
    return next(group for group in app.segmented_control if group.label.startswith("Where it is in the figure"))


@pytest.mark.parametrize("key", DRAWN)
def test_the_first_point_that_was_missed_is_lit_then_the_one_that_is_chosen(key):
    app = open_page("oral", {"oral_way": "Single questions", "question": key})
    points = questions()[key].points
    press(app, practice(app).widget("answered"))
    app.checkbox(key=practice(app).widget("line 1 True")).check()
    press(app, practice(app).widget("compare"))
    assert lit(app) == points[1].shows
    choice(app).set_value(3)
    assert lit(rerun(app)) == points[2].shows


@pytest.mark.parametrize("key", DRAWN)
def test_a_card_that_asks_for_the_drawing_is_answered_point_by_point(key):
    app = only(opened(), f"drawing {questions()[key].draw}")
    press(app, "turn")
    points = questions()[key].points
    assert lit(app) == points[0].shows
    assert points[0].en in said(app)


def test_a_card_that_draws_nothing_has_no_figure_to_light():
    app = only(opened(), "question E04")
    press(app, "turn")
    press(app, session(app).practise.review.widget("compare"))
    assert not [group for group in app.segmented_control if group.label.startswith("Where it is")]
