"""Progress: what will be known on the day of the exam, honestly, and what to take along."""

import time

import streamlit as st

from lstm_core.exam.forecast import forecast
from lstm_core.exam.weak import weakest
from pages.shared.record import meet, recorded
from pages.shared.review.along import along
from pages.shared.review.charts import days, standing
from pages.shared.review.concepts import by_topic, concepts
from pages.shared.review.plan import exam_date, moment, schedule
from pages.shared.review.weak import habits

meet()
exam = moment(exam_date())
plan = schedule()
seen = len(plan.memories)
if not seen:
    st.markdown(f"Nothing was reviewed yet. There are {len(plan.cards)} cards; begin with the page Today.")
else:
    goal = exam or time.time()
    known = plan.recall(goal)
    when = "on the day of the exam" if exam else "now"
    st.subheader(f"{known.expected:.0%} known {when}{', if you stop today' * bool(exam)}", anchor=False)
    st.markdown(
        f"Between {known.low:.0%} and {known.high:.0%}, to be honest: {seen} of {len(plan.cards)} cards were seen, "
        "and a card that was never seen counts as not known."
    )
    standing(plan.progress(goal), when)
    st.subheader("On the map of the lecture", anchor=False)
    st.markdown(f"A concept is filled as far as the questions about it will be known {when}.")
    concepts(by_topic(plan, goal))
    if weak := weakest([*recorded("drawing"), *recorded("drill")]):
        st.subheader("What keeps going wrong", anchor=False)
        habits(weak)
if exam:
    st.subheader("The days until the exam", anchor=False)
    days(forecast(plan, time.time(), exam))
st.subheader("To take along", anchor=False)
along()
