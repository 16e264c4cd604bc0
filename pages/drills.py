"""Numeric drills: a question with numbers of its own, marked as on paper."""

import streamlit as st

from lstm_core.drills import DRILLS
from ui import endings
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.practise.drills import question, solution
from ui.practise.drills.attempt import current

framed()

sync_learner()
st.markdown(
    "Pencil, paper, then the number. A decimal comma and plain arithmetic such as `ln(.5)/ln(.9)` are fine. A wrong "
    "value that is carried on correctly counts from there on."
)
with st.expander(f"{len(DRILLS) - 1} other kinds of exercise", icon=":material/apps:"):
    names = st.pills(
        "What to practise; nothing chosen means all, mixed",
        list(DRILLS),
        selection_mode="multi",
        key="drills",
        bind="query-params",
        format_func=lambda key: DRILLS[key].title,
        wrap=True,
    )
if names:
    st.caption(f"You practise: {', '.join(DRILLS[key].title for key in names)}.")
keys = [key for key in DRILLS if key in names] or list(DRILLS)
attempt = current(keys, st.query_params.get("drill", ""))
if st.query_params.get("drill") != attempt.address:
    st.query_params["drill"] = attempt.address
left, right = st.columns([3, 2], gap="large")
with left:
    st.header(DRILLS[attempt.key].title, anchor=False)
    question.show(attempt, keys)
    endings.show("drills", attempt)
with right:
    solution.show(attempt)
