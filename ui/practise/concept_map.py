"""The map of a course; with a schedule, filled as far as every topic will be known."""

from __future__ import annotations

import streamlit as st

from lstm_core.exam.bank.bank import topics
from lstm_core.exam.bank.mindmap import COURSES, mindmap, to_dot
from lstm_core.exam.review.schedule import Schedule
from ui.practise.oral.words import say


def show(known: dict[str, float] | None = None, language: str = "en") -> None:
    """The concepts and how they belong together, wide enough to be read; a narrow page scrolls it sideways.

    known: a share by the key of a topic.
    """
    st.html("<style>.st-key-map { overflow-x: auto } .st-key-map svg { min-width: 1100px }</style>")
    course = st.segmented_control(
        say("map_course", language),
        COURSES,
        key="map_course",
        default=COURSES[0],
        required=True,
        format_func=lambda key: mindmap(key).title,
        bind="query-params",
    )
    shown = mindmap(course)
    words = say("map_words", language, course=shown.title)
    if known:
        words += ", with what will be known: " + ", ".join(f"{topics()[key].title} {known[key]:.0%}" for key in known)
    with st.container(key="map"):
        st.graphviz_chart(to_dot(shown, st.context.theme.type or "light", known, language), width="stretch", alt=words)


def known_by_topic(plan: Schedule, goal: float) -> dict[str, float]:
    """How much of the questions of every topic will be known then, if nothing more is done."""
    shares = {row.name: row.recall.expected for row in plan.progress(goal)}
    return {key: shares[topic.title] for key, topic in topics().items() if topic.title in shares}
