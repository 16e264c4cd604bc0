"""The end of a session of cards: what it changed, and what comes next."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.review.rating import GOOD
from ui.common.session import session
from ui.practise.plan.next_cards import more_new
from ui.practise.review.exam_day import exam_day, exam_time
from ui.practise.review_session import ReviewSession, begin


def show_last() -> None:
    """What came of the last session, until another begins."""
    if ended := session().practise.ended:
        st.success(summary(ended), icon=":material/task_alt:")


def summary(ended: ReviewSession) -> str:
    """In a sentence: "6 cards, 4 of them well; known on the day of the exam: 0 → 3 %."."""
    count, well = len(ended.ratings), sum(rating >= GOOD for rating in ended.ratings.values())
    when = "on the day of the exam" if exam_time(exam_day()) else "now"
    before, after = 100 * ended.known_before, 100 * ended.known_after
    return f"{count} card{'s' * (count != 1)}, {well} of them well; known {when}: {before:.0f} → {after:.0f} %."


def show_more() -> None:
    """A few new cards of what was read."""
    if new := more_new():
        words = f"Learn {len(new)} more"
        st.button(words, icon=":material/add:", key="more", on_click=begin, args=(new,))
