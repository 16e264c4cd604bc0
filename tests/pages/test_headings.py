"""Whoever goes from heading to heading, as a screen reader does, misses no level: h1, then h2, then h3."""

from collections.abc import Iterator
from itertools import pairwise

import pytest
from streamlit.testing.v1.element_tree import Block

from lstm_core.course.lessons import lessons
from tests.apps import press
from tools.apptest import open_page, visit
from ui.common.menu import PLACES

PAGES = [(place.url_path, {}) for places in PLACES.values() for place in places if place.url_path]
LESSONS = [("course", {"lesson": key, **text}) for key in lessons() for text in ({}, {"open": "true"})]
VIEWS = [("step-by-step", {"view": view}) for view in ("Gates by hand", "Over time", "As code")]
SINGLE = [("oral", {"oral_way": "Single questions"})]
HEADINGS = {"title", "header", "subheader"}


def levels(block: Block) -> Iterator[int]:
    """Of the headings of a page, in the order in which they are read."""
    for child in block.children.values():
        if isinstance(child, Block):
            yield from levels(child)
        elif child.type in HEADINGS:
            yield int(child.tag.removeprefix("h"))


def in_order(app) -> bool:
    found = list(levels(app.main))
    assert found.count(1) == 1
    return found[0] == 1 and all(after <= before + 1 for before, after in pairwise(found))


@pytest.mark.parametrize(("page", "query"), [*PAGES, *LESSONS, *VIEWS, *SINGLE])
def test_no_level_is_left_out(page, query):
    assert in_order(open_page(page, query))


def test_no_level_is_left_out_on_start():
    assert in_order(visit(open_page(), ""))


def test_no_level_is_left_out_in_an_exam_its_list_and_its_result():
    app = press(open_page("oral"), "begin")
    assert in_order(app)
    app = press(app, app.session_state["session"].practise.exam.widget("answered"))
    assert in_order(app)
    assert in_order(press(app, "end"))
