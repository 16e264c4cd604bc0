"""A page has one filled button at most: where everything calls, nothing leads."""

import time
from collections.abc import Iterator
from typing import Any

import pytest
from streamlit.testing.v1 import AppTest
from streamlit.testing.v1.element_tree import Block

from lstm_core.exam.log.event import Event
from tests.apps import press
from tools.apptest import open_page, visit
from ui.common.menu import PLACES
from ui.common.session import LearnerState, Session

PAGES = [place.url_path for places in PLACES.values() for place in places if place.url_path]
STAGES: list[tuple[str, dict[str, str]]] = [
    *(("course", {"lesson": key, **more}) for key in ("lstm", "sequences") for more in ({}, {"open": "true"})),
    *(("step-by-step", {"view": view}) for view in ("Gates by hand", "Over time", "As code")),
    ("step-by-step", {"stage": "y"}),
    ("step-by-step", {"predict": "true"}),
    *(("draw", {"way": way}) for way in ("Trace", "Three minutes", "Find the mistake", "Write it")),
    ("oral", {"oral_way": "Single questions"}),
    *(("symbols", {"part": part}) for part in ("Equations", "Weights")),
]
LOGS = {
    "an empty log": [],
    "an exam tomorrow": [("exam", "date", {"date": time.strftime("%Y-%m-%d", time.localtime(time.time() + 86_400))})],
    "a lesson and a card": [("lesson", "lstm", {}), ("review", "question E03", {"rating": 1, "seconds": 60})],
}


def opened(log: str, page: str = "", query: dict[str, str] | None = None) -> AppTest:
    events = [Event(time.time() - 9_000, *event) for event in LOGS[log]]
    return open_page(page, query, {"session": Session(learner=LearnerState(unsaved=events))})


def filled(app: AppTest) -> list[Any]:
    return [one.label for one in _protos(app._tree) if getattr(one, "type", "") == "primary"]


def _protos(block: Block) -> Iterator[Any]:
    for child in block.children.values():
        yield from _protos(child) if isinstance(child, Block) else [getattr(child, "proto", None)]


@pytest.mark.parametrize("log", LOGS)
@pytest.mark.parametrize("page", ["", *PAGES])
def test_a_page_has_one_at_most(page, log):
    app = opened(log, page)
    assert len(filled(app)) <= 1
    if page in ("", "today") and (page or log != "an empty log"):
        assert len(filled(app)) == 1, "the page whose one purpose is to lead on has it"


@pytest.mark.parametrize(("page", "query"), STAGES)
def test_a_page_has_one_at_most_at_every_stage(page, query):
    assert len(filled(opened("an exam tomorrow", page, query))) <= 1


def test_a_session_of_cards_has_one_at_most_on_either_side_of_a_card_and_at_its_end():
    app = press(opened("a lesson and a card", "today"), "begin_today")
    assert len(filled(app)) <= 1
    assert len(filled(press(app, "turn"))) <= 1 if any(one.key == "turn" for one in app.button) else True
    assert len(filled(press(app, "enough"))) == 1


def test_an_exam_has_one_at_most_from_its_question_to_its_result():
    app = press(open_page("oral"), "begin")
    assert len(filled(app)) <= 1
    app = press(app, app.session_state["session"].practise.exam.widget("answered"))
    assert len(filled(app)) <= 1
    assert len(filled(press(app, "end"))) <= 1
    assert len(filled(visit(app, "glossary"))) <= 1


def test_the_first_check_has_one_in_each_of_its_parts():
    app = press(opened("an empty log"), "check_me")
    for _ in range(3):
        assert len(filled(app)) == 1
        app = press(app, next(one.key for one in app.button if one.proto.type == "primary"))
