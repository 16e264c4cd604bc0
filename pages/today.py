"""Today: what to review now, so that most is known on the day of the exam. One page, one button."""

import streamlit as st

from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.components.follow_focus import follow_focus
from ui.practise.review import card
from ui.practise.review.exam_day import exam_day_field, exam_time
from ui.practise.review.plan import work_now
from ui.practise.review_session import begin, current, leave, leave_out_answered

framed()

sync_learner()
review = current()
if review:
    leave_out_answered(review)
    card.say_what_was_rated_elsewhere(review)
if review and review.waiting:
    card.show(review)
else:
    if review:
        st.success(f"Done: {review.done} cards. Come back tomorrow.", icon=":material/celebration:")
        leave(review)
    work = work_now(exam_time(exam_day_field()))
    with st.container(key="work"):
        if work.due:
            new = sum(one.new for one in work.due)
            st.subheader(str(work), anchor=False)
            st.markdown(f"{new} of them are new. What you are most likely to have forgotten by the exam comes first.")
            st.button("Begin", icon=":material/play_arrow:", key="begin_today", on_click=begin, args=(work.due,))
        else:
            st.subheader("Nothing is due", anchor=False)
            st.markdown("Everything will keep until tomorrow. Rest is part of learning.")
    follow_focus("today", "work", "")
