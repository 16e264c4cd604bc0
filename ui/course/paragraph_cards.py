"""Under a paragraph, quietly: how many cards ask about it, and how many of them are known. The link lays them out."""

from __future__ import annotations

from collections.abc import Collection, Iterable

import streamlit as st

from lstm_core.course.lessons import Lesson
from lstm_core.course.told import cards_about
from ui.common import ways
from ui.common.learner_log import recorded

LIKELY = 0.5  # a card is called known if it is more likely than not that it will be
MOST = 12  # cards of one link


def cards_of(lesson: Lesson, numbers: Iterable[int]) -> tuple[str, ...]:
    """The cards that ask about some of its paragraphs, each once."""
    found = [card for number in numbers for card in cards_about().get((lesson.key, number), ())]
    return tuple(dict.fromkeys(found))


def known_cards() -> frozenset[str]:
    """Those that will be known on the day of the exam, or are now if there is none."""
    if not recorded("review"):
        return frozenset()
    from ui.practise.review.exam_day import goal  # FSRS comes with these
    from ui.practise.review.plan import schedule

    at = goal()
    return frozenset(card for card, memory in schedule().memories.items() if memory.chance(at) > LIKELY)


def show(number: int, cards: Collection[str], known: Collection[str]) -> None:
    """The link under the paragraph of this number; nothing where no card asks about it."""
    if cards:
        with st.container(key=f"asks_{number}"):
            ways.link("today", words(cards, known), {"cards": list(cards)[:MOST]}, icon=":material/style:")


def words(cards: Collection[str], known: Collection[str]) -> str:
    """Such as "2 cards", and "2 cards, 1 known" for whoever has answered some."""
    count, done = len(cards), sum(card in known for card in cards)
    return f"{count} card{'s' * (count != 1)}" + (f", {done} known" if done else "")
