"""Progress: what will be known on the day of the exam, honestly, and what to take along."""

import streamlit as st

from lstm_core.exam.review.days import days_left
from lstm_core.exam.review.forecast import MOST_DAYS, forecast
from ui import endings
from ui.common.frame import framed
from ui.common.learner_log import now, sync_learner
from ui.practise import concept_map
from ui.practise.review import export
from ui.practise.review.charts import forecast_charts, topic_table
from ui.practise.review.exam_day import exam_day_field, exam_time
from ui.practise.review.plan import schedule, work_now
from ui.practise.review.weaknesses import all_weaknesses, frequent_mistakes

framed()

sync_learner()
exam = exam_time(exam_day_field())
plan = schedule()
seen = len(plan.memories)
if not seen:
    st.markdown(f"Nothing was reviewed yet. There are {len(plan.cards)} cards; begin with the page Today.")
else:
    goal = exam or now()
    known = plan.recall(goal)
    when = "on the day of the exam" if exam else "now"
    condition = ", if you stop today" if exam else ""
    st.header(f"{known.expected:.0%} known {when}{condition}", anchor=False)
    st.markdown(
        f"Between {known.low:.0%} and {known.high:.0%}, to be honest: {seen} of {len(plan.cards)} cards were seen, "
        "and a card that was never seen counts as not known."
    )
    topic_table(plan.progress(goal), when)
    st.header("On the map of the lecture", anchor=False)
    st.markdown(f"A concept is filled as far as the questions about it will be known {when}.")
    concept_map.show(concept_map.known_by_topic(plan, goal))
    if weak := all_weaknesses():
        st.header("What keeps going wrong", anchor=False)
        frequent_mistakes(weak)
if exam:
    st.header("The days until the exam", anchor=False)
    st.markdown(f"Today: {work_now(exam)}.")
    if days_left(now(), exam) <= MOST_DAYS:
        forecast_charts(forecast(plan, now(), exam), exam)
    else:
        st.markdown("There is more than a year left. From a year before the exam on, you see here what each day takes.")
st.header("To take along", anchor=False)
export.show()
endings.show("progress")
