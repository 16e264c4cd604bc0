"""The pictures of the lessons: one for each, as its cells, nets and results would draw it today, in both themes."""

import re
from xml.etree import ElementTree

import pytest

from lstm_core.cell.roles import INK
from lstm_core.course.lessons import lessons
from lstm_core.course.pictures import picture
from tools.lesson_pictures import DRAWN

NUMBER = re.compile(r"-?\d+\.?\d*")
SMALL = 0.6  # pixels, or shares of a colour: other processors round otherwise


@pytest.mark.parametrize("key", lessons())
def test_a_lesson_has_a_picture_that_is_drawn_from_what_it_shows_now(key):
    ours, now = picture(key), DRAWN[key]().replace("<svg ", '<svg data-theme="light" ', 1)
    assert NUMBER.sub("", ours) == NUMBER.sub("", now), f"python -m tools.lesson_pictures {key}"
    assert [float(n) for n in NUMBER.findall(ours)] == pytest.approx([float(n) for n in NUMBER.findall(now)], abs=SMALL)


@pytest.mark.parametrize("key", lessons())
def test_a_picture_is_small_closed_and_takes_the_colours_of_the_theme(key):
    text = picture(key, "dark")
    root = ElementTree.fromstring(text)
    assert root.get("data-theme") == "dark"
    assert INK["dark"] in text
    assert INK["light"] in text
    assert len(text) < 20_000


def test_a_lesson_without_a_picture_has_none():
    assert picture("quantum") == ""
