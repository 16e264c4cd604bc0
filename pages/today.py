"""Today: the list of the plan for today, and the cards that are due. One filled button."""

import streamlit as st

from ui import endings
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.components.follow_focus import follow_focus
from ui.practise.plan import on_today, session_end
from ui.practise.plan.next_cards import taught_first
from ui.practise.plan.wanted import wanted
from ui.practise.review import card
from ui.practise.review.exam_day import exam_day_field, exam_time
from ui.practise.review.plan import work_now
from ui.practise.review_session import begin, current, follow_link, leave, leave_out_answered

framed()

sync_learner()
follow_link()
review = current()
if review:
    leave_out_answered(review)
    card.say_what_was_rated_elsewhere(review)
if review and review.waiting:
    card.show(review)
else:
    if review:
        leave(review)
    with st.container(key="work"):
        session_end.show_last()
        work = work_now(exam_time(exam_day_field()))
        asked = wanted()
        today = on_today.show(asked) if asked else None
        if work.due:
            new = sum(one.new for one in work.due)
            st.header(str(work) if today is None else f"Only cards: {work}", anchor=False)
            st.markdown(f"{new} of them are new. What you are most likely to have forgotten by the exam comes first.")
            st.button(
                "Begin",
                icon=":material/play_arrow:",
                key="begin_today",
                on_click=begin,
                args=(taught_first(work.due),),
                type="secondary" if today else "primary",
            )
        else:
            st.header("Nothing is due", anchor=False)
            st.markdown("What you have learnt will keep until tomorrow. Rest is part of learning.")
        session_end.show_more()
        endings.show("today")
    follow_focus("today", "work", "")
