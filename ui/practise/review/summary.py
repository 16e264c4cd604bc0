"""A summary for the start page: what is known, what is due, and what goes wrong most."""

from __future__ import annotations

import streamlit as st

from ui.common import ways
from ui.common.learner_log import now
from ui.practise.review.exam_day import date_of, exam_day, exam_time
from ui.practise.review.plan import schedule, work_now
from ui.practise.review.weaknesses import all_weaknesses, frequent_mistakes


def show() -> None:
    """What will be known on the exam day with its bounds, what is due, and the mistake that comes most often."""
    exam = exam_time(exam_day())
    plan = schedule()
    known, work = plan.recall(exam or now()), work_now(exam)
    when = f"on {date_of(exam):%d %B}, the day of your exam" if exam else "now"
    with st.container(border=True, gap="small"):
        st.markdown(
            f"**{known.expected:.0%}** known {when} ({known.low:.0%} to {known.high:.0%}), "
            f"{len(plan.memories)} of {len(plan.cards)} cards seen."
        )
        with st.container(horizontal=True, gap="small"):
            if work.due:
                ways.link("today", f"Today: {work}", icon=":material/today:")
            ways.link("progress", "Progress", icon=":material/monitoring:")
            frequent_mistakes(all_weaknesses()[:1])
