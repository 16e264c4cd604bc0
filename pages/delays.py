"""Which cell remembers how far? Success and batches by delay, from a sweep that was run beforehand."""

import streamlit as st

from lstm_core.training.sweep import COMMAND, plan_of, report, results_of_task, summary
from ui import endings
from ui.common import after_reload, creations
from ui.common.frame import framed
from ui.common.learner_log import sync_learner
from ui.delays import add_run, figures, how_measured, own_runs

framed()

after_reload.take_up()
sync_learner()
creations.catch_up()

theirs = {result.key: result for result in results_of_task(report.TASK)}
if not theirs:
    st.info(f"There are no results yet. `{COMMAND}` makes them.")
    st.stop()
rows, own = summary(theirs.values()), summary(own_runs.results())
plans = [plan_of(result) for result in theirs.values()]

st.markdown(how_measured.task(plans[0]))
start = figures.choose_start()
shown = figures.started(rows, start)
left, right = st.columns(2, gap="large")
with left:
    st.header("How many seeds solve it", anchor=False)
    figures.solved(shown, own)
with right:
    st.header("How long it takes", anchor=False)
    figures.batches(shown, own)
    st.caption("The median of the seeds that solved it; lines reach from quartile to quartile.")

for sentence in (report.lstm, report.elman, report.gru):
    st.markdown(f"- {sentence(rows)}")
st.markdown(
    "- In the exam, you could put it like this: the LSTM can carry its memory on unchanged, *if* its forget gate stays "
    "open; whether it starts open is a bias. Noise on the line is what makes the gate that writes necessary."
)

st.header("One more, of your own", anchor=False)
add_run.ask(plans, theirs)

st.header("All numbers", anchor=False)
figures.table(rows, own)
with st.expander("How this was measured"):
    st.markdown(how_measured.method(plans, rows))
endings.show("delays")
