"""The oral exam: a rehearsal with a clock, or single questions with the key after each."""

import streamlit as st

from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.practise.oral import practice, question, result, setup
from ui.practise.oral.exam_session import current

EXAM, SINGLE = "A whole exam", "Single questions"

framed()

sync_learner()
exam = current()
if exam and exam.prompt:
    question.show(exam, exam.prompt)
elif exam:
    result.show(exam)
else:
    way = st.segmented_control(
        "How you practise", [EXAM, SINGLE], default=EXAM, key="oral_way", bind="query-params", required=True
    )
    (practice if way == SINGLE else setup).show()
