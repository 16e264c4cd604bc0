"""Every lesson has its chapter and its cards; a new one is held to the same by being there."""

from itertools import groupby

import pytest

from lstm_core.course.lessons import lessons
from lstm_core.course.lessons.chapters import chapters, short_way
from lstm_core.exam.cards.cards import cards
from lstm_core.exam.plan.taught import lessons_of

ALL = lessons()


def test_chapters_follow_each_other_as_their_lessons_do():
    assert [key for key, _ in groupby(lesson.chapter for lesson in ALL.values())] == list(chapters())


def test_the_short_way_goes_through_lessons_that_are_there():
    assert short_way()
    assert set(short_way()) <= ALL.keys()


@pytest.mark.parametrize("key", ALL)
def test_a_lesson_teaches_cards(key):
    assert key in lessons_of((card.id for card in cards()), ALL).values()
